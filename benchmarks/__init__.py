"""Figures beside their peers: `python -m benchmarks`."""

# Before Textual is loaded, so that screens are measured at the program's frames a second.
import workbench.tui  # noqa: F401
