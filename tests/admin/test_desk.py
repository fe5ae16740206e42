"""The editors' pages: the form with its locks, bulk acts, mergers, splits, history, lists."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article
from tests.admin.test_corrections import READING, event, roles
from tests.builders import an_actor, an_article, an_event
from timeline import corrections
from timeline.models import Actor, Alias, Correction, Event

pytestmark = pytest.mark.django_db
__all__ = ["event"]

LISTS = [
    f"timeline_{name}" for name in ("event", "actor", "speaker", "evidence", "participation", "reply", "correction")
]
LISTS.append("articles_article")


def form_of(page):
    """What a browser would send back of the page's main form."""
    form = page.context["adminform"].form
    sent = {}
    for field in form:
        value = field.value()
        if isinstance(value, (list, tuple)) and field.name == "parties":
            value = [getattr(one, "pk", one) for one in value]
        sent[field.html_name] = "" if value is None else value
    return sent


def change(browser, row, name="timeline_event", **changed):
    address = reverse(f"admin:{name}_change", args=[row.pk])
    return browser.post(address, {**form_of(browser.get(address)), **changed})


def text(answer):
    return answer.content.decode()


def test_a_correction_needs_a_reason(event, as_editor):
    answer = change(as_editor, event, headline="Another headline")
    assert "choose a reason" in text(answer)
    event.refresh_from_db()
    assert event.headline == READING["headline"]


def test_a_correction_in_the_form_locks_logs_and_shows(event, as_editor, editor):
    answer = change(as_editor, event, headline="Another headline", reason="wording", words="Plainer.")
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    page = text(as_editor.get(reverse("admin:timeline_event_change", args=[event.pk])))
    assert "Corrected by <b>ann</b>" in page
    assert "unclear or unfair wording (Plainer.)" in page
    assert f"The machine says: <q>{READING['headline']}</q>" in page
    assert Correction.objects.get().editor == editor
    assert LogEntry.objects.get().user == editor


def test_a_date_cleared_in_the_form_becomes_unknown(event, as_editor):
    answer = change(as_editor, event, date="", reason="wrong-date")
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    event.refresh_from_db()
    assert (event.date, event.precision) == (None, "unknown")


def test_actors_are_chosen_in_the_form(event, as_editor):
    ukraine = an_actor("Ukraine")
    answer = change(as_editor, event, parties=[ukraine.pk], reason="wrong-actor")
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert sorted(roles(event)) == ["Ned Price", "US State Department", "Ukraine", "United States"]


def test_a_lock_is_lifted_by_its_button(event, as_editor, why):
    corrections.correct(event, {"headline": "Else"}, why("wording"))
    address = reverse("admin:timeline_event_lift", args=[event.pk])
    assert as_editor.get(address).status_code == 403
    as_editor.post(address, {"field": "headline"})
    event.refresh_from_db()
    assert (event.headline, event.locked) == (READING["headline"], [])


def test_a_form_opened_before_somebody_elses_correction_is_refused(event, as_editor, why):
    address = reverse("admin:timeline_event_change", args=[event.pk])
    sent = form_of(as_editor.get(address))
    corrections.correct(event, {"headline": "By somebody else"}, why("wording"))
    answer = as_editor.post(address, {**sent, "headline": "By me", "reason": "wording"})
    assert "changed since you opened it" in text(answer)
    event.refresh_from_db()
    assert event.headline == "By somebody else"


@pytest.mark.parametrize(("button", "status"), [("_accept", "checked"), ("_reject", "rejected")])
def test_the_form_accepts_and_rejects(event, as_editor, button, status):
    assert change(as_editor, event, **{button: "1"}).status_code == 302
    event.refresh_from_db()
    assert event.status == status


def test_many_are_accepted_and_rejected_at_once_each_with_its_history(as_editor):
    events = [an_event(f"Meeting {number}") for number in range(3)]
    chosen = {"_selected_action": [found.pk for found in events[:2]]}
    as_editor.post("/admin/timeline/event/", {**chosen, "action": "reject_selected"})
    assert not Event.objects.filter(status="rejected").exists()  # no reason was chosen
    as_editor.post("/admin/timeline/event/", {**chosen, "action": "reject_selected", "reason": "not-an-event"})
    assert Event.objects.filter(status="rejected").count() == 2
    assert Event.history.filter(status="rejected", history_user__username="ann").count() == 2
    as_editor.post(
        "/admin/timeline/event/", {**chosen, "action": "restore_selected", "reason": "other", "words": "No."}
    )
    as_editor.post("/admin/timeline/event/", {**chosen, "action": "accept_selected"})
    assert list(Event.objects.order_by("pk").values_list("status", flat=True)) == ["checked", "checked", "unreviewed"]


