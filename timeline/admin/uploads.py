"""Files that an editor uploaded, kept between the preview and the decision."""

from __future__ import annotations

import secrets
import shutil
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.text import get_valid_filename

FOLDER: Path = settings.VAR_DIR / "uploads"
LARGEST = 20_000_000
A_DAY = 86_400
SALT = "timeline.admin.uploads"


def keep(name: str, data: bytes, user: Any) -> str:
    """Keep a file for a day; answers the token that opens it, for this user only. ValidationError if too large."""
    if len(data) > LARGEST:
        raise ValidationError(f"Files can have at most {LARGEST / 1e6:.0f} MB.")
    _sweep()
    folder = FOLDER / secrets.token_hex(16)
    folder.mkdir(parents=True)
    safe = get_valid_filename(Path(name).name or "upload.txt")[-100:]
    (folder / safe).write_bytes(data)
    return signing.dumps([folder.name, safe, user.pk], salt=SALT)


def kept(token: str, user: Any) -> Path:
    """The file of a token. Raises ValidationError for one that is not this user's, or too old."""
    try:
        folder, name, owner = signing.loads(token, salt=SALT, max_age=A_DAY)
    except signing.BadSignature as error:
        raise ValidationError("The upload is no longer there; upload the file again.") from error
    path = FOLDER / folder / name
    if owner != user.pk or not path.is_file():
        raise ValidationError("The upload is no longer there; upload the file again.")
    return path


def discard(token: str, user: Any) -> None:
    shutil.rmtree(kept(token, user).parent, ignore_errors=True)


def _sweep() -> None:
    for folder in FOLDER.glob("*"):
        if folder.stat().st_mtime < time.time() - A_DAY:
            shutil.rmtree(folder, ignore_errors=True)
