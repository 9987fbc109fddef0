"""Scheduling: timetables, blackouts, backoff, dates and times."""
