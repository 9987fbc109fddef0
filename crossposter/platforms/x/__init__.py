"""X: the adapter for posts of an account."""
