"""Plain values and arithmetic: no Qt, no torch."""
