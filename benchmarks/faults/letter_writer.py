"""Writes sealed letters for a home, ready to be sent: ``python -m benchmarks.faults.letter_writer NUMBER FILE`` (TAMDAN_HOME names it).

Every second letter has a file of 300 KB, whose pieces have to be uploaded first. Keys are made here where the home has none.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

FILE = 300_000


def recipients() -> list[str]:
    """The keys of the offices on the published list; of a small ring where there is none."""
    from tamdan.institutions.models import Installation
    from tamdan.sealing.published import current
    from tests.cast import Cast
    from tests.letters import make_ring

    known = current()
    if known is None:
        installation = Installation.current()
        assert installation
        body = installation.body
        return [make_ring(Cast(body, body, body)).office.recipient]
    return [known.offices[0].recipient]


def written(number: int, audiences: list[str]) -> dict[str, Any]:
    from tamdan.core.tests.solving import solution
    from tests.letters import Part, Sender, b64, sealed

    parts = [Part("story", b'{"v":1,"answers":{"text":"They took our field."}}', audiences)]  # type: ignore[arg-type]
    if number % 2:
        parts.append(Part("file", os.urandom(FILE), audiences))  # type: ignore[arg-type]
    made = Sender().submission(parts)
    apart = [one for part in parts[1:] for one in part.segments]
    return {
        "ref": made["letter"], "digest": made["digest"], "body": b64(sealed(made)), "effort": solution("letters"),
        "ticket": solution("ticket") if apart else "", "pieces": {one.digest: b64(one.sealed) for one in apart},
    }  # fmt: skip


def main() -> None:
    from tamdan.cli.ready import system

    with system():
        from django.conf import settings

        settings.SEALING_FOUNDING = True
        audiences = recipients()
        letters = [written(number, audiences) for number in range(int(sys.argv[1]))]
    Path(sys.argv[2]).write_text(json.dumps(letters))


if __name__ == "__main__":
    main()
