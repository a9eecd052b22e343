"""A saved adapter as a thing of its own: opened, measured, compared, changed. No Qt, no model in memory."""
