from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "tamdan.core"
    verbose_name = "Core"
