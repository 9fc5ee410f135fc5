"""Made-up services over NRW's postcodes. They live in a folder of their own and never meet the real data."""

import random
import uuid
from collections.abc import Iterator
from datetime import date, time

from anlaufpunkt.directory.domain.eligibility import Eligibility
from anlaufpunkt.directory.domain.offer import Offer, Spot, Text
from anlaufpunkt.needs.selectors import labels, need_ids
from anlaufpunkt.network.selectors import places
from anlaufpunkt.terms.domain.schedule import DAYS, Rule

WORDS = [
    "Gruppe",
    "Treff",
    "Beratung",
    "Kurs",
    "Hilfe",
    "Café",
    "Werkstatt",
    "Sprechstunde",
    "Begleitung",
    "Abend",
    "Runde",
    "Projekt",
    "Angebot",
]
LANGUAGES = ["de", "en", "ar", "tr", "uk", "ru", "fa", "fr", "ku", "pl"]


def offers(count: int, seed: int = 11) -> Iterator[Offer]:
    rnd = random.Random(seed)
    needs, names = sorted(need_ids()), labels("de")
    spots = [p for p in places().by_slug.values() if p.kind == "postcode"]
    for i in range(count):
        place, need = rnd.choice(spots), rnd.choice(needs)
        baby = need == "parent-baby-group"
        yield Offer(
            id=str(uuid.UUID(int=rnd.getrandbits(128), version=4)),
            organization=f"Prüfverein {i % 20_000}",
            language="de",
            texts={"de": Text(f"{names[need]} {rnd.choice(WORDS)} {i}", "Ein erfundenes Angebot für die Messung, mit einem kurzen Satz.")},
            needs=(need, rnd.choice(needs)) if rnd.random() < 0.5 else (need,),
            eligibility=Eligibility(0 if baby else None, 11 if baby else None),
            spoken=tuple(rnd.sample(LANGUAGES, rnd.randint(0, 3))),
            rules=(Rule((rnd.choice(DAYS),), time(rnd.randint(8, 17)), time(18)),) if rnd.random() < 0.7 else (),
            cost=rnd.choice(["", "free", "fee"]),
            spot=Spot(street="Prüfweg 1", postcode=place.slug, city=place.inside, municipality=place.municipalities[0],
                      lat=place.lat + rnd.uniform(-0.02, 0.02), lon=place.lon + rnd.uniform(-0.02, 0.02)),
            areas=("nrw",) if rnd.random() < 0.02 else (),
            phone="0000 0000",
            assured=date(2026, rnd.randint(1, 11), 1) if rnd.random() < 0.5 else None,
            is_example=True,
        )  # fmt: skip
