"""How near an offer is, or whether it serves the place at all."""

from anlaufpunkt.directory.domain.offer import Offer
from anlaufpunkt.finder.domain.query import Query
from anlaufpunkt.finder.domain.reasons import Sheet, Why
from anlaufpunkt.network.domain.places import Place, distance_km

NEAR_KM, FAR_KM = 25.0, 60.0
FAR, OUTSIDE = 1.0, 4.0


def score(sheet: Sheet, query: Query, offer: Offer) -> float | None:
    """Points for nearness; returns the kilometres where they are known."""
    place, spot = query.place, offer.spot
    if place is None:
        return None
    towns = {*offer.areas, spot.municipality} if spot else {*offer.areas}
    served = bool(towns & set(place.municipalities))
    km = None
    if spot and spot.lat is not None and spot.lon is not None:
        km = distance_km(place.lat, place.lon, spot.lat, spot.lon)
        sheet.score -= min(km, FAR_KM) * 0.1
    if not served and offer.areas and not offer.everywhere:
        sheet.bad(OUTSIDE, Why.PLACE, spot.city if spot else "")
    elif km is not None:
        _by_distance(sheet, offer, km, served)
    else:
        _by_town(sheet, offer, place, served)
    return km


def _by_distance(sheet: Sheet, offer: Offer, km: float, served: bool) -> None:
    if served or km < NEAR_KM:
        sheet.good(0.5, Why.DISTANCE, round(km, 1))
    elif not offer.anywhere:
        sheet.bad(FAR, Why.DISTANCE, round(km))


def _by_town(sheet: Sheet, offer: Offer, place: Place, served: bool) -> None:
    if served:
        sheet.good(0.3, Why.TOWN, place.name)
    elif offer.anywhere:
        sheet.good(0.0, Why.ANYWHERE)
    elif offer.spot and offer.spot.municipality:
        sheet.bad(OUTSIDE, Why.PLACE, offer.spot.city)
    else:
        sheet.unknown(Why.PLACE)
