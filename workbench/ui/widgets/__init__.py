"""Small widgets, one a file: each shows a value and emits a changed value."""
