"""Fetching a whole file, or the beginning of one."""


def fetch(client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return b"".join(response.streaming_content) if response.streaming else response.content


def hang_up(response) -> None:
    """What a closed connection does to the parts of an answer. `close` would close the test's own database as well."""
    for closer in response._resource_closers:
        closer()
