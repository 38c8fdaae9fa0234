"""What a question lays side by side, and the frames it is asked in."""
