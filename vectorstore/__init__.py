"""Passages, embeddings and both indexes. Rebuildable from `journal/` at any time."""
