"""The Export tab: formats as cards, and the one that is chosen beside them."""
