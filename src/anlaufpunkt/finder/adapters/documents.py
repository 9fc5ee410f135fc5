"""What the index keeps of an offer: its facts as JSON, and the terms it is found by."""

import json

import tantivy

from anlaufpunkt.directory.domain.offer import Offer, to_json
from anlaufpunkt.finder.domain.own_words import PART, SHORT, code, own_words
from anlaufpunkt.network.domain.places import Place
from anlaufpunkt.terms.domain.folding import tokens

CELL = 0.25  # degrees: about 28 km north-south
FINE = 0.05


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("need", "first", "area", "cell", "fine", "spoken"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in ("words", "own", "backwards", "codes"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("facts", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def cell(lat: float, lon: float, size: float) -> tuple[int, int]:
    return int(lat // size), int(lon // (size * 1.6))


def _cell_term(at: tuple[int, int]) -> str:
    return f"{at[0]}x{at[1]}"


def around(place: Place, size: float) -> list[str]:
    y, x = cell(place.lat, place.lon, size)
    return [_cell_term((y + dy, x + dx)) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]


def document(offer: Offer) -> tantivy.Document:
    offer = offer.public()
    names = " ".join(text.name for text in offer.texts.values())
    words = {w for w in tokens(f"{names} {offer.organization} {offer.program}") if len(w) > 3}
    own = own_words(offer)
    spot = offer.spot
    areas = list(offer.areas) + ([spot.municipality] if spot and spot.municipality else [])
    if offer.anywhere:
        areas.append("anywhere")
    elif not areas:
        areas.append("unknown")
    doc = tantivy.Document(id=offer.id, facts=json.dumps(to_json(offer), ensure_ascii=False, separators=(",", ":")))
    doc.add_text("need", " ".join(offer.needs))
    doc.add_text("first", offer.needs[0])
    doc.add_text("area", " ".join(areas))
    doc.add_text("spoken", " ".join(offer.spoken))
    doc.add_text("words", " ".join(words))
    doc.add_text("own", " ".join(own))
    doc.add_text("codes", " ".join(map(code, own)))
    doc.add_text("backwards", " ".join(word[::-1] for word in own if len(word) >= PART + SHORT))
    if spot and spot.lat is not None and spot.lon is not None:
        doc.add_text("cell", _cell_term(cell(spot.lat, spot.lon, CELL)))
        doc.add_text("fine", _cell_term(cell(spot.lat, spot.lon, FINE)))
    return doc
