"""Health: credential checks and preflights."""
