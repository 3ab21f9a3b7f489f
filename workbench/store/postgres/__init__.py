"""The same events in PostgreSQL: one append-only table that a team shares.

The folder stays: it holds every line that was written here or has arrived, so that opening, looking
up, undoing and working without the server are what they are for a folder alone. `link` keeps both
sides the same; `backend` is what the store sees of it.
"""
