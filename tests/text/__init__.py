"""Plain text and light markup."""
