from typing import ClassVar

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "tamdan.clocks"
    append_only: ClassVar[set[str]] = {"clockhistory", "pausehistory"}
