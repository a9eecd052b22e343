"""F1: what the thing with the focus is, what it does to the result, and its keys."""
