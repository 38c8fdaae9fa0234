"""One folder a screen: `page.py` and its own parts."""
