"""Bytes and page-shaped texts for hypothesis to put together."""

from __future__ import annotations

import gzip
import json

from hypothesis import strategies as st

NAMES = ("Joe Biden", "Lavrov", "NATO", "the Kremlin", "Ned Price", "Zelenskyy", "Mr. O’Neil-Smith Jr.", "U.S.", "ООН")
DATES = (
    "on Monday", "31 February 2022", "0 March", "99/99/9999", "2022-02-30", "24th of Febtember", "in 99999999999",
    "the day before the day after tomorrow", "January 0, 0000", "last week's Tuesday", "at 25:61 GMT",
    "２４ Ｆｅｂ ２０２２",
    "February 24, 2022", "by the end of the month", "Updated 3:04 p.m. ET, Thu March 3, 2022", "1.1.1",
    "50000 years ago",
)  # fmt: skip
CUES = (" said ", ", told reporters ", " denied", " — ", ": ", " tweeted that ", " said said said ", ", according to ")
MARKS = ("“", "”", '"', "''", "«", "»", "„", "‘", "’", "(", "]", "…", "?!", ".", "\n", "\n\n", "\r\n", "\t", "|", "•")
FURNITURE = (
    "By Ann Writer", "(Reuters) - ", "KYIV, Feb 24 (AP)", "Read more:", "Advertisement", "Share this", "© 2022",
    "https://a.b/c",
    "<p>", "</div>", "&nbsp;", "{{ x }}", "<script>alert(1)</script>", "LIVE UPDATES", "Photo: ", "- - -",
    "Related Articles",
)  # fmt: skip
TRAPS = (
    "\u202e", "\u200b", "\u2067", "\ufeff", "\u2028", "\x85", "\x00", "\ud800", "\udfff", "\x1b[31m", "İ", "ŉ", "ﬁ",
    "ß",
    "e\u0301\u0301\u0301", "\U000e0041", "👩‍👩‍👧‍👦", "\U0010ffff", "\u1160", "\u3000", "\u00ad", "\u0660\u0661",
    "Ⅷ", "½", "\u180e",
)  # fmt: skip
WORDS = (
    "the",
    "minister",
    "of",
    "talks",
    "will",
    "not",
    "they",
    "he",
    "invade",
    "withdrew",
    "a" * 300,
    "-" * 200,
    "x.y" * 90,
)

pieces = st.one_of(
    *(st.sampled_from(choice) for choice in (NAMES, DATES, CUES, MARKS, FURNITURE, TRAPS, WORDS)),
    st.text(max_size=12),
    st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=4),
)
texts = st.builds(
    lambda parts, gap: gap.join(parts), st.lists(pieces, max_size=40), st.sampled_from((" ", "", "\n", " \u00a0 "))
)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("text", "html", "url")), inner),
    max_leaves=6,
)
records = st.dictionaries(st.sampled_from(("text", "html", "url", "title", "published", "author")), values)
json_lines = st.lists(records, max_size=4).map(lambda rows: "\n".join(map(json.dumps, rows)))
encodings = st.sampled_from(("utf-8", "utf-16", "utf-16-le", "utf-32", "cp1251", "latin-1", "shift_jis", "utf-7"))


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "replace") if encoding == "utf-7" else text.encode(encoding, "ignore")


def _archived(address: str, body: bytes, claimed: int) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http\r\n"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    return f"{head}Content-Length: {len(answer) + claimed}\r\n\r\n".encode() + answer + b"\r\n\r\n"


def _damaged(data: bytes, at: int, byte: int, end: int) -> bytes:
    """One byte changed, and the end cut off."""
    if not data:
        return data
    at %= len(data)
    return (data[:at] + bytes([byte]) + data[at + 1 :])[: len(data) - end % len(data)]


addresses = st.sampled_from(("http://a.example/", "\u202e", ""))
claims = st.sampled_from((0, 1, -1, 10**12))
plain = st.one_of(
    st.binary(max_size=400),
    st.builds(_encoded, texts, encodings),
    json_lines.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.builds(_archived, addresses, texts.map(lambda text: _encoded(text, "utf-8")), claims),
)  # fmt: skip
packed = st.one_of(plain, plain.map(gzip.compress), plain.map(gzip.compress).map(gzip.compress))
files = st.one_of(packed, st.builds(_damaged, packed, st.integers(0), st.integers(0, 255), st.integers(0)))
suffixes = st.sampled_from((".txt", ".html", ".json", ".jsonl", ".warc", ".warc.gz", ".txt.gz", ".jsonl.gz"))
