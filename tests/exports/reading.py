"""Fetching a whole file, or the beginning of one."""

from django.core.signals import request_finished
from django.db import close_old_connections


def fetch(client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return b"".join(response.streaming_content) if response.streaming else response.content


def hang_up(response) -> None:
    """Close as a server does, but for the connection to the database, which is the test's own."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)
