from typing import ClassVar

from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "tamdan.press"
    append_only: ClassVar[set[str]] = {
        "outlethistory", "feedhistory", "articlehistory", "republicationhistory", "naminghistory", "voicehistory",
        "quotationhistory", "figurehistory", "commitmenthistory", "mentionhistory", "pairhistory",
    }  # fmt: skip
