"""Viewer, Editor, Chief editor: what each may do, least rights first."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import AbstractUser, AnonymousUser, Group, Permission
from django.db.models import Q

VIEWER, EDITOR, CHIEF = "Viewer", "Editor", "Chief editor"

_READ = ("event", "actor", "speaker", "article", "evidence", "participation", "reply")
_CORRECT = ("event", "actor", "speaker", "article", "evidence", "participation")
_HISTORY = ("historicalevent", "historicalactor", "historicalarticle", "historicalevidence", "historicalparticipation")

_VIEWER = {f"view_{name}" for name in _READ}
_EDITOR = (
    _VIEWER
    | {f"change_{name}" for name in _CORRECT}
    | {"add_event", "add_article", "add_actor", "add_evidence", "add_participation", "view_correction", "view_alias"}
    | {"view_queuedpage"}
    | {f"view_{name}" for name in _HISTORY}
)
_CHIEF = _EDITOR | {f"delete_{name}" for name in ("event", "actor", "article", "evidence", "participation", "reply")}
RIGHTS = {VIEWER: _VIEWER, EDITOR: _EDITOR, CHIEF: _CHIEF}


def sees_rejected(user: AbstractUser | AnonymousUser) -> bool:
    """Whether rejected events, and what editors say of them, are shown: to staff, but not to those who only view."""
    if not user.is_active or not user.is_staff:
        return False
    return user.has_perm("timeline.change_event") or not user.groups.filter(name=VIEWER).exists()


def make_groups(app_config: AppConfig, using: str = "default", **_options: Any) -> None:
    """Make the three groups with their rights; runs after every migration, adds what is missing, takes nothing away."""
    for app in (apps.get_app_config("articles"), app_config):
        create_permissions(app, verbosity=0, using=using)
    ours = Q(content_type__app_label__in=("articles", "timeline"))
    for name, codenames in RIGHTS.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.add(*Permission.objects.using(using).filter(ours, codename__in=codenames))
