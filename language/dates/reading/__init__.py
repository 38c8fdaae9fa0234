"""How the times of a question are found in its words, joined, and taken for its own."""
