"""The site as it runs in production: gunicorn on a socket of its own, with answers remembered and connections kept."""

from __future__ import annotations

import http.client
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.databases import PATIENCE, ROOT, Database

PRODUCTION = {
    "DEBUG": "0",
    "HTTPS": "0",
    "LOG_LEVEL": "WARNING",
    "ALLOWED_HOSTS": "localhost",
    "SECRET_KEY": secrets.token_hex(32),
}


class _Connection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=30)
        self._path = str(path)

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class Site:
    """Asks the running site for pages."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, address: str = "/") -> tuple[int, str]:
        connection = _Connection(self._path)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def comes_to(self, status: int, address: str = "/") -> str:
        """Ask until it answers so; answers the page."""
        deadline, last = time.monotonic() + PATIENCE, (0, "")
        while time.monotonic() < deadline:
            try:
                last = self.get(address)
            except OSError as error:
                last = (0, str(error))
            if last[0] == status:
                return last[1]
            time.sleep(0.2)
        raise AssertionError(f"{address} never answered {status}, but {last}")


@contextmanager
def site(database: Database, folder: Path) -> Iterator[Site]:
    """The site on this database, until the end."""
    database.variables.update(PRODUCTION)
    database.manage("collectstatic", "--no-input", "-v0")
    command = ["-m", "gunicorn", "timeline.wsgi:application", "--workers", "1", "--threads", "2"]
    with (folder / "gunicorn.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *command, "--bind", f"unix:{folder}/site"],
            cwd=ROOT, env=database.environment, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        yield Site(folder / "site")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
