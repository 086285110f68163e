"""Two statements or two figures that bear on one question. The system says what stands beside what, never who is right."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tamdan.core.history import tracked
from tamdan.institutions.models import Owned, OwnedQuerySet
from tamdan.links.models import Decided
from tamdan.press.enums import PairKind
from tamdan.press.models.passages import Figure, Quotation


@tracked()
class Pair(Decided, Owned):
    """Two quotations or two figures; the lower id is ``first``. ``score`` orders the suggestions (larger is better, no share)."""

    kind = models.CharField(_("is"), max_length=11, choices=PairKind)
    first_quotation = models.ForeignKey(Quotation, models.CASCADE, null=True, blank=True, related_name="+")
    second_quotation = models.ForeignKey(Quotation, models.CASCADE, null=True, blank=True, related_name="+")
    first_figure = models.ForeignKey(Figure, models.CASCADE, null=True, blank=True, related_name="+")
    second_figure = models.ForeignKey(Figure, models.CASCADE, null=True, blank=True, related_name="+")
    score = models.FloatField(_("score"), default=0)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair")
        ordering = ("-score", "id")
        constraints = (
            *Decided.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(
                    first_quotation__lt=models.F("second_quotation"),
                    first_figure__isnull=True,
                    second_figure__isnull=True,
                )
                | models.Q(
                    first_figure__lt=models.F("second_figure"),
                    first_quotation__isnull=True,
                    second_quotation__isnull=True,
                ),
                name="press_pair_of_two_alike",
                violation_error_message=_("A pair is of two different quotations, or of two different figures."),
            ),
            models.UniqueConstraint(
                fields=("first_quotation", "second_quotation"), name="press_pair_of_quotations_once"
            ),
            models.UniqueConstraint(fields=("first_figure", "second_figure"), name="press_pair_of_figures_once"),
        )

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"

    @property
    def is_one_sentence(self) -> bool:
        """Whether both are one sentence with two sources, which is shown once."""
        one, two = self.first, self.second
        return (one.article_id, one.start, one.end) == (two.article_id, two.start, two.end)

    @property
    def first(self) -> Quotation | Figure:
        found = self.first_quotation or self.first_figure
        assert found is not None
        return found

    @property
    def second(self) -> Quotation | Figure:
        found = self.second_quotation or self.second_figure
        assert found is not None
        return found
