"""How times are worded in each language."""
