"""Articles marked in place: escaped, complete, and no more than may be shown."""

from timeline.annotation import Marking, Resting, annotate, furniture, mark_up, markings

BODY = "It rained. Kirby said “no” on Monday. It ended.\nA new day & <b>."
SENTENCE = (11, 37)
ENTRY = Resting("e1", "Kirby: no", "/events/e1/")


def texts(paragraphs) -> list[list[str]]:
    return [[sentence.html for sentence in paragraph.sentences] for paragraph in paragraphs]


def test_whole_text_by_sentence_and_paragraph():
    paragraphs = annotate(BODY, {SENTENCE: [ENTRY]}, [], whole=True)
    assert texts(paragraphs) == [
        ["It rained. ", "Kirby said “no” on Monday.", "It ended."],
        ["A new day &amp; &lt;b&gt;."],
    ]
    assert paragraphs[0].sentences[1].entries == (ENTRY,)
    assert paragraphs[0].sentences[1].anchors == ("e1",)


def test_in_part_what_is_not_near_evidence_is_left_out_once():
    paragraphs = annotate("One. Two. Three. Four. Five.", {(10, 16): [ENTRY]}, [], whole=False)
    assert texts(paragraphs) == [["…", "Two. ", "Three.", "Four. ", "…"]]


def test_an_entry_is_anchored_where_it_is_met_first():
    paragraphs = annotate("One. Two.", {(0, 4): [ENTRY], (5, 9): [ENTRY]}, [], whole=True)
    assert [sentence.anchors for sentence in paragraphs[0].sentences] == [("e1",), ()]


def test_marks_may_overlap_and_are_escaped():
    marks = [Marking(0, 5, "mention", "<Kirby>", "/actors/kirby/"), Marking(3, 8, "cue", "x")]
    assert mark_up("Kirby & co", (0, 10), marks) == (
        '<a class="mention" title="&lt;Kirby&gt;" href="/actors/kirby/">Kir</a>'
        '<a class="cue mention" title="&lt;Kirby&gt;; x" href="/actors/kirby/">by</a>'
        '<span class="cue" title="x"> &amp; </span>co'
    )


def test_stored_marks_become_markings():
    marks = {
        "timexes": [{"start": 0, "end": 6, "value": "2022-02-14", "precision": "day", "rule": "weekday"}],
        "mentions": [{"start": 7, "end": 9, "actor": "Russia", "rule": "gazetteer"}],
        "attributions": [{"kind": "direct", "speaker": None, "spans": [[10, 12]], "cue_start": 13, "cue_end": 15}],
    }
    found = markings(marks, {"Russia": "/actors/russia/"})
    assert [(one.kind, one.link) for one in found] == [
        ("timex", ""),
        ("mention", "/actors/russia/"),
        ("quoted", ""),
        ("cue", ""),
    ]


def test_furniture_is_what_no_segment_holds():
    assert furniture("MENU\nText one.\nADVERT\nText two.\nFOOT", [[5, 14, 0], [22, 31, 10]]) == [
        "MENU",
        "ADVERT",
        "FOOT",
    ]
