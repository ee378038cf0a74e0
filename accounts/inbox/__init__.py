"""What a person is told: the pages of notices, the wishes about them, and the way out of letters."""
