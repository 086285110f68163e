"""The directions of docs/architecture.md, read from the code: who may import, point at, include and fetch what."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "tamdan"
ORDER = [
    "core", "language", "taxonomy", "places", "institutions", "accounts", "clocks", "links", "notices", "audit", "vault",
    "sealing", "search", "imports", "recommendations", "followup", "consultations", "intake", "grievances", "legalaid", "cases",
    "visits", "engagement", "press", "claims", "training", "reports", "portal", "api", "demo",
]  # fmt: skip
"""DESIGN.md §4 from the ground up; the framework of imports stands between the index and the first domain room."""
DOMAIN = ORDER[ORDER.index("recommendations") : ORDER.index("reports")]
ABOVE_ALL = ["cli"]
"""Not rooms: they may use every room, and no room uses them."""
VAGUE = {"utils", "helpers", "common", "base", "misc", "services", "managers", "tools"}
REASON = re.compile(r"#\s*(?:noqa:\s*[A-Z0-9, ]+)?\s*(?P<reason>.*)$")


def rooms() -> list[str]:
    return [name.removeprefix("tamdan.") for name in settings.INSTALLED_APPS if name.startswith("tamdan.")]


def sources(room: str) -> Iterator[Path]:
    """A room's own code: without its tests and its frozen migrations."""
    for path in sorted((PACKAGE / room).rglob("*.py")):
        if not {"tests", "migrations"} & set(path.relative_to(PACKAGE).parts):
            yield path


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, node: Any) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def imported(node: ast.AST) -> list[str]:
    """The modules that an import statement names; ``from tamdan import x`` names ``tamdan.x``."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def room_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "tamdan" and len(parts) > 1 else None


def position(room: str) -> int:
    return ORDER.index(room) if room in ORDER else len(ORDER)


def test_rooms_are_installed_in_the_order_of_the_design():
    assert rooms() == [room for room in ORDER if room in rooms()]


@pytest.mark.parametrize("room", rooms())
def test_a_room_imports_only_rooms_above_it(room):
    wrong = [
        f"{place(path, node)} imports {module}"
        for path in sources(room)
        for node in ast.walk(tree_of(path))
        for module in imported(node)
        if (other := room_of(module)) and other in (*ORDER, *ABOVE_ALL) and position(other) > position(room)
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_imports_the_settings_but_through_django():
    wrong = [
        place(path, node)
        for room in rooms()
        for path in sources(room)
        for node in ast.walk(tree_of(path))
        if any(module.split(".")[0] == "config" for module in imported(node))
    ]
    assert not wrong, "\n".join(wrong)


UTC_DAY = re.compile(r"(?:_at|\bat|\bnow\(\)|\bstart)\.date\(\)|\bdate\.today\(\)|strftime\(\"%Y-%m-%d\"\)")


def test_a_day_is_that_of_the_home_state():
    """What is stored is UTC, whose day ends at seven in the morning in Phnom Penh: ``timezone.localdate(moment)`` is the day of people."""
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for room in rooms()
        for path in sources(room)
        if UTC_DAY.search(text := path.read_text(encoding="utf-8"))
        for number, line in enumerate(text.splitlines(), 1)
        if UTC_DAY.search(line)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_message_stands_inside_a_formatted_string():
    """Before Python 3.12 the extraction does not see it there, and nobody translates it."""
    wrong = [
        place(path, node)
        for room in rooms()
        for path in sources(room)
        for formatted in ast.walk(tree_of(path))
        if isinstance(formatted, ast.JoinedStr)
        for node in ast.walk(formatted)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("_", "ngettext", "pgettext")
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("room", [room for room in rooms() if room in DOMAIN])
def test_domain_rooms_leave_each_others_views_forms_and_actions_alone(room):
    others = set(DOMAIN) - {room}
    wrong = [
        f"{place(path, node)} imports {module}"
        for path in sources(room)
        for node in ast.walk(tree_of(path))
        for module in imported(node)
        if room_of(module) in others and {"views", "forms", "actions"} & set(module.split(".")[2:3])
    ]
    assert not wrong, "\n".join(wrong)


def test_relations_point_upwards():
    wrong = []
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey | models.ManyToManyField) or not isinstance(
                field.related_model, type
            ):
                continue
            here, there = room_of(model.__module__), room_of(field.related_model.__module__)
            if here and there and position(there) > position(here):
                wrong.append(f"{model._meta.label}.{field.name} points at {field.related_model._meta.label}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("room", rooms())
def test_models_named_by_a_string_are_above(room):
    wrong = [
        f"{place(path, node)} asks for {node.args[0].value}"
        for path in sources(room)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in ("get_model", "get_app_config")
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
        and position(node.args[0].value.split(".")[0]) > position(room)
        and node.args[0].value.split(".")[0] in ORDER
    ]
    assert not wrong, "\n".join(wrong)


LIBRARY_PAGES = ("account", "mfa", "usersessions")
"""Folders whose names the library of signing in gives; they stand in the shared folder to come before its own."""
NAMED_TEMPLATE = re.compile(r"{%-?\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")


def templates() -> Iterator[tuple[str, Path]]:
    """Each template with the room that it belongs to; of the shared folder, the library's pages are those of accounts."""
    shared = PACKAGE / "templates"
    for path in sorted(shared.rglob("*.html")):
        yield "accounts" if path.relative_to(shared).parts[0] in LIBRARY_PAGES else "core", path
    for room in rooms():
        for path in sorted((PACKAGE / room / "templates").rglob("*.html")):
            yield room, path


