"""A process that writes made-up articles, for tests that run several or kill them: python -m tests.faults.writers."""

from __future__ import annotations

import os
import sys

NAMES = ("Bakerton", "Millbrook", "Weaverham", "Masonville", "Sailorsburg", "Printon", "Taylorstown")


def stories(number: int) -> list[tuple[str, list]]:
    """Articles of which many tell the same, so that joining, merging and parting all happen."""
    from tests.timeline.stories import tells

    made = []
    for at in range(number):
        one, other = NAMES[at % 7], NAMES[(at * 3 + 1) % 7]
        made.append(
            (
                f"page-{at:03}.txt",
                [
                    tells(f"Firefly said on Monday that the people of {one} would pay no taxes this winter."),
                    tells(
                        f"Firefly said on Monday that the people of {one} will pay no taxes this winter.",
                        f"He promised the town of {other} a market hall with a roof of copper.",
                    ),
                    tells(f"Trentino mocked gift {at} to {one} as a bribe.", speaker="Trentino"),
                ],
            )
        )
    return made


def main(first: int, last: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
    import django

    django.setup()
    from tests.timeline.stories import an_extraction
    from timeline.ingest.readers import RawPage
    from timeline.ingest.run import patiently
    from timeline.ingest.writing import write

    print("ready", flush=True)
    for origin, told in stories(last)[first:]:
        extraction = an_extraction(*told)
        page = RawPage(origin, extraction.page.raw)
        patiently(lambda page=page, extraction=extraction: write(page, extraction, "1"))
        print(origin, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
