"""Where dates stand in a text: at its head, in its title, before its lines, below one another."""
