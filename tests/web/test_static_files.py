"""Style sheets in production: one file a page, from sources that stay apart."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from timeline.static_files import BundledStorage, write_out


def test_imports_are_written_out_in_their_order(tmp_path):
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "a.css").write_text("a {}\n")
    (tmp_path / "css" / "b.css").write_text("b {}\n")
    storage = FileSystemStorage(tmp_path)
    assert write_out('@import "b.css";\n@import "a.css";\n', storage, "css/all.css") == "b {}\na {}\n"


def test_what_is_collected_holds_no_import(tmp_path):
    origin = FileSystemStorage(settings.BASE_DIR / "static")
    storage = BundledStorage(tmp_path)
    names = [f"css/{name}.css" for name in ("timeline", "base", "strip", "filter", "entries")]
    for name in names:
        storage.save(name, origin.open(name))
    list(storage.post_process({name: (origin, name) for name in names}))
    collected = (tmp_path / storage.stored_name("css/timeline.css")).read_text()
    assert "@import" not in collected
    places = [collected.index(rule) for rule in ("--page:", ".lanes {", ".chip {", ".day {")]
    assert places == sorted(places)
