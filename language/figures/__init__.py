"""Numbers, days and names that a text states, in Korean and English, and whether two agree."""
