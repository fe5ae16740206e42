"""What the site and its workers log: a line of JSON for each record in production, plain text on a terminal."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest

_STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "server_time"}
_PLAIN = (str, int, float, bool)


class AsJson(logging.Formatter):
    """Time, level, logger, message, what failed, and plain extras. Of a request only its method and path are told: its
    query, headers and form may hold what is nobody's business."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {
            key: value for key, value in vars(record).items() if key not in _STANDARD and isinstance(value, _PLAIN)
        }
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            line |= {"method": request.method, "path": request.path}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def logging_to_stderr(form: str, level: str) -> dict[str, Any]:
    """Django's LOGGING: everything from `level` on goes to standard error as "json" or "text"."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "timeline.logs.AsJson"},
            "text": {"format": "%(levelname)s %(name)s: %(message)s"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "procrastinate.blueprints": {"level": "WARNING"},  # tells of every start
            "trafilatura": {"level": "CRITICAL"},  # an unreadable page is named with its reason anyway
            "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        },
    }
