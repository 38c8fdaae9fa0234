"""The line to a model: addresses, windows, errors, chains that end with it."""
