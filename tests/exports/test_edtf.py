from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.exports.edtf import edtf


@pytest.mark.parametrize(
    ("first", "last", "precision", "text"),
    [
        ("2022-02-24", None, "day", "2022-02-24"),
        ("2022-02-24", "2022-02-24", "day", "2022-02-24"),
        ("2022-02-20", "2022-02-26", "range", "2022-02-20/2022-02-26"),
        ("2022-02-01", "2022-02-28", "range", "2022-02-01/2022-02-28"),
        ("2022-02-01", "2022-02-28", "month", "2022-02"),
        ("2024-02-01", "2024-02-29", "month", "2024-02"),
        ("2022-12-01", "2022-12-31", "month", "2022-12"),
        ("2022-02-01", "2022-02-15", "month", "2022-02-01/2022-02-15"),
        ("2014-01-01", "2014-12-31", "year", "2014"),
        ("2014-03-01", "2014-12-31", "year", "2014-03-01/2014-12-31"),
        ("0988-01-01", "0988-12-31", "year", "0988"),
        ("2022-02-01", None, "month", "2022-02"),
        ("2022-01-01", None, "year", "2022"),
        ("2022-02-24", None, "unknown", None),
        (None, None, "unknown", None),
    ],
)
def test_edtf(first, last, precision, text):
    assert edtf(first, last, precision) == text


@settings(deadline=None)
@given(
    first=st.dates(date(1000, 1, 1), date(2999, 1, 1)),
    length=st.integers(0, 400),
    precision=st.sampled_from(["day", "range", "month", "year"]),
)
def test_whatever_is_written_parses_to_the_same_days(first, length, precision):
    last = first + timedelta(length)
    parsed = parse_edtf(edtf(first.isoformat(), last.isoformat(), precision))
    assert date(*parsed.lower_strict()[:3]) == first
    assert date(*parsed.upper_strict()[:3]) == last
