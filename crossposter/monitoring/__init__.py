"""Monitoring: health checks, alerts, status, metrics."""
