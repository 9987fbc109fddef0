"""Daemon: the unattended process."""
