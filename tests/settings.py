"""Settings of the test run: the portal's own, in a data folder that is thrown away, with nothing sent outside.

DATABASE_URL and REDIS_URL choose where the suite runs; every other variable of the developer's shell is dropped.
"""

import atexit
import os
import shutil
import tempfile
import uuid
from pathlib import Path

DROPPED = (
    "BASE_URL PORT DEBUG SECRET_KEY SECRET_KEY_FILE SECRET_KEY_FALLBACKS ALLOWED_HOSTS BEHIND_PROXY EMAIL_BACKEND EMAIL_HOST "
    "EMAIL_PORT EMAIL_HOST_USER EMAIL_HOST_PASSWORD EMAIL_USE_TLS DEFAULT_FROM_EMAIL NUM_PROXIES COLLECTED_STATIC LOG_LEVEL "
    "CELERY_LOG_LEVEL DJANGO_COLORS AUDIT_ADDRESS_DAYS AUDIT_CHECKPOINT_FILE AUDIT_MAIL_TO "
    "OIDC_ISSUER OIDC_CLIENT_ID OIDC_CLIENT_SECRET OIDC_NAME OIDC_TRUSTS_SECOND_FACTOR"
)
for name in DROPPED.split():
    os.environ.pop(name, None)

_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if _worker:
    # The folder of the run was made, and will be removed, by the process that started this one.
    TEST_DIR = Path(os.environ["TEST_DIR"]) / _worker
else:
    TEST_DIR = Path(tempfile.mkdtemp(prefix="portal-tests-"))
    os.environ["TEST_DIR"] = str(TEST_DIR)

    @atexit.register
    def _remove(owner: int = os.getpid()) -> None:
        if os.getpid() == owner:
            shutil.rmtree(TEST_DIR, ignore_errors=True)


os.environ["DATA_DIR"] = str(TEST_DIR)

from cmw_portal.catalogue import compile_catalogue  # noqa: E402
from cmw_portal.settings import *  # noqa: E402, F403
from cmw_portal.settings import BASE_DIR, BROKER_DIR, CACHES, DATABASE_URL, DATABASES, REDIS_URL, STATIC_ROOT, TEMPLATES  # noqa: E402
from tests.undefined_variables import Undefined  # noqa: E402

for folder in (STATIC_ROOT, BROKER_DIR / "messages", BROKER_DIR / "control"):
    folder.mkdir(parents=True, exist_ok=True)

# A fresh copy has no compiled catalogue; the process that starts the workers makes it before they start.
if not _worker:
    compile_catalogue(BASE_DIR / "locale" / "ru" / "LC_MESSAGES" / "django.po")

# A file and not memory: the suite then runs with the locks and the journal the portal has.
if not DATABASE_URL:
    DATABASES["default"]["TEST"] = {"NAME": TEST_DIR / "test.sqlite3"}
# Live servers leave their thread's connection open, and PostgreSQL would then refuse to drop the test database.
DATABASES["default"]["CONN_MAX_AGE"] = 0

_run = uuid.uuid4().hex
_number = [0]


def forget_cached() -> None:
    """Makes every cached value unreachable, without emptying a Redis that others may use."""
    _number[0] += 1


def cache_key(key: str, prefix: str, version: int) -> str:
    return f"test:{_run}:{_number[0]}:{version}:{key}"


CACHES["default"]["KEY_FUNCTION"] = cache_key
if not REDIS_URL:
    CACHES["default"].update(BACKEND="django.core.cache.backends.locmem.LocMemCache", LOCATION="tests")

# Tasks are called by tests directly; a message sent by the code under test goes nowhere.
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()  # type: ignore[index]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
