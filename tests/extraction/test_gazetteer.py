"""The gazetteer's data: complete, consistent, dated; and its readings of spellings and offices."""

import subprocess
import sys
from datetime import date

import pytest

from articles.extraction.gazetteer import Entry, Gazetteer, Office, load_gazetteer
from articles.extraction.lexicon import fold, words
from articles.extraction.records import ACTOR_KINDS

FEBRUARY = date(2022, 2, 15)
GAZETTEER = load_gazetteer()


def test_covers_the_field():
    assert len(GAZETTEER.entries) >= 350
    assert sum(entry.kind == "country" for entry in GAZETTEER.entries.values()) >= 193


def test_kinds_and_genders_are_known():
    assert {entry.kind for entry in GAZETTEER.entries.values()} <= set(ACTOR_KINDS)
    assert {entry.gender for entry in GAZETTEER.entries.values() if entry.kind == "person"} == {"m", "f"}


def test_every_parent_and_office_names_an_entry():
    for entry in GAZETTEER.entries.values():
        names = {entry.parent, *(office.of for office in entry.offices)} - {None}
        assert names <= GAZETTEER.entries.keys(), entry.name


def test_no_actor_is_its_own_ancestor():
    for entry in GAZETTEER.entries.values():
        seen, parent = {entry.name}, entry.parent
        while parent:
            assert parent not in seen, entry.name
            seen.add(parent)
            parent = GAZETTEER.entries[parent].parent


def test_states_have_two_letter_codes_and_wikidata_ids_look_like_ids():
    for entry in GAZETTEER.entries.values():
        if entry.kind == "country":
            assert len(entry.country) == 2, entry.name
        assert not entry.wikidata or (entry.wikidata[0] == "Q" and entry.wikidata[1:].isdigit()), entry.name


def test_a_wikidata_id_belongs_to_one_actor():
    ids = [entry.wikidata for entry in GAZETTEER.entries.values() if entry.wikidata]
    assert len(ids) == len(set(ids))


def test_offices_end_after_they_begin():
    for entry in GAZETTEER.entries.values():
        for office in entry.offices:
            assert not (office.start and office.end) or office.start < office.end, entry.name


SPELLINGS = [
    ("Zelenskyy", "Volodymyr Zelensky"),
    ("volodymyr zelenskiy", "Volodymyr Zelensky"),
    ("Kiev", "Ukraine"),
    ("the white house", None),
    ("white house", "United States"),
    ("Alexander Lukashenko", "Alyaksandr Lukashenka"),
    ("Alexey Danilov", "Oleksiy Danilov"),
    ("ELYSEE", "France"),
    ("Élysée", "France"),
    ("State Department", "US State Department"),
    ("Reuters", None),
    ("Price", None),
]


@pytest.mark.parametrize(("spelling", "name"), SPELLINGS)
def test_spellings_for_search(spelling, name):
    assert GAZETTEER.spellings().get(fold(spelling)) == name


HOLDERS = [
    ("foreign secretary", "United Kingdom", FEBRUARY, "Liz Truss"),
    ("foreign minister", "United Kingdom", FEBRUARY, "Liz Truss"),
    ("defense minister", "Ukraine", FEBRUARY, "Oleksii Reznikov"),
    ("prime minister", "France", FEBRUARY, "Jean Castex"),
    ("prime minister", "France", date(2022, 6, 1), "Elisabeth Borne"),
    ("press secretary", "United States", FEBRUARY, "Jen Psaki"),
    ("press secretary", "United States", date(2022, 6, 1), "Karine Jean-Pierre"),
]


@pytest.mark.parametrize(("title", "of", "on", "name"), HOLDERS)
def test_offices_are_dated(title, of, on, name):
    assert GAZETTEER.holders(title, of, on) == (name,)


def test_an_ambassador_needs_his_post():
    assert GAZETTEER.holders("ambassador", "Russia", FEBRUARY, {"United Nations"}) == ("Vassily Nebenzia",)
    assert GAZETTEER.holders("ambassador", "Russia", FEBRUARY) == ()


@pytest.mark.parametrize(
    ("state", "name"), [("Germany", "Olaf Scholz"), ("Russia", "Vladimir Putin"), ("India", "Narendra Modi")]
)
def test_leaders(state, name):
    assert GAZETTEER.leaders(state, FEBRUARY) == (name,)


def test_record_carries_role_country_and_parent():
    record = GAZETTEER.record("Antony Blinken", FEBRUARY)
    assert (record.kind, record.parent, record.country) == ("person", "US State Department", "US")
    assert record.role == "US secretary of state"
    assert GAZETTEER.entries["US State Department"].parent == "United States"


def test_office_held_on_its_first_and_last_day_only_within():
    office = Office("minister", "France", date(2022, 1, 1), date(2022, 1, 31))
    days = [date(2021, 12, 31), date(2022, 1, 1), date(2022, 1, 31), date(2022, 2, 1)]
    assert [office.held(day) for day in days] == [False, True, True, False]


def test_a_shared_surname_names_nobody_alone():
    people = [Entry("Ann Orr", "person"), Entry("Bob Orr", "person"), Entry("Cy Poe", "person")]
    gazetteer = Gazetteer({entry.name: entry for entry in people})
    assert gazetteer.known_by_surname("Orr") is None
    assert gazetteer.known_by_surname("Poe") == "Cy Poe"


def test_media_are_no_actors():
    assert {"Reuters", "AFP", "The Guardian", "CNN"} <= GAZETTEER.media
    assert not GAZETTEER.media & GAZETTEER.entries.keys()


def test_word_lists_are_lower_case():
    for name in ("honorifics", "never_names", "bodies", "speaking_nouns", "motion"):
        assert all(word == word.lower() for word in words(name))


def test_the_gazetteer_does_not_import_spacy():
    code = "import sys; from articles.extraction.gazetteer import load_gazetteer; load_gazetteer().spellings(); "
    code += "sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
