"""A long form whose rare fields stand folded in groups. A group is open where it holds something: nothing that was typed is hidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField


@dataclass(frozen=True)
class Group:
    """``title`` is the line that opens it."""

    title: str
    fields: list[BoundField]
    is_open: bool


def group(form: BaseForm, title: Any, names: Iterable[str], usual: Iterable[str] = ()) -> Group:
    """``usual`` are fields that always hold something, such as a language; they alone do not open it, unless they are wrong."""
    fields = [form[name] for name in names]
    is_open = any(field.errors or (field.name not in usual and field.value()) for field in fields)
    return Group(str(title), fields, is_open)
