"""What sentences say: to a question, for or against an option."""
