"""Times that are still to come: their words, and the days by which something is to be done."""
