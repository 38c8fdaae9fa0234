"""What each language knows of the sentences in which a journal weighs."""
