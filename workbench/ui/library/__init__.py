"""The library of runs: the sidebar that lists and selects them."""
