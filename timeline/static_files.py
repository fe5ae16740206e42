"""Static files in production: named by their content, compressed, and style sheets with their imports written out, so
that a page waits for one file while the sources stay apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'@import "([\w./-]+)";\n?')


class BundledStorage(CompressedManifestStaticFilesStorage):
    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        bundled = dict(paths)
        for name, (origin, path) in paths.items():
            if name.endswith(".css") and not dry_run:
                with origin.open(path) as file:
                    text = file.read().decode()
                if _IMPORT.search(text):
                    self.delete(name)
                    self._save(name, ContentFile(write_out(text, origin, path).encode()))
                    bundled[name] = (self, name)
        yield from super().post_process(bundled, dry_run, **options)


def write_out(text: str, storage: Any, path: str) -> str:
    """A style sheet with each import replaced by what it names, which stands beside it."""

    def imported(match: re.Match[str]) -> str:
        with storage.open(f"{path.rpartition('/')[0]}/{match[1]}".lstrip("/")) as file:
            return file.read().decode()

    return _IMPORT.sub(imported, text)
