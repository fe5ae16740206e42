"""Inputs of every form, good and bad: pages come through, bad ones are named, nothing else is disturbed."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from timeline.ingest import decoding, readers
from timeline.ingest.decoding import Unreadable, decode, storable
from timeline.ingest.readers import BadInput, PassedOver, RawPage, read_inputs

packed = partial(gzip.compress, mtime=0)  # alike at every second, so that every process names the tests alike
TEXT = "The envoys met on Monday.\nThey spoke for an hour – “at last”, one said.\n"


def read(*paths: Path | str, form: str = "auto"):
    return list(read_inputs([str(path) for path in paths], form))


def reasons(found) -> list[tuple[str, str]]:
    return [(each.name, each.reason) for each in found if isinstance(each, BadInput)]


def test_a_folder_is_read_with_its_folders(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text(TEXT + "2")
    (tmp_path / "one.html").write_text("<p>One")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "three.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "gold.json").write_text('{"article": "one", "events": []}')
    found = read(tmp_path)
    assert [page.origin for page in found if isinstance(page, RawPage)] == ["one.html", "three.txt.gz", "b/two.txt"]
    assert [page.html for page in found if isinstance(page, RawPage)] == [True, False, False]
    assert [each.name for each in found if isinstance(each, PassedOver)] == ["gold.json"]


def test_a_file_goes_by_its_name_and_its_text_by_its_digest(tmp_path):
    (tmp_path / "one.txt").write_text(TEXT)
    (page,) = read(tmp_path / "one.txt")
    assert (page.origin, page.text) == ("one.txt", TEXT)
    assert page.digest == hashlib.sha256(TEXT.encode()).hexdigest()


def test_two_files_of_one_name_do_not_overwrite_each_other(tmp_path):
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.txt").write_text(TEXT + folder)
    found = read(tmp_path / "a", tmp_path / "b")
    assert [type(each) for each in found] == [RawPage, BadInput]
    assert [type(each) for each in read(tmp_path / "a", tmp_path / "a" / "one.txt")] == [RawPage, RawPage]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t ", "empty"),
        ("a.txt", bytes(range(256)) * 20, "not text in any known encoding"),
        ("a.txt", b"x" * 5_000_001, "larger than 5 MB"),
        ("a.txt.gz", packed(b"x" * 60_000_000), "larger than 5 MB"),
        ("a.txt.gz", packed(TEXT.encode() * 99)[:60], "broken gzip data"),
        ("a.txt.gz", b"\x1f\x8b but not really", "broken gzip data"),
        ("a.jsonl.gz", packed(b"x" * 99_000_000), "unpacks to more than 150 times its size"),
        ("a.json", b"{", "not JSON"),
        ("a.json", b"[" * 200_000, "not JSON"),
        ("a.json", b'{"text": 5}', "no `text` and no `html` in it"),
        ("a.json", b'{"text": " "}', "no `text` and no `html` in it"),
        ("a.warc.gz", packed(b"WARC/9.9 nonsense"), "broken web archive"),
        ("a.warc", b"", "a web archive without pages"),
    ],
)
def test_a_bad_file_is_named_with_the_reason(tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    (bad,) = reasons(read(tmp_path / name))
    assert bad[0] == name
    assert bad[1].startswith(reason)


def test_what_is_not_there_is_named(tmp_path):
    (tmp_path / "empty").mkdir()
    assert reasons(read(tmp_path / "nowhere.txt", tmp_path / "empty")) == [
        (str(tmp_path / "nowhere.txt"), "no such file"),
        (str(tmp_path / "empty"), "a folder without articles"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding):
    text = TEXT * 9 + "Le café – naïve “quotes” and a ‘single’ one.\n"
    assert decode(text.encode(encoding)).removeprefix("\ufeff") == text


def test_a_declared_charset_counts():
    assert decode("<meta charset='windows-1251'>Привет, мир".encode("cp1251")).endswith("Привет, мир")
    assert decode("Привет, мир, как дела сегодня".encode("koi8-r"), "koi8-r").startswith("Привет")


@pytest.mark.parametrize(
    ("raw", "stored"), [("a\0b", "ab"), ("a\ud800b", "a\ufffdb"), ("\ud83d\ude00", "😀"), ("a\r\nb\rc", "a\nb\nc")]
)
def test_what_databases_refuse_is_taken_out(raw, stored):
    assert storable(raw) == stored


def test_json_lines_are_read_line_by_line(tmp_path):
    lines = [
        {"text": TEXT, "url": "https://news.example/1", "title": "One", "published": "2022-01-24", "author": 5},
        {"html": "<p>Two", "publisher": "Example Daily"},
        {"text": TEXT + "\0\ud800"},
    ]
    dumped = [json.dumps(line) for line in lines]
    (tmp_path / "a.jsonl").write_text(
        "\n".join([dumped[0], "{broken", "", dumped[1], "[1]", dumped[2], '{"title": 1}'])
    )
    found = read(tmp_path / "a.jsonl")
    one, two, three = (page for page in found if isinstance(page, RawPage))
    assert (one.origin, one.hints["title"], one.hints["published"]) == ("https://news.example/1", "One", "2022-01-24")
    assert "author" not in one.hints
    assert (two.origin, two.html, two.hints) == ("a.jsonl:4", True, {"publisher": "Example Daily"})
    assert three.text == TEXT + "\ufffd"
    assert len({one.digest, two.digest, three.digest}) == 3
    assert [name for name, _ in reasons(found)] == ["a.jsonl:2", "a.jsonl:5", "a.jsonl:7"]


def test_the_same_text_from_two_addresses_is_two_articles(tmp_path):
    lines = [json.dumps({"text": TEXT, "url": f"https://{name}.example/"}) for name in "ab"]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    one, two = read(tmp_path / "a.jsonl")
    assert one.digest != two.digest


def test_a_line_beyond_the_limit_does_not_spoil_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(readers, "LONGEST_LINE", 1000)
    good = json.dumps({"text": TEXT})
    (tmp_path / "a.jsonl").write_text("\n".join([good, '{"text": "' + "x" * 50_000, good, '{"text": "' + "y" * 989]))
    found = read(tmp_path / "a.jsonl", form="jsonl")
    assert [type(each) for each in found] == [RawPage, BadInput, RawPage, BadInput]


def test_one_line_of_a_hundred_megabytes_takes_bounded_memory(tmp_path):
    import tracemalloc

    with (tmp_path / "a.jsonl").open("wb") as file:
        for _ in range(100):
            file.write(b"x" * 1_000_000)
    tracemalloc.start()
    assert [reason for _, reason in reasons(read(tmp_path / "a.jsonl"))] == ["a line longer than 32 MB"]
    assert tracemalloc.get_traced_memory()[1] < 150_000_000
    tracemalloc.stop()


def test_a_json_file_may_hold_one_article_a_list_or_lines(tmp_path):
    (tmp_path / "one.json").write_text(json.dumps({"text": TEXT}, indent=2))
    (tmp_path / "list.json").write_text(json.dumps([{"text": TEXT}, {"text": ""}, 5]))
    (tmp_path / "lines.json").write_text((json.dumps({"text": TEXT}) + "\n") * 2)
    (tmp_path / "long.json").write_text((json.dumps({"text": TEXT * 1000}) + "\n") * 2)
    (tmp_path / "long-one.json").write_text(json.dumps({"text": TEXT * 1000}))
    assert [page.origin for page in read(tmp_path / "one.json")] == ["one.json"]
    assert [type(each) for each in read(tmp_path / "list.json")] == [RawPage, BadInput, BadInput]
    assert [page.origin for page in read(tmp_path / "lines.json")] == ["lines.json:1", "lines.json:2"]
    assert [page.origin for page in read(tmp_path / "long.json")] == ["long.json:1", "long.json:2"]
    assert [page.origin for page in read(tmp_path / "long-one.json")] == ["long-one.json"]


def test_web_archives(tmp_path):
    pages = {
        "https://news.example/a": ("200 OK", "text/html; charset=iso-8859-1", "<p>Caf\xe9".encode("latin-1")),
        "https://news.example/b": ("404 Not Found", "text/html", b"gone"),
        "https://news.example/c.png": ("200 OK", "image/png", b"\x89PNG"),
        "https://news.example/d": ("200 OK", "text/plain", b"x" * 5_000_001),
        "https://news.example/e": ("200 OK", "text/plain", TEXT.encode()),
    }
    with (tmp_path / "a.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, (status, kind, data) in pages.items():
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(url, "response", payload=io.BytesIO(data), http_headers=headers)
            writer.write_record(record)
    one, too_large, two = read(tmp_path / "a.warc.gz")
    assert (one.origin, one.text, one.html) == ("https://news.example/a", "<p>Café", True)
    assert (too_large.name, too_large.reason) == ("https://news.example/d", "larger than 5 MB")
    assert (two.origin, two.text, two.html) == ("https://news.example/e", TEXT, False)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (TEXT.encode(), "text"),
        (b"<!doctype html><p>x", "html"),
        (json.dumps({"text": TEXT}).encode(), "json"),
        (packed(TEXT.encode()), "text"),
    ],
)
def test_standard_input_is_recognised(monkeypatch, data, kind):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    (page,) = read("-")
    assert page.origin == "stdin"
    assert page.html == (kind == "html")


def test_symbolic_links_in_a_circle_end(tmp_path):
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
    assert [page.origin for page in read(tmp_path)] == ["one.txt"]


def test_a_file_that_may_not_be_read_is_named(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.setattr(Path, "open", refuse)
    assert reasons(read(tmp_path / "a.txt")) == [("a.txt", "Permission denied")]


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=400), st.sampled_from(["txt", "html", "json", "jsonl", "warc", "auto"]), st.booleans())
def test_any_bytes_are_read_or_named(tmp_path_factory, data, form, packed):
    file = tmp_path_factory.mktemp("any") / "a.txt"
    file.write_bytes(gzip.compress(data) if packed else data)
    for each in read(file, form=form):
        assert isinstance(each, RawPage | BadInput)
        if isinstance(each, RawPage):
            each.text.encode()
            assert "\0" not in each.text


@settings(deadline=None, max_examples=200)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["text", "html", "url", "title", "published"]), inner)
        ),
    )
)
def test_any_json_is_read_or_named(tmp_path_factory, value):
    file = tmp_path_factory.mktemp("any") / "a.jsonl"
    file.write_text(json.dumps(value) + "\n" + json.dumps({"text": TEXT}))
    found = read(file)
    assert isinstance(found[-1], RawPage)
    assert all(isinstance(each, RawPage | BadInput) for each in found)


def test_the_limits_are_what_the_interface_says():
    assert decoding.LARGEST_ARTICLE == 5_000_000
    with pytest.raises(Unreadable):
        decoding.read_limited(io.BytesIO(b"x" * 11), 10)
