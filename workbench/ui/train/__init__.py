"""The Train tab: how a run goes, and what it came to."""
