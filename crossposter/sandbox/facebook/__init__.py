"""Facebook in the sandbox: pages with posts, photos, videos and reels."""
