"""How the journal is asked: the kind of question, dates and options; by rules, then by a model."""
