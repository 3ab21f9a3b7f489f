"""A file becomes the text of an article, with guesses about it that wait for a person."""
