"""Events that a question counts from, in its words and as a journal tells them."""
