"""Least rights first: what each role may read and do, at every address of the admin."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from articles.models import Article
from tests.admin.conftest import browser_of, person
from tests.builders import an_actor, an_article, an_event
from timeline import corrections
from timeline.models import Correction, Event, Reply
from timeline.roles import RIGHTS, sees_rejected

pytestmark = pytest.mark.django_db

SECRET = "The rejected headline"
NOTE = "A note among editors"
READS = {
    f"admin:timeline_{model}_{page}"
    for model in ("event", "actor", "speaker", "evidence", "participation", "reply")
    for page in ("changelist", "change")
} | {"admin:articles_article_changelist", "admin:articles_article_change"}
FOR_EVERY_STAFF = {"admin:index", "admin:login", "admin:logout", "admin:password_change", "admin:password_change_done"}
FOR_EVERY_STAFF |= {"admin:jsi18n", "admin:autocomplete", "admin:view_on_site", "admin:app_list"}


@pytest.fixture
def rows(why):
    """A row of every table; the event is rejected with a note."""
    article = an_article("Nothing of note happened.")
    event = an_event(SECRET, speaker=an_actor(), article=article)
    seen = an_event("The other headline", speaker=an_actor())
    corrections.correct(event, {"headline": f"{SECRET}."}, why("wording", NOTE))
    corrections.reject(event, why("not-an-event", NOTE))
    return {
        "event": event,
        "actor": event.speaker,
        "speaker": event.speaker,
        "article": article,
        "evidence": event.evidence.get(),
        "participation": event.participations.get(),
        "reply": Reply.objects.create(event=seen, to=event),
        "correction": Correction.objects.filter(field="status").get(),
    }


def addresses(rows):
    """Every address of the admin that concerns the chronology, by name."""
    found = {}
    for name in get_resolver().namespace_dict["admin"][1].reverse_dict:
        if not isinstance(name, str):
            continue
        parts = name.split("_")
        args = [[], [rows[parts[1]].pk]] if len(parts) > 2 and parts[1] in rows else [[]]
        for given in args:
            try:
                found[f"admin:{name}"] = reverse(f"admin:{name}", args=given)
                break
            except NoReverseMatch:
                continue
    return {name: address for name, address in found.items() if "_auth_" not in name and "auth_" not in name}


def test_the_list_of_addresses_is_whole(rows):
    names = set(addresses(rows))
    assert {
        "admin:timeline_event_queue", "admin:timeline_event_merge", "admin:timeline_event_split",
        "admin:timeline_event_lift", "admin:timeline_event_import", "admin:timeline_event_history",
        "admin:timeline_event_delete", "admin:timeline_correction_undo", "admin:articles_article_paste",
        "admin:articles_article_redate", "admin:articles_article_lift", "admin:timeline_actor_merge",
    } <= names  # fmt: skip
    assert len(names) > 40


@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_are_sent_to_the_login(rows, client, method):
    before = state()
    for name, address in addresses(rows).items():
        if name in ("admin:login", "admin:logout", "admin:jsi18n"):
            continue
        answer = getattr(client, method)(address)
        assert answer.status_code in (302, 403, 404), name
        assert answer.status_code == 403 or "/login/" in answer["Location"], name
    assert state() == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_viewer_reads_what_is_public_and_changes_nothing(rows, as_viewer, method):
    before = state()
    for name, address in addresses(rows).items():
        if name in ("admin:logout", "admin:password_change"):
            continue
        answer = getattr(as_viewer, method)(address, follow=True)
        text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
        assert SECRET not in text, name
        assert NOTE not in text, name
        if name not in READS | FOR_EVERY_STAFF:
            assert answer.status_code in (403, 404) or answer.redirect_chain, name
    assert state() == before


def test_a_viewer_cannot_read_history_or_corrections(rows, as_viewer):
    for name in ("event", "actor", "participation", "evidence"):
        answer = as_viewer.get(reverse(f"admin:timeline_{name}_history", args=[rows[name].pk]))
        assert answer.status_code in (302, 403, 404), name
    assert as_viewer.get(reverse("admin:articles_article_history", args=[rows["article"].pk])).status_code == 403
    assert as_viewer.get(reverse("admin:timeline_correction_changelist")).status_code == 403


@pytest.mark.parametrize("who", ["as_viewer", "client"])
@pytest.mark.parametrize("address", ["/?{}", "/events.json?{}", "/api/v1/events?{}"])
def test_rejected_events_are_kept_from_readers(request, rows, who, address):
    answer = request.getfixturevalue(who).get(address.format("status=rejected"))
    assert answer.status_code == 400


@pytest.mark.parametrize("who", ["as_viewer", "client"])
def test_neither_the_event_nor_the_log_tells_of_it(request, rows, who):
    browser = request.getfixturevalue(who)
    page = browser.get(rows["event"].get_absolute_url())
    assert page.status_code == 410
    for answer in (
        page,
        *map(browser.get, ("/corrections/", "/feeds/corrections.atom", "/", "/actors/united-states/")),
    ):
        text = answer.content.decode()
        assert SECRET not in text
        assert NOTE not in text


def test_an_editor_sees_them(rows, as_editor):
    assert SECRET in as_editor.get("/?status=rejected").content.decode()
    assert SECRET in as_editor.get("/admin/timeline/event/?status__exact=rejected").content.decode()


def test_editors_delete_nothing_and_a_chief_says_why(rows, as_editor, as_chief, chief):
    address = reverse("admin:timeline_event_delete", args=[rows["event"].pk])
    assert as_editor.get(address).status_code == 403
    assert as_editor.post(address, {"post": "yes", "reason": "duplicate"}).status_code == 403
    assert "Reason" in as_chief.get(address).content.decode()
    assert as_chief.post(address, {"post": "yes"}).status_code == 200
    assert Event.objects.filter(pk=rows["event"].pk).exists()
    assert as_chief.post(address, {"post": "yes", "reason": "duplicate"}).status_code == 302
    assert not Event.objects.filter(pk=rows["event"].pk).exists()
    logged = Correction.objects.get(field="deleted")
    assert (logged.editor, logged.reason, logged.label) == (chief, "duplicate", f"{SECRET}.")
    assert LogEntry.objects.get(action_flag=3).user == chief
    assert SECRET not in as_editor.get("/corrections/").content.decode()


def test_a_chief_deletes_an_article_with_what_hangs_on_it(rows, as_chief):
    address = reverse("admin:articles_article_delete", args=[rows["article"].pk])
    assert as_chief.post(address, {"post": "yes", "reason": "other", "words": "Asked to."}).status_code == 302
    assert not Article.objects.filter(pk=rows["article"].pk).exists()


def test_nothing_is_deleted_in_bulk(rows, as_chief):
    page = as_chief.get("/admin/timeline/event/").content.decode()
    assert "delete_selected" not in page


def test_forged_requests_change_nothing(rows, editor):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)
    before = state()
    for name, address in addresses(rows).items():
        if name != "admin:login":
            answer = browser.post(address, {"post": "yes", "reason": "duplicate", "act": "accept"})
            assert answer.status_code in (403, 404, 405), name
    assert state() == before


def test_reading_changes_nothing(rows, as_chief):
    before = state()
    for name, address in addresses(rows).items():
        if name != "admin:logout":
            as_chief.get(address)
    assert state() == before


def test_the_groups_have_their_rights_and_no_more():
    for name, rights in RIGHTS.items():
        assert set(Group.objects.get(name=name).permissions.values_list("codename", flat=True)) == rights
    assert RIGHTS["Viewer"] < RIGHTS["Editor"] < RIGHTS["Chief editor"]
    assert not any(right.startswith(("add", "change", "delete")) for right in RIGHTS["Viewer"])
    assert not any(right.startswith("delete") for right in RIGHTS["Editor"])


def test_who_sees_rejected_events(viewer, editor, chief):
    assert [sees_rejected(user) for user in (viewer, editor, chief)] == [False, True, True]
    assert sees_rejected(person("root", is_superuser=True))
    editor.is_active = False
    assert not sees_rejected(editor)


def test_every_table_is_at_the_desk():
    names = {model._meta.model_name for model in admin.site._registry}
    assert {"event", "actor", "speaker", "evidence", "participation", "reply", "correction", "article"} <= names


def test_staff_without_a_group_reads_no_table(rows):
    browser = browser_of(person("nobody"))
    assert browser.get("/admin/timeline/event/").status_code == 403


def state():
    """What a request could have changed."""
    return (
        list(Event.objects.order_by("pk").values_list("pk", "status", "headline", "locked", "merged_into")),
        list(Article.objects.order_by("pk").values_list("pk", "title", "locked")),
        Correction.objects.count(),
        Event.history.count(),
    )


def test_a_viewer_opens_what_is_public(as_viewer):
    event = an_event("Something public", speaker=an_actor(), parties=(an_actor("Russia"),))
    for name, row in (
        ("timeline_event", event), ("timeline_actor", event.speaker), ("timeline_speaker", event.speaker),
        ("timeline_evidence", event.evidence.get()), ("timeline_participation", event.participations.first()),
        ("articles_article", event.evidence.get().article),
    ):  # fmt: skip
        page = as_viewer.get(reverse(f"admin:{name}_change", args=[row.pk]))
        assert page.status_code == 200, name
        assert 'name="_save"' not in page.content.decode()
        assert as_viewer.get(reverse(f"admin:{name}_changelist")).status_code == 200
