"""How near an offer is, or whether it serves the place at all."""

from anlaufpunkt.directory.domain.offer import Offer
from anlaufpunkt.finder.domain.query import Query
from anlaufpunkt.finder.domain.reasons import Sheet, Why
from anlaufpunkt.network.domain.places import Place, distance_km

NEAR_KM, FAR_KM = 25.0, 60.0
FAR, OUTSIDE = 8.0, 4.0  # what is far comes after all that is near


def score(sheet: Sheet, query: Query, offer: Offer) -> float | None:
    """Points for nearness; returns the kilometres where they are known."""
    place, spot = query.place, offer.spot
    if place is None:
        return None
    if spot and spot.lat is not None and spot.lon is not None:
        km = distance_km(place.lat, place.lon, spot.lat, spot.lon)
        sheet.score -= min(km, FAR_KM) * 0.1
        _by_distance(sheet, offer, place, km)
        return km
    _by_town(sheet, offer, place)
    return None


def _by_distance(sheet: Sheet, offer: Offer, place: Place, km: float) -> None:
    outside = bool(offer.areas) and not offer.everywhere
    if _in_town(offer, place) or _serves(offer, place) or (km < NEAR_KM and not outside):
        sheet.good(0.5, Why.DISTANCE, round(km, 1))
    elif outside:
        sheet.bad(OUTSIDE, Why.PLACE, offer.spot.city if offer.spot else "")
    elif not offer.anywhere:
        sheet.bad(FAR, Why.DISTANCE, round(km))


def _by_town(sheet: Sheet, offer: Offer, place: Place) -> None:
    town = offer.spot.city if offer.spot else ""
    if _in_town(offer, place):
        sheet.good(0.3, Why.TOWN, town)
    elif _serves(offer, place):
        sheet.good(0.2, Why.TOWN, place.name)
    elif offer.anywhere:
        sheet.good(0.0, Why.ANYWHERE)
    elif offer.spot and offer.spot.municipality:
        sheet.bad(OUTSIDE, Why.PLACE, town)
    else:
        sheet.unknown(Why.PLACE)


def _in_town(offer: Offer, place: Place) -> bool:
    return offer.spot is not None and offer.spot.municipality in place.municipalities


def _serves(offer: Offer, place: Place) -> bool:
    return bool(set(offer.areas) & set(place.municipalities))
