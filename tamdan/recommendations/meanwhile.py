"""Forms of a recommendation's rows that have no version: what each of them compares (core.seen, ADR 0006)."""

import json
from typing import Any, Self

from tamdan.core.seen import SeenForm
from tamdan.recommendations.actforms import AnswerForm, TagForm, TranslationForm
from tamdan.recommendations.handfields import SCHEME, TAGGED


class CorrectionForm(SeenForm, AnswerForm):
    """One answer written again; ``there`` is that answer."""

    compared = ("recorded", "stated", "date", "document")

    def again(self, data: dict[str, Any]) -> Self:
        return type(self)(data, there=self.there, taken=self.taken)


class TextForm(SeenForm, TranslationForm):
    """``there``: language -> text and translator of the translations that there are."""

    compared = ("text", "translator")

    def values(self, held: dict[str, Any]) -> dict[str, Any]:
        found = held.get(self.cleaned_data.get("language", ""), {})
        return found if isinstance(found, dict) else {}

    def again(self, data: dict[str, Any]) -> Self:
        return type(self)(data, there=self.there, official=self.official)


class TagsForm(SeenForm, TagForm):
    """``there``: "vocabulary:code" -> what was decided of it. Others may tag meanwhile; only the same tags collide."""

    compared = ("themes", "groups", "goals")

    def values(self, held: dict[str, Any]) -> dict[str, Any]:
        standing = [key.partition(":") for key, decision in held.items() if decision == "accepted"]
        return {
            name: [code for scheme, _colon, code in standing if scheme == SCHEME[facet]]
            for name, facet in zip(self.compared, TAGGED, strict=True)
        }

    def is_late(self) -> bool:
        seen, keys = self.cleaned_data["seen"], [f"{scheme}:{code}" for scheme, code in self.tags]
        return any(seen.get(key) != self.there.get(key) for key in keys)

    def rebased(self) -> Self:
        return self.again(self.mine() | {"reason": self["reason"].data, "seen": json.dumps(self.there)})
