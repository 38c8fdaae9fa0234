"""The options that a question weighs."""
