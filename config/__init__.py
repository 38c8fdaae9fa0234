"""What a person sets, where it comes from, and where the app keeps its files.

Limit: nothing is imported here, so that who needs only a value or a path loads no more than that.
"""
