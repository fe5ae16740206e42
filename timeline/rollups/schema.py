"""The tables of the counts, and the triggers that note which events changed. Made after every migration, because
SQLite drops the triggers of a table whose columns change.

rollup_changes   events to be counted anew, a row for each change
rollup_parts     what is counted: a row for each event and each actor who takes part, and one with actor ALL
rollup_days      by actor (or pair of actors), kind and day: how many events begin and end, and how many of those that
                 begin are known by month or year only (`vague`)
rollup_marks     by actor, kind and mark: how many events lie between two days, weeks or months
rollup_actors    by actor and kind (and over all kinds, as kind ''): how many events they take part in
rollup_search    the words of events, and who takes part; SQLite: FTS5 whose row ids are chronological
"""

from __future__ import annotations

from django.db import connection

ALL = 0
UNDATED = "0001-01-01"
EVENT_BITS = 38

_TABLES = (
    "CREATE TABLE IF NOT EXISTS rollup_changes (event bigint NOT NULL)",
    """CREATE TABLE IF NOT EXISTS rollup_parts (
        event bigint NOT NULL, actor bigint NOT NULL, said smallint NOT NULL, shown smallint NOT NULL,
        kind varchar(10) NOT NULL, mark varchar(7) NOT NULL, day varchar(10) NOT NULL, last_day varchar(10) NOT NULL,
        reports integer NOT NULL, public_id varchar(16) NOT NULL, PRIMARY KEY (event, actor)){without_rowid}""",
    "CREATE INDEX IF NOT EXISTS rollup_parts_listed ON rollup_parts (actor, shown, day, public_id)",
    "CREATE INDEX IF NOT EXISTS rollup_parts_leading ON rollup_parts (actor, shown, day, reports DESC, public_id)",
    """CREATE TABLE IF NOT EXISTS rollup_days (
        actor bigint NOT NULL, other bigint NOT NULL, said smallint NOT NULL, kind varchar(10) NOT NULL,
        day varchar(10) NOT NULL, starts integer NOT NULL, vague integer NOT NULL, ends integer NOT NULL,
        PRIMARY KEY (actor, other, said, kind, day)){without_rowid}""",
    """CREATE TABLE IF NOT EXISTS rollup_marks (
        actor bigint NOT NULL, said smallint NOT NULL, unit varchar(5) NOT NULL, kind varchar(10) NOT NULL,
        mark varchar(7) NOT NULL, day varchar(10) NOT NULL, last_day varchar(10) NOT NULL, number integer NOT NULL,
        PRIMARY KEY (actor, said, unit, kind, mark, day, last_day)){without_rowid}""",
    """CREATE TABLE IF NOT EXISTS rollup_actors (
        actor bigint NOT NULL, said smallint NOT NULL, kind varchar(10) NOT NULL, number integer NOT NULL,
        PRIMARY KEY (actor, said, kind)){without_rowid}""",
    "CREATE INDEX IF NOT EXISTS rollup_actors_leading ON rollup_actors (said, kind, number DESC, actor)",
)
_SEARCH = {
    "sqlite": (
        """CREATE VIRTUAL TABLE IF NOT EXISTS rollup_search USING fts5(
            words, tokenize = "unicode61 remove_diacritics 2", prefix = '3 4')""",
    ),
    "postgresql": (
        "CREATE TABLE IF NOT EXISTS rollup_search (event bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX IF NOT EXISTS rollup_search_words ON rollup_search USING gin (words)",
    ),
}
_COUNTED = "kind, status, day, last_day, precision, headline, reports, merged_into_id, public_id"
_WATCHED = (
    ("timeline_event", "id", _COUNTED),
    ("timeline_participation", "event_id", "event_id, actor_id, said, locked"),
    ("timeline_evidence", "event_id", "event_id, excerpt"),
)


def create() -> bool:
    """Make whatever of this is missing; True if the counts do not tell of the events that there are."""
    without_rowid = " WITHOUT ROWID" if connection.vendor == "sqlite" else ""
    with connection.cursor() as cursor:
        for statement in (*_TABLES, *_SEARCH[connection.vendor]):
            cursor.execute(statement.format(without_rowid=without_rowid))
        watch()
        there = []
        for table in ("rollup_parts", "timeline_event", "rollup_changes"):
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
            there.append(cursor.fetchone() is not None)
    counted, events, changed = there
    return counted != events and not (changed and events)


def watch() -> None:
    """Note every change from now on."""
    statements = _sqlite_triggers() if connection.vendor == "sqlite" else _postgresql_triggers()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def unwatch() -> None:
    """Note nothing, for a writer that rebuilds all counts at its end."""
    with connection.cursor() as cursor:
        for table, _, _ in _WATCHED:
            if connection.vendor == "sqlite":
                for act in ("insert", "update", "delete"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS rollup_{table}_{act}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS rollup_{table} ON {table}")


def _sqlite_triggers() -> list[str]:
    made = []
    for table, key, columns in _WATCHED:
        for act, when, sides in (
            ("insert", "INSERT", ("new",)),
            ("update", f"UPDATE OF {columns}", ("old", "new")),
            ("delete", "DELETE", ("old",)),
        ):
            noted = " ".join(f"INSERT INTO rollup_changes VALUES ({side}.{key});" for side in sides)
            made.append(f"CREATE TRIGGER IF NOT EXISTS rollup_{table}_{act} AFTER {when} ON {table} BEGIN {noted} END")
    return made


def _postgresql_triggers() -> list[str]:
    made = []
    for table, key, columns in _WATCHED:
        made += [
            f"""CREATE OR REPLACE FUNCTION rollup_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF TG_OP <> 'INSERT' THEN INSERT INTO rollup_changes VALUES (OLD.{key}); END IF;
                IF TG_OP <> 'DELETE' THEN INSERT INTO rollup_changes VALUES (NEW.{key}); END IF;
                RETURN NULL; END $$""",
            f"""CREATE OR REPLACE TRIGGER rollup_{table} AFTER INSERT OR DELETE OR UPDATE OF {columns} ON {table}
                FOR EACH ROW EXECUTE FUNCTION rollup_{table}()""",
        ]
    return made
