"""The architecture of docs and DESIGN holds: one-way imports, no Django in extraction, no spaCy in web pages."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run_python(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_import_contracts():
    done = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_extraction_runs_without_django():
    run_python(
        "import sys; import articles.extraction.pipeline; "
        "assert not any(name.split('.')[0] == 'django' for name in sys.modules)"
    )


def test_web_pages_do_not_import_spacy():
    run_python(
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'timeline.settings'; import django; django.setup(); "
        "import timeline.urls; from django.urls import get_resolver; get_resolver().url_patterns; "
        "assert 'spacy' not in sys.modules"
    )


@pytest.mark.django_db
def test_migrations_are_complete():
    run_python(
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'timeline.settings'; import django; django.setup(); "
        "from django.core.management import call_command; "
        "call_command('makemigrations', check=True, dry_run=True, verbosity=0)"
    )
