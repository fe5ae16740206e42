"""Pictures of the main pages with the shipped samples, for the README: `make screenshots`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
ADDRESS = "127.0.0.1:8109"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
FEBRUARY = "/?order=oldest&from=2022-02-05&to=2022-03-12"
PICTURES = {
    "front-page": (FEBRUARY, {"viewport": WIDE}),
    "front-page-dark": (FEBRUARY, {"viewport": WIDE, "color_scheme": "dark"}),
    "front-page-phone": (FEBRUARY, {"viewport": PHONE}),
    "event": ("first event", {"viewport": WIDE}),
    "article": ("first article", {"viewport": WIDE}),
    "actor": ("/actors/russia/", {"viewport": WIDE}),
    "compare": ("/compare/?left=russia&right=united-states", {"viewport": WIDE}),
}
LINKS = {"first event": "#results h3 a", "first article": "#results footer li a"}


def main() -> None:
    """Ingest the samples into a database of its own, serve them, and take the pictures."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)), sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium)
        for name, (address, options) in PICTURES.items():
            page = browser.new_context(base_url=f"http://{ADDRESS}", reduced_motion="reduce", **options).new_page()
            if address in LINKS:
                page.goto(FEBRUARY)
                address = page.locator(LINKS[address]).first.get_attribute("href")
            page.goto(address)
            page.screenshot(path=DOCS / f"{name}.png")
        browser.close()


@contextmanager
def serving(folder: Path) -> Iterator[None]:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"}
    for command in (["migrate", "-v", "0"], ["ingest", "articles/samples"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    serve = [sys.executable, "manage.py", "runserver", "--noreload", ADDRESS]
    with subprocess.Popen(serve, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as server:
        wait()
        yield
        server.terminate()


def wait() -> None:
    for _ in range(80):
        try:
            urllib.request.urlopen(f"http://{ADDRESS}/healthz", timeout=1).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise TimeoutError(ADDRESS)


if __name__ == "__main__":
    main()
