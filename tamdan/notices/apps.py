from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "tamdan.notices"

    def ready(self) -> None:
        from tamdan.core import notices  # noqa: PLC0415 after the models are there
        from tamdan.notices.actions import notify  # noqa: PLC0415 after the models are there

        notices.register(notify)
