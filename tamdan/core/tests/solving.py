"""Solves a proof of work as a browser does, by the library's own search."""

from altcha import v1

from tamdan.core.effort import new_challenge


def solve(challenge):
    found = v1.solve_challenge(
        challenge["challenge"], challenge["salt"], challenge["algorithm"], challenge["maxNumber"]
    )
    fields = {name: challenge[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return v1.Payload(number=found.number, **fields).to_base64()


def solution(purpose):
    """What goes into the header ``X-Effort``."""
    return solve(new_challenge(purpose))
