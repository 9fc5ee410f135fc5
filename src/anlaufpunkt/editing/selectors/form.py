"""What the guided form finds out by itself: the municipality of a postcode and town, the needs in a description."""

from datetime import date

from anlaufpunkt.directory.domain.versions import Facts
from anlaufpunkt.needs.domain.understanding import MAX_CHARS, NO_NEED
from anlaufpunkt.needs.selectors import understood
from anlaufpunkt.network.domain.places import Place
from anlaufpunkt.network.selectors import places


def locate(postcode: str, city: str) -> Facts | None:
    """Municipality and approximate coordinates; None where the two do not fit together or leave it open."""
    book = places()
    by_code = book.get(postcode) if postcode else None
    by_name = book.named(city) if city else None
    if (postcode and by_code is None and by_name is None) or (city and by_name is None):
        return None
    keys = set((by_code or by_name or _NOWHERE).municipalities)
    if by_code and by_name:
        keys &= set(by_name.municipalities)
    if len(keys) != 1:
        return None
    key = keys.pop()
    spot = by_code or by_name or _NOWHERE
    return {
        "spot.municipality": key, "spot.lat": spot.lat, "spot.lon": spot.lon, "spot.approximate": True,
        "spot.city": book.towns[key].name,
    }  # fmt: skip


_NOWHERE = Place("", "", "", (), (), 0.0, 0.0)


def suggested(text: str, *, language: str, today: date) -> list[str]:
    """The needs that the words speak of, likeliest first."""
    found = understood(text[:MAX_CHARS], language=language, today=today)
    return [need for need in found.ids if need != NO_NEED]
