"""Legal acts and programmes, how they bear on one another, and where they repeat or contradict each other."""
