"""A model's pointers become exact spans; its quotations are checked."""
