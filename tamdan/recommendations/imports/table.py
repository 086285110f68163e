"""Any table whose columns a person maps: what ministries and rights groups keep in their own sheets."""

import datetime

from django.utils.translation import gettext_lazy as _

from tamdan.imports.formats import Field
from tamdan.imports.tabular import RowRefused, TabularFormat, Values
from tamdan.language.script import language_of
from tamdan.recommendations.imports.demand import Demand
from tamdan.recommendations.imports.register import REGISTER
from tamdan.recommendations.imports.upr_info import MECHANISM
from tamdan.recommendations.imports.vocabulary import REASONS, Vocabulary

FIELDS = (
    Field("state", _("State that the recommendation concerns"), True, ("state", "country", "រដ្ឋ")),
    Field("text", _("Text of the recommendation"), True, ("recommendation", "text", "អនុសាសន៍")),
    Field("by", _("Recommending States"), False, ("recommending state", "recommending states", "recommended by")),
    Field("mechanism", _("Body that made it"), False, ("body", "mechanism", "recommending body")),
    Field("session", _("Session"), False, ("session", "សម័យប្រជុំ")),
    Field("position", _("Position"), False, ("position", "response", "ជំហរ")),
    Field("symbol", _("Document symbol"), False, ("symbol", "document symbol", "document")),
    Field("paragraph", _("Paragraph"), False, ("paragraph", "no", "number", "លេខ")),
    Field("date", _("Date"), False, ("date", "កាលបរិច្ឆេទ")),
    Field("issues", _("Issues"), False, ("issue", "issues")),
)


class Reader:
    """Rows of one table."""

    def __init__(self) -> None:
        self.words = Vocabulary()

    def __call__(self, values: Values) -> Demand:
        """A row's demand; raises RowRefused."""
        mechanism = self.words.mechanism(values["mechanism"]) if values["mechanism"] else MECHANISM
        number, cycle = self.words.session(values["session"])
        recorded, stated = self.words.position(values["position"])
        tags, unknown = self.words.issues(values["issues"])
        return Demand(
            state=self.words.state(values["state"]), text=values["text"], mechanism=mechanism, session=number,
            cycle=cycle, language=language_of(values["text"]), recommending=self.words.states(values["by"]),
            position=recorded, stated=stated, symbol=values["symbol"], paragraph=values["paragraph"],
            date=_date(values["date"]), tags=tags, unknown=unknown,
        )  # fmt: skip


def _date(value: str) -> datetime.date | None:
    if not value:
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError as error:
        raise RowRefused("date-unknown", value=value[:40]) from error


TABLE = TabularFormat(
    code="table",
    label=_("Any table of recommendations, columns mapped by hand"),
    target=REGISTER,
    fields=FIELDS,
    reader=Reader,
    reasons=REASONS,
    fallback=0.1,
)
