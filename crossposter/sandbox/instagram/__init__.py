"""Instagram in the sandbox: containers, reels and published media."""
