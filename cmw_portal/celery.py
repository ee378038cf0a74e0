"""The Celery application. A message only wakes a worker up; what is to be done stands in a database row."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cmw_portal.settings")

app = Celery("cmw_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["accounts.invitations"])  # a room of its own, with tasks of its own
app.autodiscover_tasks(["accounts.door"])
app.autodiscover_tasks(["clusters.cooperation"])
app.autodiscover_tasks(["clusters.acts"])
app.autodiscover_tasks(["accounts.invitations"])  # a room of its own, with tasks of its own
app.autodiscover_tasks(["accounts.door"])
app.steps["worker"].add("cmw_portal.beat:BeatThread")
