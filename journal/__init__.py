"""The writer's words as files. Knows no model, no index, no screen."""
