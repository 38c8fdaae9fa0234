"""Decisions found in entries, and kept up with what is written later."""
