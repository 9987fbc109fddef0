"""What Echo would be, if it were."""
