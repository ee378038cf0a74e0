"""The Celery application. A message only wakes a worker up; what is to be done stands in a database row."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cmw_portal.settings")

app = Celery("cmw_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_configure.connect
def _add_beat(sender: Celery, **kwargs: object) -> None:
    from cmw_portal.beat import BeatThread  # reads the settings, which celery's command line loads only here

    sender.steps["worker"].add(BeatThread)
