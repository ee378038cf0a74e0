"""What a person can be told when a report cannot be computed."""


class NotReportable(Exception):
    """The report cannot be computed from what is known; the message names what is missing and the remedy."""
