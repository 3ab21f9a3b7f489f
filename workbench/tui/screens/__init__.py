"""Screens and forms, each with its style sheet."""
