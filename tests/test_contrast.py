"""Every pair of colours that meets on a page, by the formula of WCAG 2.2, in light and in dark."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[1] / "tamdan/static/src/css/tokens.css"
TEXT_ON_GROUND = [
    (ink, ground)
    for ink in ("ink", "ink-2", "accent", "deep", "alarm", "wait")
    for ground in ("paper", "surface", "sunk")
]
OTHERS = [("paper", "accent"), ("paper", "deep"), ("paper", "alarm"), ("paper", "ink"), ("accent", "soft"), ("deep", "soft"), ("ink", "soft"),
          ("alarm", "alarm-soft"), ("wait", "wait-soft"), ("ink", "wait-soft"), ("ink", "alarm-soft")]  # fmt: skip
EDGES = [(edge, ground) for edge in ("edge", "focus", "wait", "accent") for ground in ("paper", "surface", "sunk")]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def schemes() -> dict[str, dict[str, str]]:
    css = TOKENS.read_text(encoding="utf-8")
    light = colours(css.split("@media", 1)[0])
    dark = colours(css.split("prefers-color-scheme: dark", 1)[1].split("@media", 1)[0])
    return {"light": light, "dark": {**light, **dark}}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_far_enough_apart(scheme: str) -> None:
    tokens = schemes()[scheme]
    for pairs, least in ((TEXT_ON_GROUND + OTHERS, 4.5), (EDGES, 3.0)):
        for one, other in pairs:
            assert ratio(tokens[one], tokens[other]) >= least, f"{one} on {other}"
