"""What this room declares to the rest (core.panels)."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.panels import MenuEntry
from tamdan.search.reference import SOURCES, index_reference

MENU = [MenuEntry(_("Search"), "search:results", order=80)]
SEARCH_SOURCES = SOURCES
REFERENCE_LOADERS = [index_reference]
