"""Announcements, from draft to approval: writing, checks, approval, preview."""
