"""What those who run the site see of it: health, numbers, logs."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError, connection, connections
from django.test import RequestFactory
from django.urls import get_resolver

from tests.builders import an_article
from timeline import health
from timeline.logs import AsJson

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


def gone(*_args, **_more):
    raise OperationalError("server closed the connection: host=db password=hunter2")


def test_health_tells_of_database_queue_disk_and_the_last_ingest(client, monkeypatch):
    assert client.get("/healthz").json()["last_ingest"] is None
    article = an_article()
    answer = client.get("/healthz").json()
    assert (answer["status"], answer["database"]) == ("ok", "ok")
    assert answer["last_ingest"] == article.modified.isoformat(timespec="seconds")
    assert answer["free_disk_mb"] > 0
    assert (answer["queue"] is None) == (connection.vendor == "sqlite")
    monkeypatch.setattr(health, "free_disk", lambda: 1_000_000)
    assert client.get("/healthz").json()["complaints"] == ["little disk left"]


def test_without_its_database_the_site_says_so_on_every_page(client, monkeypatch):
    monkeypatch.setattr(connections["default"], "cursor", gone)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (503, "error")
    for address in ("/", "/actors/", "/events.csv", "/api/v1/events", "/feeds/events.atom"):
        answer = client.get(address)
        assert (answer.status_code, answer["Retry-After"]) == (503, "10"), address
        assert "hunter2" not in answer.content.decode()


def test_numbers_are_for_those_who_know_the_token(client, settings):
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = "a token"
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer another"}).status_code == 401


def test_numbers_count_requests_of_all_processes_by_view(tmp_path):
    ask = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
client = Client()
[client.get(address) for address in ("/healthz", "/healthz", "/nowhere?q=secret", "/actors/someone/")]
print(client.get("/metrics", headers={"Authorization": "Bearer t"}).content.decode())
"""
    environment = {
        **os.environ, "METRICS_TOKEN": "t", "DJANGO_SETTINGS_MODULE": "timeline.settings",
        "METRICS_FOLDER": str(tmp_path / "metrics"), "DATABASE_URL": f"sqlite:///{tmp_path}/test.sqlite3",
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert 'chronology_requests_total{method="GET",status="200",view="healthz"} 2.0' in done.stdout
    assert 'chronology_requests_total{method="GET",status="404",view="none"} 1.0' in done.stdout
    assert 'chronology_request_seconds_count{view="actor"} 1.0' in done.stdout
    assert "chronology_database_up 1.0" in done.stdout
    assert "someone" not in done.stdout
    assert "secret" not in done.stdout


def line_of(**extra) -> dict:
    try:
        raise ValueError("no text")
    except ValueError:
        record = logging.getLogger("any").makeRecord(
            "any", logging.ERROR, __file__, 1, "%s failed", ("a.txt",), sys.exc_info(), extra=extra
        )
    return json.loads(AsJson().format(record))


def test_a_log_line_is_json_and_tells_what_failed():
    line = line_of(status_code=500, job=7, thing=object())
    assert (line["level"], line["message"], line["status_code"], line["job"]) == ("error", "a.txt failed", 500, 7)
    assert "ValueError: no text" in line["exception"]
    assert "thing" not in line


def test_of_a_request_only_method_and_path_are_logged():
    request = RequestFactory().post(
        "/admin/login/?token=hunter2", {"password": "hunter2"}, headers={"Authorization": "Bearer hunter2"}
    )
    line = line_of(request=request)
    assert (line["method"], line["path"]) == ("POST", "/admin/login/")
    assert "hunter2" not in json.dumps(line)


def test_a_failed_login_leaves_no_password_in_the_log(client, caplog):
    with caplog.at_level(logging.DEBUG):
        client.post("/admin/login/", {"username": "ann", "password": "hunter2 of ann"})
    assert caplog.records
    assert "hunter2" not in caplog.text


def test_no_view_fetches_an_address():
    """Nothing that answers requests can open a connection to elsewhere."""
    code = (
        "import django, sys; django.setup(); import timeline.urls; "
        "print(*{'requests', 'httpx', 'aiohttp', 'urllib3'} & set(sys.modules))"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "timeline.settings"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, "")


def test_every_public_address_answers_reading_only(client):
    for pattern in get_resolver().url_patterns:
        address = "/" + str(pattern.pattern)
        if "<" in address or address.startswith(("/admin", "/api")):
            continue
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)(address).status_code in (403, 404, 405), (method, address)
