import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufpunkt.config.settings")
application = get_wsgi_application()

# Read model and thesaurus before the first question comes; with preloading, workers share them.
from anlaufpunkt.needs.selectors import knowledge  # noqa: E402  settings first

knowledge()
