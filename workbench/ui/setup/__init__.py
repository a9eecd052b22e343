"""The Setup page: which model, which data, which layers, how it is trained, and what that costs."""
