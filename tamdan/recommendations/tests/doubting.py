"""Records in doubt, for tests and walks over the pages."""

from tamdan.core.access import Visibility
from tamdan.recommendations.imports.disagreeing import compare_again
from tamdan.recommendations.models import Disagreement, NearCase, Recommendation, SourceRecord
from tamdan.recommendations.tests.register import make

ONE = "Open every place of detention to visits without notice; (b) train the guards"
OTHER = "Open every place of detention for visits without notice; (b) train the guards"


def a_source(made: Recommendation, format_: str, **read) -> SourceRecord:
    return SourceRecord.objects.create(
        recommendation=made, format=format_, row=2, digest=f"{format_}-{made.pk}", verbatim=[["Recommendation", ONE]],
        read={"state": made.state_id, "session": made.session, "by": ["JPN"], **read},
    )  # fmt: skip


def near(body, **values) -> NearCase:
    """A record with a paragraph and a later one of nearly the same words."""
    old = make(body, ONE, visibility=Visibility.STAFF, symbol=f"A/HRC/{body.pk}/9", paragraph="7.1", **values)
    new = make(body, OTHER, visibility=Visibility.STAFF, **values)
    a_source(old, "ohchr-matrix", paragraph="7.1")
    return NearCase.objects.create(recommendation=new, candidate=old, source=a_source(new, "upr-info"), likeness=0.93)


def disagreeing(body) -> Disagreement:
    """A record that one source calls supported and another noted."""
    made = make(body, f"{ONE} of {body.code}", visibility=Visibility.STAFF)
    a_source(made, "ohchr-matrix", position="supported")
    a_source(made, "upr-info", position="noted")
    compare_again([made.pk])
    return made.disagreements.get()
