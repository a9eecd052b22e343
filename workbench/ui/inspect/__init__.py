"""The Inspect page: what an adapter learned, as sentences, a map, a table, spectra and pictures."""
