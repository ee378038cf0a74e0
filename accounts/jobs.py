"""Rows of long work, found again when their wake-up message or their worker is lost."""

from collections.abc import Callable

from accounts.models import Job


def sweep(model: type[Job], wake: Callable[[int], object]) -> int:
    """Wake every runnable row of the model and close what has had its five attempts; the number woken.

    `wake` sends the message for one primary key. A row woken twice does no harm: the second claim fails.
    """
    jobs = model._default_manager
    jobs.fail_exhausted()
    waiting = list(jobs.runnable().order_by("queued_at").values_list("pk", flat=True))
    for pk in waiting:
        wake(pk)
    return len(waiting)
