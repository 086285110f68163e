from django.utils.translation import gettext_lazy as _

from tamdan.core.panels import MenuEntry

MENU = [MenuEntry(_("Reference"), "reference", order=50)]
FOOTER = [
    MenuEntry(_("About"), "about", order=10),
    MenuEntry(_("Open data"), "data", order=15),
    MenuEntry(_("Help"), "help", order=20),
    MenuEntry(_("Accessibility"), "accessibility", order=30),
]
