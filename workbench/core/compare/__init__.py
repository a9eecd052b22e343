"""Several runs side by side: curves, settings, results, answers, descent. Plain values, and SVG."""
