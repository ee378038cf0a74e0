"""The door of the portal: second factor, passkeys, OpenID Connect, limits on guessing."""
