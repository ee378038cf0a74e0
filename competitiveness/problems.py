"""What a person can be told when a report cannot be computed."""


class NotReportable(Exception):  # noqa: N818  said to a person, not an error of the program
    """The report cannot be computed from what is known; the message names what is missing and the remedy."""
