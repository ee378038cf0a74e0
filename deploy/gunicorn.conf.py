"""gunicorn, for `run.py` and for the service edition alike. Described in docs/operating.md."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
worker_class = "gthread"
threads = 8
timeout = 60
graceful_timeout = 15
keepalive = 15
loglevel = os.environ.get("LOG_LEVEL", "warning").lower()
accesslog = "-" if os.environ.get("ACCESS_LOG") == "1" else None
control_socket_disable = True
