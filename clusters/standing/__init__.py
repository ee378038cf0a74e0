"""What a cluster must meet (rules of admission and standing as data) and what it lacks."""
