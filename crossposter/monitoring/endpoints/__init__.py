"""Endpoints for other machines: health, metrics, heartbeat."""
