"""Administration of people: their accounts and their roles in every context."""
