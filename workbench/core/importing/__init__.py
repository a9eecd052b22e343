"""Runs of other programs, read from what they leave behind, as runs of ours to look at and to compare."""
