"""Who gets in: everything that stands between the network and the page."""
