"""Suggestions: what the program finds by rule in articles about one event, with its reasons."""
