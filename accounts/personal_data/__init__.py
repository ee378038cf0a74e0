"""One's own data: a copy for its owner, erasure on request."""
