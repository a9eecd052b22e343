"""QtCore only: engines, runs being followed, drafts and the application's state."""
