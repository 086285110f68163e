"""``doctor``: what is wrong, and what to do about it."""

from typing import Any

import click

from tamdan.cli.output import Failed, result, say
from tamdan.cli.ready import system
from tamdan.core.health import Finding, examine
from tamdan.core.home import home

MARKS = {"ok": "ok  ", "warn": "WARN", "bad": "BAD "}


@click.command()
@result
def doctor() -> dict[str, Any]:
    """Look at the folder, the database, its rights, the ledger, mail, backups; say what to do."""
    with system(prepare=False):
        findings = examine()
    for finding in findings:
        say(f"{MARKS[finding.status]} {finding.name}: {finding.message}" + (f" → {finding.do}" if finding.do else ""))
    found = {"home": str(home()), "findings": [as_dict(finding) for finding in findings]}
    if any(finding.status == "bad" for finding in findings):
        raise Failed("Something is wrong; the lines marked BAD say what to do.", "unhealthy", found)
    return {**found, "healthy": True}


def as_dict(finding: Finding) -> dict[str, str]:
    return {"name": finding.name, "status": finding.status, "message": finding.message, "do": finding.do}
