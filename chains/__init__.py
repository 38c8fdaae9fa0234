"""From a question to an answer made of the writer's own dated words: plan, retrieve, render,
answer, cite.
"""
