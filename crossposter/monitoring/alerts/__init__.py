"""Alerts: from the current state to the messages that people get."""
