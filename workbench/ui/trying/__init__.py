"""The Try tab: one prompt, the base's answer beside the adapter's."""
