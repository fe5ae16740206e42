"""The people at the editors' desk."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from timeline.corrections import Why


def person(name: str, group: str | None = None, **rights) -> User:
    user = User.objects.create_user(name, password="a long enough phrase", is_staff=True, **rights)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(db):
    return person("ann", "Editor")


@pytest.fixture
def viewer(db):
    return person("vera", "Viewer")


@pytest.fixture
def chief(db):
    return person("carl", "Chief editor")


@pytest.fixture
def as_editor(editor):
    return browser_of(editor)


@pytest.fixture
def as_viewer(viewer):
    return browser_of(viewer)


@pytest.fixture
def as_chief(chief):
    return browser_of(chief)


@pytest.fixture
def why(editor):
    return lambda reason="wrong-date", words="": Why(editor, reason, words)
