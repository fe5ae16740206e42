"""The first visit in production: gunicorn, collected static files, everything compressed."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from django.conf import settings

FIRST = """Envoys meet in Geneva
By Jane Roe
14 Feb 2022

Russian and American envoys met in Geneva on Monday.
“We agreed to talk again,” Kremlin spokesman Dmitry Peskov said. NATO plans another round next week.
"""
SECOND = """Kyiv answers
16 Feb 2022

Ukraine's foreign minister Dmytro Kuleba said on Tuesday that the talks had changed nothing.
“Our border stays where it is,” he told reporters in Kyiv.
"""
MOST = 60_000


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    for name, text in {"first.txt": FIRST, "second.txt": SECOND}.items():
        (folder / name).write_text(text)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "DEBUG": "0",
        "HTTPS": "0",
        "SECRET_KEY": "for-the-test-of-production-only-0123456789",
        "ALLOWED_HOSTS": "127.0.0.1",
    }
    for command in (["migrate", "-v", "0"], ["collectstatic", "--no-input", "-v", "0"], ["ingest", str(folder)]):
        run = [sys.executable, "manage.py", *command]
        subprocess.run(run, cwd=settings.BASE_DIR, env=environment, check=True, stdout=subprocess.DEVNULL)
    serve = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "--no-control-socket", "timeline.wsgi"]
    with subprocess.Popen(serve, cwd=settings.BASE_DIR, env=environment, stderr=subprocess.DEVNULL) as server:
        yield f"http://127.0.0.1:{port}", _wait_for(f"http://127.0.0.1:{port}/healthz")
        server.terminate()


def _wait_for(address: str) -> bytes:
    for _ in range(60):
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:
                return answer.read()
        except OSError:
            time.sleep(0.25)
    raise TimeoutError(address)


def test_the_first_visit_weighs_little_and_breaks_nothing(site, browser):
    address, health = site
    assert json.loads(health)["status"] == "ok"
    page = browser.new_context().new_page()
    complaints, sizes = [], {}
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert page.locator("#results article").count() >= 3
    assert len(sizes) >= 6
    assert sum(sizes.values()) <= MOST
    page.click("#results h3 a >> nth=0")
    page.go_back()
    page.click("#kind-statement")
    page.wait_for_url(re.compile("kind=statement"))
    assert complaints == []


def test_readers_get_plain_words_when_a_page_is_missing(site, browser):
    page = browser.new_context().new_page()
    answer = page.goto(f"{site[0]}/nothing/here/")
    assert answer.status == 404
    assert page.locator("h1").inner_text() == "There is no such page"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
