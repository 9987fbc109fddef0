"""X in the sandbox: posts, timelines and uploads."""
