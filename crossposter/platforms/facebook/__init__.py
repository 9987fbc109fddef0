"""Facebook: the adapter for posts on a page."""
