"""Colleagues who opened as many parts of letters as one officer may within an hour (SEALING 1): a second officer lets them go on."""

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from tamdan.accounts.models import User
from tamdan.core.access import Viewer
from tamdan.intake.access import office_ids
from tamdan.intake.models import Release
from tamdan.intake.releasing import HOUR, left_this_hour
from tamdan.sealing.models import OfficeCopy


def held_up(user: Viewer) -> list[User]:
    """Those who hold a key that this person holds too, and can open no more; two queries and two for each who opened that many."""
    if user.is_anonymous:
        return []
    person: User = user  # type: ignore[assignment] # who is signed in
    copies = OfficeCopy.objects.filter(epoch__office__in=office_ids(person), officer_key__retired_at__isnull=True)
    colleagues = copies.exclude(officer_key__user=person).values("officer_key__user")
    opened = Release.objects.filter(officer__in=colleagues, at__gt=timezone.now() - HOUR)
    many = opened.values("officer").annotate(number=Count("pk")).filter(number__gte=settings.RELEASES_AN_HOUR)
    found = User.objects.filter(pk__in=many.values("officer"), is_active=True).order_by("name", "pk")
    return [one for one in found if left_this_hour(one) < 1]


def number_held_up(user: Viewer) -> int:
    """For the desk."""
    return len(held_up(user))
