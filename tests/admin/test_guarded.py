"""The door of the desk: who guesses passwords waits, and nobody fills the disk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.admin.conftest import person
from timeline.admin import uploads

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"


def log_in(client, name: str = "ann", password: str = "a long enough phrase"):
    return client.post(LOGIN, {"username": name, "password": password})


def test_five_wrong_passwords_lock_an_account_for_an_hour(client):
    person("ann", "Editor")
    person("bea", "Editor")
    for _ in range(5):
        answer = log_in(client, password="guess")
    assert answer.status_code == 429
    assert log_in(client).status_code == 429
    assert log_in(client, "bea").status_code == 302
    client.logout()
    for attempt in AccessAttempt.objects.all():
        attempt.attempt_time -= timedelta(hours=1, minutes=1)
        attempt.save()
    assert log_in(client).status_code == 302


def test_a_file_beyond_the_limit_is_not_received(as_editor, monkeypatch):
    monkeypatch.setattr("timeline.admin.receiving.LARGEST", -900_000)
    kept = set(uploads.FOLDER.glob("*"))
    answer = as_editor.post(
        reverse("admin:articles_article_paste"), {"file": SimpleUploadedFile("a.txt", bytes(500_000))}
    )
    assert answer.status_code == 200
    assert set(uploads.FOLDER.glob("*")) == kept


def test_a_file_somewhat_too_large_is_refused_in_words(as_editor, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 1000)
    answer = as_editor.post(
        reverse("admin:articles_article_paste"), {"file": SimpleUploadedFile("a.txt", b"text " * 500)}
    )
    assert "Files can have at most" in answer.content.decode()
