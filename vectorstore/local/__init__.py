"""Meaning without a key: models that ship in wheels, and the vectors of sentences."""
