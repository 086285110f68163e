"""The interface in Khmer: gathers what pages say, compiles the catalogue, and checks that it is whole.

    tools/messages.py extract    tamdan/locale/km/LC_MESSAGES/django.po from the sources; kept translations stay
    tools/messages.py compile    every .po to .mo
    tools/messages.py check      fails with a list of what is wrong

English is the source text, so it has no catalogue. Works without the gettext programs: Babel reads Python, Django turns
templates into something that Babel reads.
"""

import importlib.util
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract as babel_extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "tamdan" / "locale"
PO = LOCALE / "km" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
HEADER = "# Tamdan in Khmer. Under the licence of Tamdan. How to translate: docs/translating.md"
BORROWED = LOCALE / "borrowed.txt"
DATED = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Last-Translator',
    '"Language-Team',
    '"Generated-By',
    '"Report-Msgid',
)


def own_sources() -> Iterator[tuple[str, Path]]:
    """Every file of ours that may hold a message, as (name in the catalogue, path)."""
    for pattern in (
        "tamdan/**/*.py",
        "config/**/*.py",
        "tamdan/**/templates/**/*.html",
        "tamdan/**/templates/**/*.txt",
    ):
        for path in sorted(ROOT.glob(pattern)):
            name = str(path.relative_to(ROOT))
            if "/tests/" not in name and "/migrations/" not in name:
                yield name, path


def borrowed_sources() -> Iterator[tuple[str, Path]]:
    """Files of libraries whose messages our pages show; their own Khmer is absent or partial."""
    for line in BORROWED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            package, _slash, rest = line.partition("/")
            spec = importlib.util.find_spec(package)
            assert spec is not None, f"{BORROWED.name}: {package} is not installed"
            assert spec.origin is not None, f"{BORROWED.name}: {package} has no files"
            found = sorted(Path(spec.origin).parent.glob(rest))
            assert found, f"{BORROWED.name}: nothing matches {line}"
            for path in found:
                yield f"{package}/{path.relative_to(Path(spec.origin).parent)}", path


def readable(path: Path) -> bytes:
    """A source as Python: templates become calls of gettext, one to a line without indentation."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    from django.utils.translation.template import templatize  # noqa: PLC0415 # compiling needs Babel alone

    return "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines()).encode()


def gathered() -> Catalog:
    """A catalogue of every message in the sources, without translations."""
    catalog = Catalog(locale="km", project="Tamdan", version="1", header_comment=HEADER, fuzzy=False)
    for name, path in [*own_sources(), *borrowed_sources()]:
        for _line, message, _comments, context in babel_extract("python", io.BytesIO(readable(path)), KEYWORDS):
            if message:
                catalog.add(message, locations=[(name, 0)], context=context)
    return catalog


def stored() -> Catalog:
    if not PO.exists():
        return Catalog(locale="km")
    with PO.open("rb") as file:
        return read_po(file, locale="km")


def extract() -> int:
    catalog, before = gathered(), stored()
    for message in catalog:
        known = before.get(message.id, message.context) if message.id else None
        if known and known.string and bool(known.pluralizable) == bool(message.pluralizable):
            message.string = known.string
            message.flags |= known.flags & {"fuzzy"}
    out = io.BytesIO()
    write_po(out, catalog, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)
    lines = [line for line in out.getvalue().decode().splitlines() if not line.startswith(DATED)]
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_text("\n".join(lines).strip() + "\n", encoding="utf-8")
    open_ones = sum(1 for message in catalog if message.id and not translated(message.string))
    print(f"{PO.relative_to(ROOT)}: {len(catalog)} messages, {open_ones} without a translation")
    return 0


def translated(string: str | tuple[str, ...]) -> bool:
    return bool(string) if isinstance(string, str) else bool(string) and all(string)


def compile_all() -> int:
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.parts[-3])
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)
    return 0


def check() -> int:
    from message_rules import faults  # noqa: PLC0415 # compiling needs Babel alone

    found = faults(gathered(), stored())
    print("\n".join(found) or "Every message has its Khmer.")
    return 1 if found else 0


COMMANDS = {"extract": extract, "compile": compile_all, "check": check}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    sys.exit(COMMANDS[sys.argv[1]]())
