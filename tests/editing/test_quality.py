"""The score of quality and the hints on German, as laws and in examples."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.directory.domain.eligibility import Eligibility
from anlaufpunkt.directory.domain.offer import Offer, Spot, Text, from_json
from anlaufpunkt.editing.adapters.templates import templates
from anlaufpunkt.editing.domain.office_words import OFFICE_WORDS
from anlaufpunkt.editing.domain.quality import WEIGHTS, Check, quality, scored
from anlaufpunkt.editing.domain.readability import MOST, Kind, hints, sentences
from anlaufpunkt.editing.selectors.quality import CHECKS, HINTS
from anlaufpunkt.needs.selectors import need_ids
from anlaufpunkt.terms.domain.schedule import Rule

TODAY = date(2026, 11, 22)
TEXT = "Wir sprechen zusammen Deutsch. Sie müssen nicht perfekt sprechen. Freiwillige helfen Ihnen. Nicht in den Ferien."
BARE = Offer(id="x", organization="x", language="de", texts={"de": Text("Kurs")}, needs=())
GOOD = Offer(
    id="x", organization="x", language="de", needs=("conversation-cafe",), childcare=True,
    texts={"de": Text("Sprachcafé Nordstadt", TEXT), "tr": Text("Dil kahvesi", "…", "human", Text("Sprachcafé Nordstadt", TEXT).digest)},
    eligibility=Eligibility(groups=("parents",)), rules=(Rule(("TU",), time(17), time(19)),), cost="free", spoken=("de", "tr", "rom"),
    spot=Spot(street="Beispielweg 1", postcode="44135", city="Dortmund"), accessibility=("lift",), appointment="needed",
    documents=("id",), phone="0231 1", email="a@example.org", assured=TODAY,
)  # fmt: skip
# How each point is mended, as somebody at the desk would do it.
MENDED = {
    "name": lambda o: replace(o, texts={**o.texts, "de": replace(o.texts["de"], name="Sprachcafé Nordstadt")}),
    "description": lambda o: replace(o, texts={**o.texts, "de": replace(o.texts["de"], description=TEXT)}),
    "need": lambda o: replace(o, needs=("parent-baby-group",)),
    "who": lambda o: replace(o, eligibility=Eligibility(groups=("parents",))),
    "times": lambda o: replace(o, rules=GOOD.rules),
    "holidays": lambda o: replace(o, time_note="Nicht in den Ferien"),
    "place": lambda o: replace(o, spot=GOOD.spot),
    "accessibility": lambda o: replace(o, accessibility=("lift",)),
    "cost": lambda o: replace(o, cost="free"),
    "spoken": lambda o: replace(o, spoken=("tr",)),
    "translations": lambda o: replace(
        o, texts={**o.texts, **{code: Text("…", made_from=o.texts["de"].digest) for code in o.spoken if code != "de"}}
    ),
    "entry": lambda o: replace(o, appointment="needed"),
    "phone": lambda o: replace(o, phone="0231 1"),
    "second-contact": lambda o: replace(o, email="a@example.org", url="https://example.org"),
    "documents": lambda o: replace(o, documents=("id",)),
    "childcare": lambda o: replace(o, childcare=False),
    "confirmed": lambda o: replace(o, assured=TODAY, unconfirmed=False),
    "readable": lambda o: replace(o, texts={**o.texts, "de": replace(o.texts["de"], description=TEXT)}),
}  # fmt: skip
OFFERS = st.builds(
    lambda **facts: replace(BARE, **facts),
    texts=st.sampled_from([{"de": Text(name, text)} for name in ("Kurs", "Sprachcafé Nord") for text in ("", TEXT, "SGB " * 40, "Kurz.")]),
    needs=st.sampled_from([(), ("sport",), ("parent-baby-group",)]),
    eligibility=st.sampled_from([Eligibility(), Eligibility(groups=("families",)), Eligibility(min_age=12)]),
    delivery=st.sampled_from([("on-site",), ("phone",), ("online", "on-site")]), spoken=st.sampled_from([(), ("de",), ("tr", "ar")]),
    rules=st.sampled_from([(), GOOD.rules]), time_note=st.sampled_from(["", "auch in den Ferien"]),
    spot=st.sampled_from([None, GOOD.spot, Spot(district="Nord", confidential=True), Spot(city="Dortmund")]),
    accessibility=st.sampled_from([(), ("lift",)]), cost=st.sampled_from(["", "free"]), appointment=st.sampled_from(["", "needed", "walk-in"]),
    phone=st.sampled_from(["", "0231 1"]), url=st.sampled_from(["", "https://example.org"]), childcare=st.sampled_from([None, True]),
    assured=st.sampled_from([None, TODAY, date(2026, 8, 1)]), unconfirmed=st.booleans(),
)  # fmt: skip


def state(offer: Offer, key: str) -> str:
    return {check.key: check.state for check in quality(offer, TODAY).checks}[key]


def test_everything_said_is_100_and_nothing_is_0() -> None:
    assert quality(GOOD, TODAY).points == 100
    assert quality(GOOD, TODAY).missing == ()
    assert quality(BARE, TODAY).points == 0


@given(OFFERS)
def test_mending_never_lowers_the_points_and_brings_what_it_says(offer: Offer) -> None:
    before = quality(offer, TODAY)
    assert 0 <= before.points <= 100
    for check in before.missing:
        mended = MENDED[check.key](offer)
        assert state(mended, check.key) == "yes"
        assert quality(mended, TODAY).points >= before.points, check.key


STATES = st.fixed_dictionaries({key: st.sampled_from(["yes", "no", "not-applicable"]) for key in WEIGHTS})


@given(STATES, st.sampled_from(sorted(WEIGHTS)))
def test_what_does_not_apply_counts_as_neither(states: dict[str, str], key: str) -> None:
    rest = {k: v for k, v in states.items() if k != key}
    assert scored({**rest, key: "not-applicable"}).points == scored(rest).points


@given(STATES)
def test_a_mended_point_brings_its_worth_but_for_rounding(states: dict[str, str]) -> None:
    before = scored(states)
    for check in before.missing:
        gain = scored({**states, check.key: "yes"}).points - before.points
        assert abs(gain - check.worth) <= 1
    assert list(before.missing) == sorted(before.missing, key=lambda c: (-c.worth, c.key))


def test_what_cannot_apply() -> None:
    by_phone = replace(GOOD, delivery=("phone",), spot=None, accessibility=())
    assert (state(by_phone, "place"), state(by_phone, "accessibility")) == ("not-applicable", "not-applicable")
    hidden = replace(GOOD, spot=Spot(district="Nord", confidential=True), accessibility=())
    assert (state(hidden, "place"), state(hidden, "accessibility")) == ("yes", "not-applicable")
    assert state(replace(GOOD, eligibility=Eligibility(groups=("seniors",))), "childcare") == "not-applicable"
    assert state(replace(GOOD, spoken=("de", "rom")), "translations") == "not-applicable"


def test_a_translation_of_an_older_text_is_missing() -> None:
    changed = replace(GOOD, texts={**GOOD.texts, "de": Text("Sprachcafé Nordstadt", TEXT + " Neu.")})
    assert state(changed, "translations") == "no"


def test_confirmed_holds_90_days() -> None:
    assert state(replace(GOOD, assured=date(2026, 8, 24)), "confirmed") == "yes"
    assert state(replace(GOOD, assured=date(2026, 8, 23)), "confirmed") == "no"
    assert state(replace(GOOD, unconfirmed=True), "confirmed") == "no"


def test_every_check_and_hint_has_words() -> None:
    assert set(CHECKS) == set(WEIGHTS) == {check.key for check in quality(GOOD, TODAY).checks}
    assert set(HINTS) == set(Kind)
    assert isinstance(quality(GOOD, TODAY).checks[0], Check)


def kinds(text: str) -> dict[str, str]:
    return {hint.kind: hint.found for hint in hints(text)}


def test_office_words_have_another_word() -> None:
    assert len(OFFICE_WORDS) >= 80
    found = hints("Im Rahmen der niedrigschwelligen Beratung geht es um die Inanspruchnahme.")
    assert [(h.found, h.instead) for h in found if h.kind == Kind.OFFICE_WORD] == [
        ("Im Rahmen", "bei, in"), ("Inanspruchnahme", "Nutzung"), ("niedrigschwelligen", "einfach, ohne Anmeldung"),
    ]  # fmt: skip
    assert Kind.OFFICE_WORD not in kinds("Wir sprechen über Rahmen und Bilder, also über Kunst.")


def test_long_sentences_by_their_words() -> None:
    assert Kind.LONG_SENTENCE not in kinds("wort " * 14 + "ende.")
    assert Kind.LONG_SENTENCE in kinds("wort " * 15 + "ende.")
    assert Kind.VERY_LONG_SENTENCE not in kinds("wort " * 19 + "ende.")
    assert Kind.VERY_LONG_SENTENCE in kinds("wort " * 20 + "ende.")


def test_short_forms_and_dates_do_not_end_a_sentence() -> None:
    assert sentences("Kommen Sie z. B. Dienstag. Wir sind da.") == ["Kommen Sie z. B. Dienstag.", "Wir sind da."]
    assert sentences("Am 3. Oktober ist zu. Danach offen!") == ["Am 3. Oktober ist zu.", "Danach offen!"]
    assert sentences("Bringen Sie mit:\n- Pass\n- Brief") == ["Bringen Sie mit:", "- Pass", "- Brief"]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Hier gibt es Donaudampfschifffahrtsgesellschaft.", Kind.LONG_WORD, "Donaudampfschifffahrtsgesellschaft"),
        ("Fragen Sie die MBE.", Kind.ABBREVIATION, "MBE"), ("Kommen Sie ggf. wieder.", Kind.ABBREVIATION, "ggf."),
        ("Sie werden von uns begleitet.", Kind.PASSIVE, "Sie werden von uns begleitet."),
        ("Beratung, Begleitung, Orientierung und Unterstützung.", Kind.NOUNS, "Beratung, Begleitung, Orientierung und Unterstützung."),
    ],
)  # fmt: skip
def test_other_hints(text: str, kind: Kind, found: str) -> None:
    assert kinds(text)[kind] == found


@pytest.mark.parametrize(
    "text", ["", "Kommunales Integrationszentrum (KI)", "Deutsch A1 in NRW", "Eltern-Kind-Gruppen-Vormittagstreff", TEXT]
)
def test_no_hint_where_all_is_well(text: str) -> None:
    assert hints(text) == []


@given(st.text(max_size=300))
def test_hints_are_few_and_found_in_the_text(text: str) -> None:
    found = hints(text * 30)
    assert len(found) <= MOST
    assert len(set(found)) == len(found)


def test_eight_templates_to_begin_from() -> None:
    assert len(templates()) == 8
    for template in templates().values():
        offer = from_json({"id": "x", "organization": "x", "is_example": True, **template.facts})
        offer.check(need_ids())
        text = offer.texts["de"]
        assert "[" in text.name + text.description, "something to fill in"
        assert hints(text.description) == [], template.key
        assert 80 <= len(text.description) <= 600
