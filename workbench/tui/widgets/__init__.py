"""Widgets: panes, lists, fields, and what they are drawn from."""
