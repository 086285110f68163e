"""Tags and links say who says so, and a suggestion never passes for a fact."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tamdan.links.enums import TRANSITIONS, Decision
from tamdan.links.models import Link, Tag

KIND = "recommendations.recommendation"


def tag(**values):
    return Tag.objects.create(**{
        "kind": KIND, "object_id": 1, "scheme": "theme", "code": "health", "origin": "official", "decision": "accepted",
        **values,
    })  # fmt: skip


def link(body, **values):
    return Link.objects.create(**{
        "owner": body, "predicate": "repeats", "from_kind": KIND, "from_id": 2, "to_kind": KIND, "to_id": 1,
        "origin": "machine", "decision": "suggested", "reason": "same words", "confidence": 1.0, **values,
    })  # fmt: skip


def test_only_what_holds_is_standing(db):
    official = tag()
    suggested = tag(code="education", origin="machine", decision="suggested", confidence=0.7, reason="similar words")
    assert list(Tag.objects.on(KIND, 1).standing()) == [official]
    assert list(Tag.objects.on(KIND, 1).waiting()) == [suggested]


@pytest.mark.parametrize("values", [
    {"origin": "machine", "decision": "accepted"},
    {"confidence": 1.5},
    {"object_id": 1},
])  # fmt: skip
def test_what_must_not_be_is_refused(db, values):
    tag(code="first")
    with pytest.raises(IntegrityError), transaction.atomic():
        tag(code="first" if values == {"object_id": 1} else "second", **values)


def test_a_person_accepts_what_the_machine_suggested(secretary):
    found = tag(origin="machine", decision="suggested", confidence=0.4)
    found.decision, found.decided_by, found.decided_at = Decision.ACCEPTED, secretary, timezone.now()
    found.save()
    assert Tag.objects.standing().get().origin == "machine"


def test_no_decision_becomes_a_suggestion_again():
    assert all(Decision.SUGGESTED not in after for after in TRANSITIONS.values())


def test_a_link_is_found_from_both_ends(cast):
    made = link(cast.committee)
    assert Link.objects.touching(KIND, 1).get() == made == Link.objects.touching(KIND, 2).get()


def test_a_link_has_two_ends(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        link(cast.committee, to_id=2)


def test_a_link_of_a_body_is_its_own(cast, outsider):
    link(cast.committee)
    assert not Link.objects.visible_to(outsider).exists()
