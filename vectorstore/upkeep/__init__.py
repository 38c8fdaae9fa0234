"""The indexes of a folder kept equal to the entries, mended when damaged, and made again."""
