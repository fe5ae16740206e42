"""Adding an article by pasting."""

from __future__ import annotations

from typing import Any


def paste_page(admin: Any, request: Any) -> Any: ...
