"""Copies taken while others write, put back whole; and what is no copy, refused."""

from __future__ import annotations

import pytest

from tests.faults.databases import a_writer, finished


def test_a_backup_taken_meanwhile_is_whole_and_can_be_put_back(database, another, undisturbed, tmp_path):
    writer = a_writer(database)
    for _ in range(5):
        writer.stdout.readline()
    database.manage("backup", str(tmp_path / "copy"))
    finished(writer)
    other = another()
    other.manage("restore", str(tmp_path / "copy"))
    assert 0 < len(other.told()) <= len(undisturbed)
    finished(a_writer(other))
    assert other.told() == undisturbed
    assert other.manage("rollups", "--verify").stdout == "all counts are right\n"


@pytest.mark.parametrize("content", [b"no backup", b"SQLite format 3\0 and nothing more", b"PGDMP and nothing more"])
def test_what_is_no_backup_is_refused(database, tmp_path, content):
    file = tmp_path / "wrong"
    file.write_bytes(content)
    refused = database.manage("restore", str(file), fails=True).stderr
    assert "Traceback" not in refused
    assert str(file) in refused or "not put back" in refused
