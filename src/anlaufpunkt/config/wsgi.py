import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufpunkt.config.settings")
_django = get_wsgi_application()


def application(environ, start_response):  # type: ignore[no-untyped-def]
    """Django, shielded from character sets that make it fail before any of our code runs, with the address in the log."""
    if "charset" in environ.get("CONTENT_TYPE", "").lower():
        environ["CONTENT_TYPE"] = environ["CONTENT_TYPE"].split(";")[0]
    return _django(environ, start_response)


# Without its keys the site would take in what nobody could read.
from anlaufpunkt.protection.selectors import faults  # noqa: E402  settings first

if missing := list(faults()):
    raise SystemExit("\n".join(missing))

# Read model, thesaurus and everyday words before the first question comes; with preloading, workers share them.
from anlaufpunkt.needs.selectors import plain_words  # noqa: E402  settings first

plain_words()
