"""Pure functions over `str`: characters, cells, rows, sentences, anchors."""
