"""Pieces that two screens or more draw."""
