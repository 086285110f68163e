"""For work on Tamdan itself: error pages with tracebacks, static files as they lie."""

from config.settings.prod import *

DEBUG = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
