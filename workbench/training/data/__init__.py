"""From a file of rows to the batches a step computes: reading, templates, loss masks, order."""
