"""The parts of a model written for speed: each computes what the stock part computes, and counts itself."""
