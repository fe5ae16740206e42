"""Running this project's programs as in production, but with nothing kept from one answer to the next."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "for-benchmarks-only-" * 3,
    "ALLOWED_HOSTS": "testserver,127.0.0.1",
    "HTTPS": "0",
    "REMEMBER_ANSWERS": "0",
    "DJANGO_SETTINGS_MODULE": "timeline.settings",
}


def environment(url: str) -> dict[str, str]:
    return {**os.environ, **PRODUCTION, "DATABASE_URL": url}


def manage(url: str, *arguments: str, fails: Sequence[str] = ()) -> str:
    return run(url, "manage.py", *arguments, fails=fails)


def run(url: str, *arguments: str, fails: Sequence[str] = ()) -> str:
    """What a program says; the end of this one if it fails with other words than these."""
    done = subprocess.run([sys.executable, *arguments], env=environment(url), capture_output=True, text=True)
    if done.returncode and not any(words in done.stderr for words in fails):
        sys.exit(done.stderr[-2000:])
    return done.stdout
