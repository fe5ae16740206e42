"""How the site is: its database, its queue, its disk, and when it last read an article."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Max

from articles.models import Article
from timeline.ingest.queue import Progress, has_queue, progress

LITTLE = 500_000_000


@dataclass(frozen=True, slots=True)
class Health:
    """`queue` is None on SQLite; `last_ingest` while there is no article."""

    free_disk: int
    last_ingest: datetime | None
    queue: Progress | None

    @property
    def complaints(self) -> list[str]:
        """What somebody should look at soon, though the site answers."""
        found = ["little disk left"] if self.free_disk < LITTLE else []
        if self.queue and self.queue.set_aside:
            found.append("pages were set aside")
        if self.queue and self.queue.waiting and not self.queue.workers:
            found.append("pages wait and no worker runs")
        return found


def health() -> Health:
    """Raises django.db.Error while the database does not answer."""
    last = Article.objects.aggregate(last=Max("modified"))["last"]
    return Health(free_disk(), last, progress() if has_queue() else None)


def free_disk() -> int:
    """Bytes left where uploads and an SQLite database lie."""
    return shutil.disk_usage(settings.VAR_DIR).free
