"""Measuring: stand-ins for models and data, and the machine's own limits."""
