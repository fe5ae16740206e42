"""Static files in production: named by their content, compressed, and the style sheets of a page bundled into one, so
that a page waits for one file while the sources stay apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLES = {
    "timeline": ("base", "strip", "filter", "entries"),
    "page": ("base", "strip", "entries", "pages"),
}


class BundledStorage(CompressedManifestStaticFilesStorage):
    """Writes `css/<bundle>.css` beside the style sheets it is made of."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        bundled = dict(paths)
        for bundle, sheets in BUNDLES.items():
            name, parts = sheet(bundle), [sheet(part) for part in sheets]
            if not dry_run and all(part in paths for part in parts):
                self.delete(name)
                self._save(name, ContentFile(joined(paths, parts)))
                bundled[name] = (self, name)
        yield from super().post_process(bundled, dry_run, **options)


def sheet(name: str) -> str:
    return f"css/{name}.css"


def joined(paths: dict[str, Any], parts: Sequence[str]) -> bytes:
    texts = []
    for part in parts:
        storage, path = paths[part]
        with storage.open(path) as file:
            texts.append(file.read())
    return b"\n".join(texts)
