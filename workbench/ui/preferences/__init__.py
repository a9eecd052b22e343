"""The Preferences window: one page a subject, applied at once."""
