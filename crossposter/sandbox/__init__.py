"""Sandbox: the stand-in for Facebook, Instagram and X on one loopback port."""
