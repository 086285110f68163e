from django.utils.translation import gettext_lazy as _

from tamdan.core.panels import MenuEntry

MENU = [MenuEntry(_("Search"), "search:results", order=80)]