def test_events_are_merged_after_a_preview_and_the_merger_is_undone(as_editor):
    kept, other = an_event("A meeting in Geneva"), an_event("Talks at Geneva", parties=(an_actor("Russia"),))
    chosen = {"_selected_action": [kept.pk, other.pk], "action": "merge_selected"}
    answer = as_editor.post("/admin/timeline/event/", chosen)
    page = as_editor.get(answer["Location"])
    assert page.context["after"].actors == "Russia"
    assert len(page.context["after"].sentences) == 2
    assert not Event.objects.exclude(merged_into=None).exists()
    as_editor.post(answer["Location"], {"kept": kept.pk, "reason": "duplicate", "_preview": "1"})
    assert not Event.objects.exclude(merged_into=None).exists()
    as_editor.post(answer["Location"], {"kept": kept.pk, "reason": "duplicate", "_merge": "1"})
    other.refresh_from_db()
    assert other.merged_into == kept
    merger = Correction.objects.get(field="merged_into")
    change_page = text(as_editor.get(reverse("admin:timeline_event_change", args=[kept.pk])))
    assert reverse("admin:timeline_correction_change", args=[merger.pk]) in change_page
    undo = reverse("admin:timeline_correction_undo", args=[merger.pk])
    assert as_editor.get(undo).status_code == 403
    as_editor.post(undo, {"words": "Two meetings."})
    other.refresh_from_db()
    assert other.merged_into is None
    assert other.evidence.count() == kept.evidence.count() == 1


def test_a_merger_with_an_event_that_is_gone_cannot_be_undone(as_editor, why):
    kept, other = an_event("A meeting in Geneva"), an_event("Talks at Geneva")
    [merger] = corrections.merge(kept, [other], why("duplicate"))
    corrections.remove(other, why("duplicate"))
    answer = as_editor.post(reverse("admin:timeline_correction_undo", args=[merger.pk]), {"words": "No."}, follow=True)
    assert "has been deleted since" in text(answer)


def test_an_event_is_split_after_a_preview(as_editor):
    event = an_event("A meeting in Geneva")
    second = event.evidence.create(article=an_article("They met again."), start=0, end=15, excerpt="They met again.")
    address = reverse("admin:timeline_event_split", args=[event.pk])
    sent = {"sentences": [second.pk], "reason": "other", "words": "Two meetings."}
    page = as_editor.post(address, {**sent, "_preview": "1"})
    assert page.context["preview"][1].sentences == ["They met again."]
    assert Event.objects.count() == 1
    as_editor.post(address, {**sent, "_split": "1"})
    assert Event.objects.count() == 2
    second.refresh_from_db()
    assert second.event != event
    every = [sentence.pk for sentence in event.evidence.all()]
    assert "but not all" in text(as_editor.post(address, {**sent, "sentences": every, "_split": "1"}))


def test_actors_are_merged_after_a_preview(as_editor):
    kept, other = an_actor("Russia"), an_actor("Russian Federation")
    an_event("A visit", parties=(other,))
    address = f"{reverse('admin:timeline_actor_merge')}?pk={kept.pk}&pk={other.pk}"
    page = as_editor.get(address)
    assert (page.context["learnt"], page.context["total"]) == (["Russian Federation"], 1)
    assert not Alias.objects.exists()
    as_editor.post(address, {"kept": kept.pk, "reason": "duplicate", "_merge": "1"})
    other.refresh_from_db()
    assert other.merged_into == kept
    assert kept.participations.count() == 1


def test_an_actor_is_corrected_and_learns_spellings(as_editor):
    actor = an_actor("Sergei Lavrov", "person", extracted={"name": "Sergei Lavrov", "kind": "person", "role": ""})
    change(
        as_editor, actor, "timeline_actor", role="foreign minister", spellings="Lawrow\nLavrof", reason="wrong-actor"
    )
    actor.refresh_from_db()
    assert (actor.role, actor.locked) == ("foreign minister", ["role"])
    assert {"Lawrow", "Lavrof"} <= set(actor.aliases.filter(learnt=True).values_list("name", flat=True))
    as_editor.post(reverse("admin:timeline_actor_lift", args=[actor.pk]), {"field": "role"})
    actor.refresh_from_db()
    assert (actor.role, actor.locked) == ("", [])


def test_an_actor_is_added_by_hand(as_editor):
    page = as_editor.get("/admin/timeline/actor/add/")
    answer = as_editor.post("/admin/timeline/actor/add/", {**form_of(page), "name": "Moldova", "kind": "country"})
    assert answer.status_code == 302
    actor = Actor.objects.get(name="Moldova")
    assert (actor.slug, actor.aliases.get().name) == ("moldova", "Moldova")


