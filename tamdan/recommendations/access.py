"""Who may open a recommendation's page and what lies behind it. Records come from ``Recommendation.objects.visible_to``."""

from tamdan.accounts.enums import STAFF_ROLES, Role
from tamdan.core.access import Viewer, reach_of, roles_of
from tamdan.recommendations.models import Recommendation

PUBLISHERS = (Role.ADMINISTRATOR, Role.SECRETARIAT)


def can_see_history(user: Viewer, recommendation: Recommendation) -> bool:
    """Former states show drafts and who wrote them: for people of the owning body, and its staff."""
    return recommendation.owner_id in reach_of(user).bodies or bool(roles_of(user) & STAFF_ROLES)


def can_publish(user: Viewer) -> bool:
    """Release a review, and take it back."""
    return bool(roles_of(user) & set(PUBLISHERS))
