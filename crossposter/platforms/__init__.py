"""The platforms, one module each; the underscored modules are what they share."""
