"""Results turned into titles, sentences, tables and charts in the reader's language. No rules here, only words and shapes."""
