"""Work that goes on while pages are drawn and left."""
