"""A trained adapter in the forms that other programs open: one file a format."""
