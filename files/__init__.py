"""The ground floor: how files are written, for all that writes some."""
