"""The clock of the embedded edition: celery beat as a thread of its only worker.

celery's own `worker --beat` starts a process, which outlives a worker that is killed: after the restart there are two
clocks. A thread ends with the worker, however that ends.
"""

from celery import bootsteps
from celery.beat import EmbeddedService
from django.conf import settings


class BeatThread(bootsteps.StartStopStep):
    """Started and stopped with the worker; absent where a broker is served and beat has a process of its own."""

    label = "Beat thread"

    def include_if(self, parent: object) -> bool:
        return not settings.REDIS_URL

    def create(self, parent: object) -> object:
        return EmbeddedService(parent.app, thread=True, schedule_filename=settings.CELERY_BEAT_SCHEDULE_FILENAME)  # type: ignore[attr-defined]

    def terminate(self, parent: object) -> None:
        self.stop(parent)
