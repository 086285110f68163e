from django.utils.translation import gettext_lazy as _

from tamdan.core.panels import MenuEntry

FOOTER = [
    MenuEntry(_("About"), "about", order=10),
    MenuEntry(_("Help"), "help", order=20),
    MenuEntry(_("Accessibility"), "accessibility", order=30),
    MenuEntry(_("Sign in"), "account_login", order=90),
]
