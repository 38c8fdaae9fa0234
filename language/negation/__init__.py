"""Whether a word is turned round by what is said with it."""
