"""Morphemes, stems, sentences, clauses and particles of Korean and English."""
