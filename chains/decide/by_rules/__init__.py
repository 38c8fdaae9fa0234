"""How rules read an entry for what it weighs, and what of it is a reason."""
