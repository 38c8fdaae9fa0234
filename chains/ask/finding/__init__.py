"""What may answer: candidates ranked, lifted by the kind of question, or known to be absent."""
