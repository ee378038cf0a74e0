"""What Celery calls. The rows say what is to be done; a call that finds nothing does nothing."""

from celery import shared_task

from clusters.membership.actions import compare_names


@shared_task
def compare_new_names() -> int:
    """Look for possible duplicates among names that are new; how many names are left for the next call."""
    return compare_names()
