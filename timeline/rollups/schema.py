"""The tables of the counts, and the triggers that note which events changed. Made after every migration, because
SQLite drops the triggers of a table whose columns change.

rollup_changes   events to be counted anew, a row for each change
rollup_parts     what is counted: a row for each event and each actor who takes part, and one with actor ALL
rollup_days      by actor (or pair of actors), kind and day: how many events begin and end, and how many of those that
                 begin are known by month or year only (`vague`)
rollup_lanes     by actor, kind and day, week or month: how many dated events begin in it, apart those on an exact day,
                 on their article's, and others
rollup_spans     by actor, kind and mark: how many events that last longer lie between two days, weeks or months
rollup_actors    by actor and kind (and over all kinds, as kind ''): how many events they take part in
rollup_search    the words of events, and as marks what else they are asked for by (see `words`); SQLite: FTS5 whose row
                 ids are chronological
rollup_articles  how many articles there are, and how many of these are samples; a row for each change until settled
rollup_version   which version of these tables a database has; another one's are dropped and counted anew
"""

from __future__ import annotations

from django.db import connection

ALL = 0
UNDATED = "0001-01-01"
EVENT_BITS = 38
VERSION = 3

_TABLES = (
    "CREATE TABLE IF NOT EXISTS rollup_changes (event bigint NOT NULL)",
    """CREATE TABLE IF NOT EXISTS rollup_parts (
        event bigint NOT NULL, actor bigint NOT NULL, said smallint NOT NULL, shown smallint NOT NULL,
        kind varchar(10) NOT NULL, mark varchar(7) NOT NULL, day varchar(10) NOT NULL, last_day varchar(10) NOT NULL,
        reports integer NOT NULL, public_id varchar(16) NOT NULL, PRIMARY KEY (event, actor)){without_rowid}""",
    """CREATE TABLE IF NOT EXISTS rollup_days (
        actor bigint NOT NULL, other bigint NOT NULL, said smallint NOT NULL, kind varchar(10) NOT NULL,
        day varchar(10) NOT NULL, starts integer NOT NULL, vague integer NOT NULL, ends integer NOT NULL,
        PRIMARY KEY (actor, other, said, kind, day)){without_rowid}""",
    """CREATE TABLE IF NOT EXISTS rollup_lanes (
        actor bigint NOT NULL, said smallint NOT NULL, unit varchar(5) NOT NULL, day varchar(10) NOT NULL,
        kind varchar(10) NOT NULL, exact integer NOT NULL, article integer NOT NULL, others integer NOT NULL,
        PRIMARY KEY (actor, said, unit, day, kind)){without_rowid}""",
    """CREATE TABLE IF NOT EXISTS rollup_spans (
        actor bigint NOT NULL, said smallint NOT NULL, unit varchar(5) NOT NULL, day varchar(10) NOT NULL,
        mark varchar(7) NOT NULL, last_day varchar(10) NOT NULL, kind varchar(10) NOT NULL, number integer NOT NULL,
        PRIMARY KEY (actor, said, unit, day, mark, last_day, kind)){without_rowid}""",
    """CREATE TABLE IF NOT EXISTS rollup_actors (
        actor bigint NOT NULL, said smallint NOT NULL, kind varchar(10) NOT NULL, number integer NOT NULL,
        PRIMARY KEY (actor, said, kind)){without_rowid}""",
    "CREATE TABLE IF NOT EXISTS rollup_articles (number integer NOT NULL, samples integer NOT NULL)",
)
_SEARCH = {
    "sqlite": (
        """CREATE VIRTUAL TABLE IF NOT EXISTS rollup_search USING fts5(
            words, tokenize = "unicode61 remove_diacritics 2", prefix = '3 4')""",
    ),
    "postgresql": ("CREATE TABLE IF NOT EXISTS rollup_search (event bigint PRIMARY KEY, words tsvector NOT NULL)",),
}
INDEXES = {
    "rollup_parts_listed": "rollup_parts (actor, shown, day, public_id)",
    "rollup_parts_leading": "rollup_parts (actor, shown, day, reports DESC, public_id)",
    "rollup_actors_leading": "rollup_actors (said, kind, number DESC, actor)",
}
if connection.vendor == "postgresql":
    INDEXES["rollup_search_words"] = "rollup_search USING gin (words)"
