"""Templates as a household: none unused, none too long, none with style or script inside, every component on its page."""

import re
from functools import cache
from pathlib import Path

from django.test import RequestFactory

from tamdan.portal.catalogue import samples

ROOT = Path(__file__).resolve().parents[1]
COMPONENTS = ROOT / "tamdan/templates/components"
CALLED_BY_DJANGO = {"403.html", "403_csrf.html", "404.html", "500.html"}
CALLED_BY_LIBRARIES = ("account/", "allauth/", "mfa/", "usersessions/")
INLINE = re.compile(r"""<style|\sstyle=|\son[a-z]+=["']|<script(?![^>]*\ssrc=)(?![^>]*type="application/json")""")
INCLUDE = re.compile(r"""{%-?\s*include\s+"(components/[^"]+)"([^%]*)%}""")


@cache
def templates() -> dict[str, str]:
    """Name as Django knows it -> text."""
    found = {}
    for path in sorted(ROOT.glob("tamdan/**/templates/**/*")):
        if path.suffix in (".html", ".txt"):
            name = str(path).split("/templates/", 1)[1]
            found[name] = path.read_text(encoding="utf-8")
    return found


@cache
def sources() -> str:
    paths = [*ROOT.glob("tamdan/**/*.py"), *ROOT.glob("config/**/*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if "/tests/" not in str(path))


def names_in(text: str) -> set[str]:
    return set(re.findall(r"""["']([\w./-]+\.(?:html|txt))["']""", text))


def test_every_template_is_used() -> None:
    used = names_in(sources()) | CALLED_BY_DJANGO
    for name, text in templates().items():
        used |= names_in(text) - {name}
    unused = [name for name in templates() if name not in used and not name.startswith(CALLED_BY_LIBRARIES)]
    assert unused == []


def test_templates_are_short() -> None:
    assert [name for name, text in templates().items() if text.count("\n") > 150] == []


def test_nothing_is_inline() -> None:
    found = {name: match.group() for name, text in templates().items() if (match := INLINE.search(text))}
    assert found == {}


def test_components_are_included_with_only() -> None:
    careless = [
        f"{name}: {component}"
        for name, text in templates().items()
        for component, rest in INCLUDE.findall(text)
        if "only" not in rest.split()
    ]
    assert careless == []


def test_components_say_what_they_need() -> None:
    silent = [
        path.name
        for path in COMPONENTS.glob("*.html")
        if not re.match(r"{# .*Needs\b.* #}\n", path.read_text(encoding="utf-8"))
    ]
    assert silent == []


def test_every_component_is_in_the_catalogue() -> None:
    shown = {sample.name for sample in samples(RequestFactory().get("/en/catalogue/"))}
    assert shown == {path.name for path in COMPONENTS.glob("*.html")}
