"""A PostgreSQL server of one's own, on a socket in a folder of its own: python -m tests.postgres COMMAND…

The command runs with DATABASE_URL set, and the server is gone when it ends. Needs the server's programs:
`apt-get install postgresql`, or PG_BIN=/the/folder/that/holds/initdb.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

USER, NAME = "chronology", "chronology"
SECONDS_TO_START = 120
SERVANT = "postgres"  # the account that serves where the tests run as root, which the server refuses
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "log_min_messages": "warning",
}
IN_USE = "is still in use"


class NoServer(Exception):
    """The server is not installed or does not start; the message says why."""


def programs() -> Path | None:
    """The folder of the server's programs; the newest, where several are installed."""
    on_path = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    choices = [
        os.environ.get("PG_BIN"),
        on_path and Path(on_path).resolve().parent,
        *(p.parent for p in installed[-1:]),
    ]
    return next((Path(folder) for folder in choices if folder and Path(folder, "postgres").exists()), None)


class Server:
    """A server whose data lie in a folder. It can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.log = folder, folder / "log"
        self._process: subprocess.Popen[bytes] | None = None
        self._programs = programs()
        if self._programs is None:
            raise NoServer("PostgreSQL is not installed: apt-get install postgresql, or set PG_BIN")
        if self._serves_for_root():
            shutil.chown(folder, SERVANT, SERVANT)
        self._run("initdb", "--auth=trust", f"--username={USER}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")

    def url(self, name: str = NAME) -> str:
        return f"postgres://{USER}@/{self.folder}/{name}"

    def connect(self, name: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user=USER, dbname=name, autocommit=True, connect_timeout=5)

    def start(self) -> None:
        """Start, and wait until it answers. NoServer with the end of its log if it does not in time."""
        deadline = time.monotonic() + SECONDS_TO_START
        self._process = self._launch()
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                if IN_USE not in self._said():
                    break
                self._process = self._launch()  # what a killed one left behind is going
            try:
                return self.connect().close()
            except psycopg.OperationalError:
                time.sleep(0.1)
        self.kill()
        raise NoServer(f"PostgreSQL did not start: {self._said()}")

    def create(self, name: str) -> str:
        """A new empty database; answers its URL."""
        with self.connect() as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGINT)

    def _launch(self) -> subprocess.Popen[bytes]:
        options = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")]
        command = [self._programs / "postgres", "-D", self._data, "-k", self.folder, *options]
        with self.log.open("wb") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, **self._account())

    def _said(self) -> str:
        return self.log.read_text(errors="replace")[-2000:].strip()

    def _end(self, how: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(SECONDS_TO_START)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: str) -> None:
        command = [self._programs / program, "-D", self._data, *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, **self._account())
        if done.returncode:
            raise NoServer(f"{program} failed: {done.stderr.strip()}")

    def _serves_for_root(self) -> bool:
        return os.geteuid() == 0

    def _account(self) -> dict:
        return {"user": SERVANT, "group": SERVANT, "extra_groups": []} if self._serves_for_root() else {}


@contextmanager
def server() -> Iterator[Server]:
    """A running server with an empty database, in a folder that goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="chronology-pg-", dir="/tmp"))  # a socket's path must be short
    try:
        one = Server(folder)
        try:
            one.start()
            one.create(NAME)
            yield one
        finally:
            one.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    try:
        with server() as one:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": one.url()}).returncode
    except NoServer as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
