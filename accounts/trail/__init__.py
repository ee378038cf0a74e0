"""The audit trail at work: addresses beside the chain, checkpoints outside the database, the search page."""
