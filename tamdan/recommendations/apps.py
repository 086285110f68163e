from typing import ClassVar

from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "tamdan.recommendations"
    append_only: ClassVar[set[str]] = {
        "recommendationhistory", "recommendationtexthistory", "positiontakenhistory", "nearcasehistory", "disagreementhistory",
    }  # fmt: skip
