"""What the program knows of Korean and English, below everything else; words are data."""
