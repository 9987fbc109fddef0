"""Instagram: the adapter for posts of a professional account."""
