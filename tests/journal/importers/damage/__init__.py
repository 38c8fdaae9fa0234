"""Damaged files: one bad byte, line, item or row never costs the post."""
