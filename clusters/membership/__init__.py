"""How an organisation becomes a member: application, review, admission, suspension, leaving; its representatives."""
