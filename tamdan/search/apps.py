from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "tamdan.search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from tamdan.clocks.days import today  # noqa: PLC0415 models exist only now
        from tamdan.core import conditional  # noqa: PLC0415 needed only here
        from tamdan.search.listening import remembered  # noqa: PLC0415 needed only here
        from tamdan.search.stamps import stamped  # noqa: PLC0415 models exist only now

        conditional.register(conditional.Clockwork(stamped, remembered, today))
