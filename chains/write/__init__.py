"""Beside and after writing: older sentences, one question to go deeper."""
