"""The base of all errors that a person can put right."""


class UserError(Exception):
    """Something is wrong that is no fault of the program; the message says what, and the remedy."""
