"""Exports of the UPR Info database, as of 2018 (headings ``SuR;Rgrp;Org;…``) and in the form with whole words.

Oddities that genuine files show, all met here or in ``tamdan.imports``: a BOM, ";" as separator, CRLF and LF mixed, line
breaks inside names of States, column names that stand twice, lists parted by commas in one cell, rows without a session, rows
that stand twice, letters misread from an older code page. One paragraph of a UN report is one row for each State behind it.
"""

from itertools import product

from django.utils.translation import gettext_lazy as _

from tamdan.imports.formats import Field, Notes
from tamdan.imports.tabular import TabularFormat, Values
from tamdan.recommendations.imports.demand import Demand
from tamdan.recommendations.imports.register import REGISTER
from tamdan.recommendations.imports.vocabulary import REASONS, Vocabulary

MECHANISM = "upr"
FIELDS = (
    Field(
        "state",
        _("State under review"),
        True,
        ("sur", "state under review", "state under review sur", "reviewed state"),
    ),
    Field("text", _("Recommendation"), True, ("recommendation", "recommendation text", "text", "title")),
    Field(
        "by",
        _("Recommending State"),
        True,
        ("rs", "recommending state", "recommending state rs", "recommending state s"),
    ),
    Field("position", _("Response"), False, ("response", "response of the state under review")),
    Field("action", _("Kind of action"), False, ("action", "action category", "category of action")),
    Field("issues", _("Issues"), False, ("issue", "issues", "issue s")),
    Field("session", _("Session"), False, ("session", "upr session")),
)
NAMES = {one.code: one.headings for one in FIELDS}


class Reader:
    """Rows of one export."""

    def __init__(self, notes: Notes) -> None:
        self.words = Vocabulary()
        self.notes = notes

    def __call__(self, values: Values) -> Demand:
        """A row's demand; raises RowRefused."""
        number, cycle = self.words.session(values["session"])
        recorded, stated = self.words.position(values["position"])
        tags, unknown = self.words.issues(values["issues"])
        kind, unknown_kind = self.words.action(values["action"])
        asking, group = self.words.asking([values["by"]], self.notes)
        return Demand(
            state=self.words.state(values["state"]), text=values["text"], mechanism=MECHANISM, session=number,
            cycle=cycle, recommending=asking, asker_name=group, position=recorded, stated=stated,
            tags=(*tags, *kind), unknown=(*unknown, *unknown_kind),
        )  # fmt: skip


UPR_INFO = TabularFormat(
    code="upr-info",
    label=_("UPR Info database export"),
    target=REGISTER,
    fields=FIELDS,
    reader=Reader,
    reasons=REASONS,
    surely=(
        frozenset({"sur", "recommendation", "rs", "response", "issue", "session"}),
        *(
            frozenset({state, text, by, "response", own})
            for state, text, by in product(NAMES["state"][1:], NAMES["text"], NAMES["by"][1:])
            for own in (*NAMES["issues"], *NAMES["action"])
        ),
    ),
)
