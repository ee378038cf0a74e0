"""Runs a command with DATABASE_URL and REDIS_URL of its own: `.venv/bin/python .ci/on_servers.py python3 run.py test`.

Uses the servers on this machine's usual ports: a PostgreSQL database made for the run, and a Redis database that is empty.
Where there is none, starts servers from the installed binaries. Where those are absent too it fails: a green run that
silently left out PostgreSQL would say more than was tried.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import redis

REMEDY = "Install the packages postgresql and redis-server, or start both on 127.0.0.1 with their usual ports."


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def postgres_answers(port: int) -> bool:
    try:
        psycopg2.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres", connect_timeout=3).close()
    except psycopg2.OperationalError:
        return False
    return True


def redis_answers(port: int) -> bool:
    try:
        with redis.Redis(port=port, socket_timeout=3) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def wait_for(answers: object, port: int) -> None:
    limit = time.monotonic() + 30
    while not answers(port):  # type: ignore[operator]
        if time.monotonic() > limit:
            sys.exit(f"A server started on port {port} does not answer. {REMEDY}")
        time.sleep(0.2)


@contextlib.contextmanager
def running(command: list[str], answers: object, port: int) -> Iterator[int]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(answers, port)
        yield port
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def postgres_port() -> Iterator[int]:
    if postgres_answers(5432):
        yield 5432
        return
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if not found:
        sys.exit(f"No PostgreSQL on 127.0.0.1:5432 and none installed. {REMEDY}")
    binaries = found[-1].parent
    with tempfile.TemporaryDirectory(prefix="portal-pg-") as folder:
        os.chmod(folder, 0o755)
        data, port = Path(folder) / "data", free_port()
        data.mkdir()
        somebody: list[str] = []
        if os.geteuid() == 0:  # PostgreSQL refuses to be root
            shutil.chown(data, "postgres")
            somebody = ["runuser", "-u", "postgres", "--"]
        subprocess.run([*somebody, binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"],
                       check=True, stdout=subprocess.DEVNULL, cwd="/")  # fmt: skip
        options = [
            "-p",
            str(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "fsync=off",
            "-c",
            f"unix_socket_directories={data}",
        ]
        with running([*somebody, str(binaries / "postgres"), "-D", str(data), *options], postgres_answers, port):
            yield port


@contextlib.contextmanager
def redis_port() -> Iterator[int]:
    if redis_answers(6379):
        yield 6379
        return
    binary = shutil.which("redis-server") or shutil.which("valkey-server")
    if not binary:
        sys.exit(f"No Redis on 127.0.0.1:6379 and none installed. {REMEDY}")
    port = free_port()
    with running(
        [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], redis_answers, port
    ):
        yield port


@contextlib.contextmanager
def database(port: int) -> Iterator[str]:
    """A database of this run; gone at the end, with those the tests made beside it."""
    name = f"portal_ci_{os.getpid()}"
    connection = psycopg2.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres")
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/{name}"
        finally:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"%{name}%"])
            for (made,) in cursor.fetchall():
                cursor.execute(f'DROP DATABASE "{made}" WITH (FORCE)')


@contextlib.contextmanager
def redis_database(port: int) -> Iterator[str]:
    """The highest numbered database with nothing in it; emptied at the end."""
    for number in range(15, 0, -1):
        with redis.Redis(port=port, db=number) as client:
            if client.dbsize() == 0:
                client.set("taken", os.getpid())
                try:
                    yield f"redis://127.0.0.1:{port}/{number}"
                finally:
                    client.flushdb()
                return
    sys.exit(f"Every database of the Redis on port {port} is in use. Empty one: redis-cli -n 15 flushdb")


def main(command: list[str]) -> int:
    with postgres_port() as pg, redis_port() as rd, database(pg) as database_url, redis_database(rd) as redis_url:
        print(f"on {database_url} and {redis_url}", flush=True)
        environment = {**os.environ, "DATABASE_URL": database_url, "REDIS_URL": redis_url}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
