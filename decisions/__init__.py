"""Decision records: a question under the writer's own dated words, frozen when decided, reviewed
later.
"""
