"""Two or more runs as one document: curves, settings, answers, adapters."""