_COUNTED = "kind, status, day, last_day, precision, headline, reports, merged_into_id, public_id"
_WATCHED = (
    ("timeline_event", "id", _COUNTED),
    ("timeline_participation", "event_id", "event_id, actor_id, said, locked"),
    ("timeline_evidence", "event_id", "event_id, article_id, excerpt"),
)
_ARTICLES = "articles_article"
_NEW, _OLD = (f"CASE WHEN {side}.is_sample THEN 1 ELSE 0 END" for side in ("NEW", "OLD"))
_OF_ARTICLES = (
    ("insert", "INSERT", f"INSERT INTO rollup_articles VALUES (1, {_NEW});"),
    ("delete", "DELETE", f"INSERT INTO rollup_articles VALUES (-1, -{_OLD});"),
    ("update", "UPDATE OF is_sample", f"INSERT INTO rollup_articles VALUES (0, {_NEW} - {_OLD});"),
    (
        "rename",
        "UPDATE OF publisher",
        "INSERT INTO rollup_changes SELECT event_id FROM timeline_evidence WHERE article_id = NEW.id;",
    ),
)


def create() -> bool:
    """Make whatever of this is missing; True if the counts do not tell of the events that there are."""
    without_rowid = " WITHOUT ROWID" if connection.vendor == "sqlite" else ""
    _drop_other_versions()
    with connection.cursor() as cursor:
        for statement in (*_TABLES, *_SEARCH[connection.vendor]):
            cursor.execute(statement.format(without_rowid=without_rowid))
        for name, on in INDEXES.items():
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {on}")
        watch()
        there = []
        articles = "(SELECT SUM(number) AS number FROM rollup_articles) a WHERE number > 0"
        for table in ("rollup_parts", "timeline_event", "rollup_changes", articles, _ARTICLES):
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
            there.append(cursor.fetchone() is not None)
    counted, events, changed, counted_articles, articles_there = there
    return counted_articles != articles_there or (counted != events and not (changed and events))


def _drop_other_versions() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS rollup_version (number integer NOT NULL)")
        cursor.execute("SELECT number FROM rollup_version")
        if cursor.fetchall() == [(VERSION,)]:
            return
        unwatch()
        for name in ("changes", "parts", "days", "marks", "lanes", "spans", "actors", "articles", "search"):
            cursor.execute(f"DROP TABLE IF EXISTS rollup_{name}")
        cursor.execute("DELETE FROM rollup_version")
        cursor.execute(f"INSERT INTO rollup_version VALUES ({VERSION})")


def watch() -> None:
    """Note every change from now on."""
    statements = _sqlite_triggers() if connection.vendor == "sqlite" else _postgresql_triggers()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def unwatch() -> None:
    """Note nothing, for a writer that rebuilds all counts at its end."""
    with connection.cursor() as cursor:
        for name, table in _triggers():
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _triggers() -> list[tuple[str, str]]:
    """The names of all triggers, with the tables they watch."""
    each = [(f"rollup_{_ARTICLES}_{act}", _ARTICLES) for act, _, _ in _OF_ARTICLES]
    for table, _, _ in _WATCHED:
        acts = ("_insert", "_update", "_delete") if connection.vendor == "sqlite" else ("",)
        each += [(f"rollup_{table}{act}", table) for act in acts]
    return each


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
    for act, when, noted in _OF_ARTICLES:
        name = f"rollup_{_ARTICLES}_{act}"
        made.append(f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {when} ON {_ARTICLES} BEGIN {noted} END")
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
    for act, when, noted in _OF_ARTICLES:
        name = f"rollup_{_ARTICLES}_{act}"
        made += [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"{noted} RETURN NULL; END $$",
            f"CREATE OR REPLACE TRIGGER {name} AFTER {when} ON {_ARTICLES} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]
    return made
