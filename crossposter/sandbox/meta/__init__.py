"""Meta's Graph API in the sandbox, shared by Facebook and Instagram."""
