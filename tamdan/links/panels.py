"""What this room declares to the rest (core.panels)."""

from django.utils.translation import gettext_lazy as _

from tamdan.links.actions import DECIDED, LINKED

AUDIT_VERBS = {
    LINKED: _("Two records were linked"),
    DECIDED: _("A link was accepted or refused"),
}
