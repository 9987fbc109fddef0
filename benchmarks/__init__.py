"""Measurements against a floor taken in the same run; they print, and test nothing."""
