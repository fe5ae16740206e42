"""The WSGI entry point: `gunicorn timeline.wsgi:application`."""

import gc
import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")

application = get_wsgi_application()
import_module("timeline.urls")
gc.freeze()  # what is loaded by now stays; the collector need not look through it again at every long export
gc.set_threshold(10_000)  # nor through a chunk of rows again and again while it is put together
