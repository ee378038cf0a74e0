"""What the door no longer needs is forgotten."""

from celery import shared_task

from accounts.door import guesses, limits


@shared_task
def forget_attempts() -> int:
    """Tallies that count nothing any more and sources nobody has come from for half a year; how many rows."""
    return limits.forget() + guesses.forget_sources()