def test_an_article_is_corrected(as_editor):
    article = an_article("Officials met.", extracted={"title": "Machine title"})
    change(as_editor, article, "articles_article", title="The right title", reason="other", words="A misprint.")
    article.refresh_from_db()
    assert (article.title, article.locked) == ("The right title", ["title"])
    assert "The machine says: <q>Machine title</q>" in text(
        as_editor.get(f"/admin/articles/article/{article.pk}/change/")
    )


def test_an_event_is_added_by_hand_with_its_sentence(as_editor, client):
    article = an_article("First this. Then the ministers met in Geneva. Then that.")
    page = as_editor.get("/admin/timeline/event/add/")
    sent = {
        **form_of(page), "article": article.pk, "excerpt": "Then the ministers\n met in Geneva.", "kind": "event",
        "headline": "Ministers meet in Geneva", "date": "2022-01-21", "precision": "day", "reason": "other",
        "words": "Overlooked.", "parties": [an_actor().pk],
    }  # fmt: skip
    assert "does not hold these words" in text(as_editor.post("/admin/timeline/event/add/", {**sent, "excerpt": "No."}))
    answer = as_editor.post("/admin/timeline/event/add/", sent)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    event = Event.objects.get()
    assert (event.status, event.day, event.reported) == ("checked", date(2022, 1, 21), article.published)
    assert event.evidence.get().excerpt == "Then the ministers met in Geneva."
    assert "Ministers meet in Geneva" in text(client.get(event.get_absolute_url()))
    assert as_editor.get(f"/admin/timeline/event/{event.pk}/change/").status_code == 200


def test_history_tells_who_when_what_and_why_and_goes_back(event, as_editor, why):
    corrections.correct(event, {"headline": "First"}, why("wording", "Once."))
    corrections.correct(event, {"headline": "Second", "parties": [an_actor("Ukraine")]}, why("wrong-actor", "Twice."))
    address = reverse("admin:timeline_event_history", args=[event.pk])
    page = as_editor.get(address)
    acts = [act for act, _ in page.context["acts"]]
    assert [str(act.editor) for act in acts] == ["ann", "ann", "None"]
    assert [act.why for act in acts[:2]] == ["wrong actor: Twice.", "unclear or unfair wording: Once."]
    changed = {change.field: (change.old, change.new) for change in acts[0].changes}
    assert changed["headline"] == ("First", "Second")
    assert changed["actors"] == (["Ned Price", "Russia"], ["Ned Price", "Ukraine"])
    back = {"when": acts[1].when.isoformat()}
    assert "This field is required" in text(as_editor.post(address, back))
    as_editor.post(address, {**back, "reason": "other", "words": "The first was right."})
    event.refresh_from_db()
    assert (event.headline, sorted(roles(event))) == (
        "First", ["Ned Price", "Russia", "US State Department", "United States"],
    )  # fmt: skip
    as_editor.post(address, {"when": acts[2].when.isoformat(), "reason": "other", "words": "All of it."})
    event.refresh_from_db()
    assert (event.headline, event.locked) == (READING["headline"], [])


def test_a_rejection_is_taken_back_in_the_history(event, as_editor, why):
    corrections.reject(event, why("not-an-event"))
    address = reverse("admin:timeline_event_history", args=[event.pk])
    first = as_editor.get(address).context["acts"][-1][0]
    as_editor.post(address, {"when": first.when.isoformat(), "reason": "other", "words": "It is one."})
    event.refresh_from_db()
    assert event.status == "unreviewed"


def test_a_moment_before_all_history_is_refused(event, as_editor, why):
    corrections.reject(event, why("not-an-event"))
    address = reverse("admin:timeline_event_history", args=[event.pk])
    for when in ("1990-01-01T00:00:00+00:00", "nonsense", ""):
        answer = as_editor.post(address, {"when": when, "reason": "duplicate"})
        assert "no record of how it stood" in text(answer)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_many_rows_takes_no_more_queries_than_one_of_few(name, as_editor, why):
    address = reverse(f"admin:{name}_changelist")
    fill(why, 2)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert as_editor.get(address).status_code == 200
    fill(why, 30)
    with CaptureQueriesContext(connection) as many:
        assert as_editor.get(address).status_code == 200
    assert len(many) == len(few)


@pytest.mark.parametrize("name", ["event_change", "event_queue", "event_history"])
def test_a_page_of_an_event_with_many_sentences_takes_no_more_queries(name, as_editor, why):
    event = an_event("One", speaker=an_actor(), parties=(an_actor("Russia"),))
    corrections.correct(event, {"headline": "Two"}, why("wording"))
    address = reverse(f"admin:timeline_{name}", args=[] if name == "event_queue" else [event.pk])
    add_sentences(event, 2)
    with CaptureQueriesContext(connection) as few:
        assert as_editor.get(address).status_code == 200
    add_sentences(event, 15)
    with CaptureQueriesContext(connection) as many:
        assert as_editor.get(address).status_code == 200
    assert len(many) == len(few)


