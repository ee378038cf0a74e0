"""Invitations by e-mail: a one-time link that opens an account or a role."""