def test_templates_include_only_from_above():
    wrong = []
    for room, path in templates():
        for name in NAMED_TEMPLATE.findall(path.read_text(encoding="utf-8")):
            other = name.split("/")[0]
            if other in ORDER and position(other) > position(room):
                wrong.append(f"{path.relative_to(ROOT)} takes in {name}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("room", [*rooms(), *ABOVE_ALL])
def test_an_import_inside_a_function_says_why(room):
    wrong = []
    for path in sources(room):
        lines = path.read_text(encoding="utf-8").splitlines()
        for function in ast.walk(tree_of(path)):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                wrong += [
                    place(path, node)
                    for node in ast.walk(function)
                    if isinstance(node, ast.Import | ast.ImportFrom) and not gives_a_reason(lines[node.lineno - 1])
                ]
    assert not wrong, "\n".join(wrong)


def gives_a_reason(line: str) -> bool:
    found = REASON.search(line)
    return bool(found and found["reason"].strip())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("import x", False),
        ("import x  # noqa: PLC0415", False),
        ("import x  # noqa: PLC0415 needs Django's apps", True),
        ("import x  # heavy: 400 ms", True),
    ],
)
def test_what_counts_as_a_reason(line, expected):
    assert gives_a_reason(line) is expected


@pytest.mark.parametrize("room", rooms())
def test_models_know_nothing_of_pages(room):
    wrong = [
        f"{place(path, node)} imports {module}"
        for path in sources(room)
        if path.name == "models.py" or path.parent.name == "models"
        for node in ast.walk(tree_of(path))
        for module in imported(node)
        if {"forms", "views", "actions", "templatetags"} & set(module.split(".")[2:3])
        or module.startswith("django.http")
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("room", [*rooms(), *ABOVE_ALL])
def test_modules_are_named_for_their_subject(room):
    wrong = [str(path.relative_to(ROOT)) for path in sources(room) if path.stem in VAGUE]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("room", rooms())
def test_views_fetch_through_access_functions(room):
    """Fetching is the access check, so a view never fetches a record by itself."""
    wrong = []
    for path in sources(room):
        if path.stem.split("_")[0] != "views" and path.parent.name != "views":
            continue
        calls = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
        wrong += [place(path, call) for call in calls if is_unchecked_fetch(call)]
    assert not wrong, "\n".join(wrong)


def is_unchecked_fetch(call: ast.Call) -> bool:
    """``Model.objects.get(…)`` and its kin, and ``get_object_or_404`` on rows that no access function narrowed."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in ("get_object_or_404", "get_list_or_404"):
        return bool(call.args) and is_every_row(call.args[0])
    return (
        name in ("get", "in_bulk")
        and isinstance(call.func, ast.Attribute)
        and is_every_row(call.func.value, model=False)
    )


def is_every_row(rows: ast.expr, *, model: bool = True) -> bool:
    """A model, or a query that starts at a manager and never passes ``visible_to``."""
    if isinstance(rows, ast.Name):
        return model and rows.id[:1].isupper() and rows.id not in everybodys()
    if any(isinstance(node, ast.Name) and node.id in everybodys() for node in ast.walk(rows)):
        return False
    names = {node.attr for node in ast.walk(rows) if isinstance(node, ast.Attribute)}
    return bool(names & {"objects", "_default_manager", "_base_manager"}) and "visible_to" not in names


@cache
def everybodys() -> frozenset[str]:
    """The models of reference, whose rows are public from the start."""
    return frozenset(
        model.__name__ for room in ("taxonomy", "places") for model in apps.get_app_config(room).get_models()
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("State.objects.get(code='KHM')", False),
        ("get_object_or_404(State, code='KHM')", False),
        ("Body.objects.get(pk=1)", True),
        ("Body.objects.filter(kind='x').get(pk=1)", True),
        ("get_object_or_404(Body, pk=1)", True),
        ("get_object_or_404(Body.objects.all(), pk=1)", True),
        ("get_object_or_404(Body.objects.visible_to(user), pk=1)", False),
        ("get_object_or_404(access.bodies(user), pk=1)", False),
        ("request.POST.get('q')", False),
        ("COLOURS.get('q')", False),
    ],
)
def test_what_counts_as_an_unchecked_fetch(line, expected):
    assert is_unchecked_fetch(ast.parse(line, mode="eval").body) is expected


@pytest.mark.parametrize(
    "room", [room for room in rooms() if (PACKAGE / room / "actions.py").exists() and room != "audit"]
)
def test_every_action_writes_an_event(room):
    """A public function of actions.py that takes ``by`` records, or calls one of the module that does."""
    path = PACKAGE / room / "actions.py"
    functions = {node.name: node for node in tree_of(path).body if isinstance(node, ast.FunctionDef)}
    silent = [
        name
        for name, function in functions.items()
        if not name.startswith("_")
        and "by" in {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
        and not records(name, functions, frozenset())
    ]
    assert not silent, f"{path.relative_to(ROOT)}: {', '.join(silent)} write no event"


def records(name: str, functions: dict[str, ast.FunctionDef], seen: frozenset[str]) -> bool:
    calls = [node for node in ast.walk(functions[name]) if isinstance(node, ast.Call)]
    called = {getattr(call.func, "id", getattr(call.func, "attr", "")) for call in calls}
    if called & {"record", "record_bulk"}:
        return True
    # An act of another module that is told who acts leaves the trace itself.
    if any(keyword.arg == "by" for call in calls for keyword in call.keywords if not is_own(call, functions)):
        return True
    inner = (called & functions.keys()) - seen - {name}
    return any(records(one, functions, seen | {name}) for one in inner)


def is_own(call: ast.Call, functions: dict[str, ast.FunctionDef]) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in functions
