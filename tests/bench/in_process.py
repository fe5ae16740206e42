"""Pages asked for in process, in turns over all databases, so that what else the machine does falls on all alike."""

from __future__ import annotations

import json
import resource
import sys
import time

from .running import run

PAGES = {
    "front page": "/",
    "one actor": "/?actor=actor-0001",
    "two actors, any": "/?actor=actor-0001&actor=actor-0002",
    "two actors, together": "/?actor=actor-0001&actor=actor-0002&match=all",
    "three actors, any": "/?actor=actor-0001&actor=actor-0002&actor=actor-0003",
    "a rare actor": "/?actor=actor-0300",
    "a common word": "/?q=word0001",
    "a rarer word": "/?q=word0500",
    "a word and an actor": "/?q=word0001&actor=actor-0002",
    "days": "/?from=2022-01-01&to=2022-03-01",
    "one outlet": "/?publisher=Outlet+05",
    "checked only": "/?status=checked",
    "an actor's page": "/actors/actor-0003/",
    "comparison": "/compare/?left=actor-0001&right=actor-0002",
}
RAW = "the front page's questions in SQL, counted live"
_SQL = (
    "SELECT * FROM timeline_event WHERE status <> 'rejected' AND merged_into_id IS NULL "
    "ORDER BY day DESC, public_id DESC LIMIT 50",
    "SELECT day, kind, COUNT(*) FROM timeline_event WHERE status <> 'rejected' AND merged_into_id IS NULL "
    "GROUP BY day, kind",
    "SELECT p.actor_id, COUNT(*) AS number FROM timeline_participation p JOIN timeline_event e ON e.id = p.event_id "
    "WHERE e.status <> 'rejected' AND e.merged_into_id IS NULL GROUP BY p.actor_id ORDER BY number DESC LIMIT 32",
)


def measure(urls: dict[str, str], rounds: int) -> dict[str, dict]:
    """By database the milliseconds of every page, its size in bytes, and the peak of memory in MB."""
    found: dict[str, dict] = {name: {"times": {}, "bytes": {}, "memory": 0} for name in urls}
    for _ in range(2):
        for name, url in urls.items():
            said = json.loads(run(url, "-m", "tests.bench.in_process", str(max(rounds // 2, 1))))
            found[name]["memory"] = max(found[name]["memory"], said["memory"])
            found[name]["bytes"] = said["bytes"]
            for page, times in said["times"].items():
                found[name]["times"].setdefault(page, []).extend(times)
    return found


def answer(rounds: int) -> None:
    """In a process of one database: ask for every page and print how much processor time each took."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    client = Client()
    client.get("/")
    times: dict[str, list[float]] = {name: [] for name in (*PAGES, RAW)}
    sizes = {}
    for _ in range(rounds):
        for name, address in PAGES.items():
            started = time.process_time()
            found = client.get(address)
            times[name].append((time.process_time() - started) * 1000)
            sizes[name] = len(found.content)
            if found.status_code != 200:
                sys.exit(f"{address} answers {found.status_code}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for _ in range(2):
        started = time.process_time()
        with connection.cursor() as cursor:
            for statement in _SQL:
                cursor.execute(statement)
                cursor.fetchall()
        times[RAW].append((time.process_time() - started) * 1000)
    print(json.dumps({"times": times, "bytes": sizes, "memory": memory}))


if __name__ == "__main__":
    answer(int(sys.argv[1]))
