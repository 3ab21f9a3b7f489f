"""A terminal workbench for comparing reports of the same event."""

__version__ = "0.1.0"
