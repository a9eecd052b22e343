"""Curves: pure arithmetic on numpy arrays below, drawing above."""
