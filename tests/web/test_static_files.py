"""Style sheets in production: one file a page, from sources that stay apart."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from timeline.static_files import BUNDLES, BundledStorage, sheet


def test_a_bundle_holds_its_style_sheets_in_their_order(tmp_path):
    origin = FileSystemStorage(settings.BASE_DIR / "static")
    storage = BundledStorage(tmp_path)
    parts = [sheet(name) for name in BUNDLES["timeline"]]
    for name in parts:
        storage.save(name, origin.open(name))
    list(storage.post_process({name: (origin, name) for name in parts}))
    collected = (tmp_path / storage.stored_name("css/timeline.css")).read_text()
    places = [collected.index(rule) for rule in ("--page:", ".lanes {", ".chip {", ".day {")]
    assert places == sorted(places)


def test_every_bundled_style_sheet_exists():
    for sheets in BUNDLES.values():
        assert all((settings.BASE_DIR / "static" / sheet(name)).exists() for name in sheets)
