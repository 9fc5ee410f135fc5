"""The one reader of the index in this process."""

from functools import cache

from django.conf import settings

from anlaufpunkt.finder.adapters.index import Reader


@cache
def index_reader() -> Reader:
    return Reader(settings.INDEX_DIR)