def add_sentences(event, number):
    for _ in range(number):
        article = an_article("Officials met again.")
        event.evidence.create(article=article, start=0, end=20, excerpt=article.body)


def fill(why, number):
    for at in range(Event.objects.count(), Event.objects.count() + number):
        speaker = an_actor(f"Speaker {at}", "person", parent=an_actor(f"State {at}"))
        event = an_event(f"Statement {at}", speaker=speaker, parties=(an_actor("Russia"),))
        corrections.correct(event, {"headline": f"Corrected {at}"}, why("wording"))
        if at:
            event.answers.create(to=Event.objects.exclude(pk=event.pk).first())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status__exact=checked", {"Checked"}),
        ("kind__exact=statement", {"Said", "Corrected"}),
        ("confidence_band=low", {"Unsure"}),
        ("actor=Kiev", {"Said"}),
        ("article=Orphans", {"Orphan"}),
        ("dated=no", {"Undated"}),
        ("corrected=yes", {"Corrected"}),
        ("orphaned_too=yes", {"Orphan"}),
        ("merged=yes", {"Merged"}),
        ("q=unsure", {"Unsure"}),
        ("day__gte=2021-01-01&day__lt=2022-01-01", {"Old"}),
        ("confidence_band=nonsense&dated=perhaps&kind__exact=statement", {"Said", "Corrected"}),
    ],
)
def test_the_list_of_events_is_narrowed(query, found, as_editor, why):
    ukraine = an_actor("Ukraine")
    ukraine.aliases.create(name="Kiev", folded="kiev")
    an_event("Said", speaker=ukraine)
    an_event("Checked", status="checked")
    an_event("Unsure", confidence=0.2)
    an_event("Undated", day=None)
    an_event("Old", day=date(2021, 5, 1))
    an_event("Orphan", orphaned=True, article=an_article("x", title="Orphans at home"))
    kept = an_event("Kept")
    an_event("Merged", merged_into=kept)
    corrections.correct(an_event("Wrong", speaker=an_actor()), {"headline": "Corrected"}, why("wording"))
    page = as_editor.get(f"/admin/timeline/event/?{query}")
    assert {row.headline for row in page.context["cl"].result_list} == found
    if "day__gte" in query:
        assert len(page.context["cl"].drill) == 13


def test_days_lead_from_years_to_months_to_days(as_editor):
    an_event("One", day=date(2021, 5, 1))
    an_event("Two", day=date(2022, 2, 24))
    steps = as_editor.get("/admin/timeline/event/").context["cl"].drill
    assert [step.label for step in steps] == ["2021", "2022"]
    months = as_editor.get(f"/admin/timeline/event/{steps[1].query}").context["cl"].drill
    assert (months[0].label, months[2].label) == ("All days", "February 2022")
    days = as_editor.get(f"/admin/timeline/event/{months[2].query}").context["cl"].drill
    assert (len(days), days[-1].label) == (30, "28 Feb")
    page = as_editor.get(f"/admin/timeline/event/{days[25].query}")
    assert {row.headline for row in page.context["cl"].result_list} == {"Two"}


def test_counting_stops_at_ten_thousand(as_editor, monkeypatch):
    monkeypatch.setattr("timeline.admin.site.MOST_COUNTED", 3)
    for number in range(5):
        an_event(f"Event {number}")
    assert "more than 10,000 events" in text(as_editor.get("/admin/timeline/event/"))


def test_actors_are_offered_by_any_spelling_and_merged_ones_are_not(as_editor):
    kyiv = an_actor("Ukraine")
    kyiv.aliases.create(name="Kiev", folded="kiev")
    an_actor("Ukraine (old)", merged_into=kyiv)
    query = {"app_label": "timeline", "model_name": "event", "field_name": "speaker"}
    for term in ("kie", "Ukra"):
        found = as_editor.get("/admin/autocomplete/", {**query, "term": term}).json()["results"]
        assert [one["text"] for one in found] == ["Ukraine"]


def test_the_first_page_tells_what_is_to_do(as_editor):
    an_event("One", status="checked")
    an_event("Two", orphaned=True)
    page = text(as_editor.get("/admin/"))
    assert "1 of 2 checked" in page
    assert "1 corrected event lost its sentence" in page


def test_markup_from_articles_stays_text(as_editor):
    nasty = "<script>alert(1)</script>"
    article = an_article(f"Before. {nasty} said it. After.", title=nasty, publisher=nasty)
    event = an_event(nasty, article=article, quotes=[nasty])
    for address in (
        f"/admin/timeline/event/{event.pk}/change/",
        "/admin/timeline/event/queue/",
        "/admin/timeline/event/",
    ):
        assert nasty not in text(as_editor.get(address))
    assert nasty not in text(as_editor.get(f"/admin/articles/article/{article.pk}/change/"))
    assert Article.objects.get().title == nasty
