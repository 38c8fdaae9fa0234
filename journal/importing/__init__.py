"""One import: what would happen, what happened, how it is undone."""
