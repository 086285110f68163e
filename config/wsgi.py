import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
application = get_wsgi_application()

from tamdan.search.listening import serve_from_memory  # noqa: E402 needs Django's apps

serve_from_memory()
