"""Drafts: two people at once, handing in, publishing, restoring, series."""

import json
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client

from anlaufpunkt.directory.actions import confirm_service, put_service
from anlaufpunkt.directory.domain.versions import flat
from anlaufpunkt.directory.models import Revision, Service
from anlaufpunkt.directory.selectors import offer, offer_inside
from anlaufpunkt.editing import actions
from anlaufpunkt.editing.domain.facts import missing
from anlaufpunkt.editing.domain.lifecycle import Move
from anlaufpunkt.editing.forms.what import What
from anlaufpunkt.editing.models import Draft
from anlaufpunkt.editing.selectors import dates, locate
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.terms.domain.schedule import DAYS
from tests.desk.people import NOW, Person
from tests.editing.routes import FACTS, some_draft, some_service

pytestmark = pytest.mark.django_db
TUESDAY: dict[str, object] = {"byday": ["TU"], "opens_at": "10:00", "closes_at": "11:30"}


def publish(by: Membership, draft: Draft, **more: object) -> Service:
    draft.refresh_from_db()
    return actions.publish(by=by, draft=draft, choices=more.pop("choices", {}), edition=draft.edition, now=NOW, **more)  # type: ignore[arg-type]


@pytest.fixture
def lead(person: Person) -> Membership:
    """Of an organisation that its centre trusts."""
    mine = person(Role.LEAD)[1]
    assert mine.organization
    mine.organization.trusted = True
    mine.organization.save()
    return mine


def test_a_draft_is_published_and_readers_see_it(lead: Membership) -> None:
    made = publish(lead, some_draft(lead))
    public = offer(made.pk)
    assert public is not None
    assert (public.texts["de"].name, public.assured, public.status) == ("Fahrradkurs", NOW.date(), "active")
    assert not Draft.objects.exists()
    assert Entry.objects.filter(action="service.published", subject=f"service:{made.pk}", actor=lead.user.actor).exists()


def test_a_lead_without_trust_hands_in_and_the_centre_publishes(person: Person) -> None:
    mine, centre = person(Role.LEAD)[1], person(Role.COORDINATOR)[1]
    draft = some_draft(mine)
    with pytest.raises(Refused, match="not_allowed_now"):
        publish(mine, draft)
    actions.move(by=mine, draft=draft, to=Move.HAND_IN, now=NOW)
    draft.refresh_from_db()
    with pytest.raises(Refused, match="not_yours"):  # while it waits nobody changes it under the checker's eyes
        actions.fill_in(by=mine, draft=draft, before={}, mine={"cost": "free"}, now=NOW)
    actions.move(by=centre, draft=draft, to=Move.SEND_BACK, remark="Bitte die Uhrzeit.", now=NOW)
    draft.refresh_from_db()
    assert (draft.state, draft.remark) == ("returned", "Bitte die Uhrzeit.")
    actions.move(by=mine, draft=draft, to=Move.HAND_IN, now=NOW)
    assert publish(centre, Draft.objects.get()).organization == mine.organization


def test_nothing_goes_back_without_a_word(person: Person) -> None:
    mine = person(Role.LEAD)[1]
    client, centre = person(Role.COORDINATOR)
    draft = some_draft(mine, state="handed-in")
    with pytest.raises(Refused, match="remark_missing"):
        actions.move(by=centre, draft=draft, to=Move.SEND_BACK, remark=" \n", now=NOW)
    path = f"/en/desk/drafts/{draft.id}/"
    response = client.post(f"{path}do/", {"move": "send-back", "remark": " "})
    assert response.status_code == 422
    assert 'aria-describedby="remark_error"' in response.content.decode()
    assert Draft.objects.get().state == "handed-in"
    assert client.post(f"{path}do/", {"move": "send-back", "remark": "Welche Uhrzeit?"}).status_code == 302
    assert Draft.objects.get().remark == "Welche Uhrzeit?"


def test_what_was_typed_comes_back_with_a_refusal(person: Person, lead: Membership) -> None:
    service = publish(lead, some_draft(lead))
    draft = actions.change(by=lead, service=service, now=NOW)
    actions.fill_in(by=lead, draft=draft, before={"phone": "0231 0000"}, mine={"phone": "0231 1111"}, now=NOW)
    fresh = Service.objects.whole().get(pk=service.pk)
    put_service(offer=replace(offer_inside(fresh), phone="0231 2222"), organization=fresh.organization, now=NOW, base=1)
    actions.move(by=lead, draft=draft, to=Move.HAND_IN, now=NOW)
    client, _centre = person(Role.COORDINATOR)
    typed = {"move": "send-back", "remark": "", "choose:phone": "theirs"}
    text = client.post(f"/en/desk/drafts/{draft.id}/do/", typed).content.decode()
    assert 'value="theirs" checked' in text
    typed = {"move": "publish", "edition": "0", "remark": "Welche <Uhrzeit>?"}
    assert "Welche &lt;Uhrzeit&gt;?" in client.post(f"/en/desk/drafts/{draft.id}/do/", typed).content.decode()


def test_nobody_publishes_unseen_what_has_changed_a_moment_ago(lead: Membership) -> None:
    draft = some_draft(lead)
    actions.fill_in(by=lead, draft=draft, before={}, mine={"cost": "free"}, now=NOW)
    with pytest.raises(Refused, match="changed_meanwhile"):
        actions.publish(by=lead, draft=draft, choices={}, edition=draft.edition, now=NOW)


def test_two_people_in_one_draft_lose_nothing(lead: Membership) -> None:
    draft = some_draft(lead, offer={**FACTS, "cost": "fee"})
    before = {"cost": "fee"}
    assert actions.fill_in(by=lead, draft=draft, before=before, mine={"cost": "free"}, now=NOW) == ()
    assert actions.fill_in(by=lead, draft=draft, before={}, mine={"url": "https://example.org"}, now=NOW) == ()
    (conflict,) = actions.fill_in(by=lead, draft=draft, before=before, mine={"cost": "small-fee"}, now=NOW)
    assert (conflict.field, conflict.before, conflict.after) == ("cost", "free", "small-fee")
    draft.refresh_from_db()
    assert (draft.offer["cost"], draft.offer["url"]) == ("free", "https://example.org")
    assert actions.fill_in(by=lead, draft=draft, before={"cost": "free"}, mine={"cost": "small-fee"}, now=NOW) == ()


def test_what_was_confirmed_or_cancelled_while_a_draft_was_open_stays(lead: Membership) -> None:
    service = publish(lead, some_draft(lead))
    draft = actions.change(by=lead, service=service, now=NOW)
    actions.fill_in(by=lead, draft=draft, before={}, mine={"cost": "free"}, now=NOW)
    actions.close(by=lead, service=service, until=date(2027, 1, 6), now=NOW)
    publish(lead, draft)
    found = offer(service.pk)
    assert found is not None
    assert (found.cost, found.status, found.closed_until) == ("free", "temporarily closed", date(2027, 1, 6))


def test_where_both_have_changed_the_same_somebody_chooses(lead: Membership) -> None:
    service = publish(lead, some_draft(lead))
    draft = actions.change(by=lead, service=service, now=NOW)
    actions.fill_in(by=lead, draft=draft, before={"phone": "0231 0000"}, mine={"phone": "0231 1111"}, now=NOW)
    fresh = Service.objects.whole().get(pk=service.pk)
    put_service(offer=replace(offer_inside(fresh), phone="0231 2222"), organization=fresh.organization, now=NOW, base=1)
    with pytest.raises(Refused, match="choose_first"):
        publish(lead, draft)
    publish(lead, draft, choices={"phone": "theirs"})
    found = offer(service.pk)
    assert found is not None
    assert found.phone == "0231 2222"


def test_one_draft_per_service_however_many_begin_it(lead: Membership) -> None:
    service = publish(lead, some_draft(lead))
    assert actions.change(by=lead, service=service, now=NOW) == actions.change(by=lead, service=service, now=NOW)


def test_an_earlier_state_comes_back_as_a_draft(lead: Membership) -> None:
    service = publish(lead, some_draft(lead))
    draft = actions.change(by=lead, service=service, now=NOW)
    actions.fill_in(by=lead, draft=draft, before={}, mine={"cost": "free", "childcare": True}, now=NOW)
    publish(lead, draft)
    first = Revision.objects.get(service=service, number=1)
    publish(lead, actions.restore(by=lead, service=service, number=1, now=NOW))
    assert Revision.objects.get(service=service, number=3).offer == first.offer
    with pytest.raises(Refused, match="no_such_revision"):
        actions.restore(by=lead, service=service, number=99, now=NOW)


def test_one_date_is_cancelled_and_only_a_real_one(lead: Membership) -> None:
    rules = [{"byday": ["TU"], "opens_at": "10:00", "closes_at": "11:30"}]
    service = publish(lead, some_draft(lead, offer={**FACTS, "rules": rules}))
    actions.cancel_date(by=lead, service=service, day=date(2026, 12, 1), now=NOW)
    found = offer(service.pk)
    assert found is not None
    assert found.rules[0].closed_on == {date(2026, 12, 1)}
    for day in (date(2026, 12, 1), date(2026, 12, 2)):
        with pytest.raises(Refused, match="not_on_this_day"):
            actions.cancel_date(by=lead, service=service, day=day, now=NOW)


def dated(lead: Membership, *rules: dict[str, object]) -> Service:
    return publish(lead, some_draft(lead, offer={**FACTS, "rules": list(rules) or [TUESDAY]}))


def test_a_cancelled_date_can_be_taken_back(lead: Membership) -> None:
    extra = {"byday": ["MO"], "opens_at": "17:00", "extra_on": ["2026-12-01"]}
    service, first = dated(lead, TUESDAY, extra), date(2026, 12, 1)
    before = offer(service.pk)
    actions.cancel_date(by=lead, service=service, day=first, now=NOW)
    assert before is not None
    assert [d.cancelled for d in dates(offer(service.pk) or before, "en", NOW) if d.day == first] == [True]
    actions.hold_date(by=lead, service=service, day=first, now=NOW)
    after = offer(service.pk)
    assert after is not None
    assert after.rules == before.rules
    assert Revision.objects.filter(service=service).values_list("cause", flat=True)[0] == "date-held"
    assert Entry.objects.filter(action="service.date-held", fields=["rules"]).exists()
    with pytest.raises(Refused, match="not_cancelled"):
        actions.hold_date(by=lead, service=service, day=first, now=NOW)


def test_one_tap_cancels_and_one_takes_back(person: Person, lead: Membership) -> None:
    client, _mine = person(Role.MEMBER)
    day = datetime.now(ZoneInfo("Europe/Berlin")).date() + timedelta(days=7)
    rules = {"byday": [DAYS[day.weekday()]], "opens_at": "10:00", "closes_at": "11:30", "on_holidays": True}
    service = dated(lead, rules)
    page, readers = f"/en/desk/services/{service.id}/", f"/en/service/{service.id}/"
    ics = f"DTSTART:{datetime.combine(day, time(10), ZoneInfo('Europe/Berlin')).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    said = f"not on {day.day} {day:%B}"
    assert ics in Client().get(f"{readers}calendar.ics").content.decode()
    assert f'name="day" value="{day}"' in client.get(page).content.decode()
    assert client.post(f"{page}do/", {"move": "cancel-date", "day": str(day)}).status_code == 302
    assert said in Client().get(readers).content.decode()
    assert ics not in Client().get(f"{readers}calendar.ics").content.decode()
    assert 'value="hold-date"' in client.get(page).content.decode()
    assert client.post(f"{page}do/", {"move": "hold-date", "day": str(day)}).status_code == 302
    assert said not in Client().get(readers).content.decode()
    assert 'value="hold-date"' not in client.get(page).content.decode()
    assert client.post(f"{page}do/", {"move": "hold-date", "day": str(day)}).status_code == 409


def test_still_right_with_one_tap(person: Person, lead: Membership) -> None:
    client, _mine = person(Role.MEMBER)
    service = publish(lead, some_draft(lead))
    Service.objects.filter(pk=service.pk).update(assured_date=None)
    page = f"/en/desk/services/{service.id}/"
    assert f'action="/en/desk/confirm/{service.id}/"' in client.get(page).content.decode()
    response = client.post(f"/en/desk/confirm/{service.id}/", {"back": "service"})
    assert response["Location"] == page
    assert "Confirmed. Thank you." in client.get(page).content.decode()
    assert Service.objects.get(pk=service.pk).assured_date is not None
    actions.set_state(by=lead, service=service, to=Move.END, now=NOW)
    assert "/desk/confirm/" not in client.get(page).content.decode()


def test_places_of_a_series_share_what_is_common(lead: Membership) -> None:
    first = publish(lead, some_draft(lead))
    second_draft = actions.another_place(by=lead, service=first, now=NOW)
    actions.fill_in(
        by=lead, draft=second_draft, before={}, mine={"spot.city": "Lünen", "spot.municipality": "05978024"}, now=NOW
    )  # fmt: skip
    second = publish(lead, second_draft)
    draft = actions.change(by=lead, service=first, now=NOW)
    before = {"time_note": "nach Absprache"}
    actions.fill_in(by=lead, draft=draft, before=before, mine={"cost": "free", "time_note": "nur hier"}, now=NOW)
    publish(lead, draft, series=True)
    one, two = offer(first.pk), offer(second.pk)
    assert one is not None
    assert two is not None
    assert one.series == two.series != ""
    assert two.cost == "free"
    assert (two.time_note, two.spot and two.spot.city) == ("nach Absprache", "Lünen")


def test_what_is_missing_is_said_and_not_published(lead: Membership) -> None:
    draft = some_draft(lead, offer={"language": "de", "texts": {"de": {"name": "Nur ein Name"}}})
    assert missing(draft.offer) == ["what", "when", "where", "how"]
    with pytest.raises(Refused, match="something_is_missing"):
        publish(lead, draft)


def test_a_copy_forgets_who_it_was(lead: Membership) -> None:
    service = publish(lead, some_draft(lead))
    confirm_service(service=service, today=NOW.date(), now=NOW)
    copied = actions.copy(by=lead, service=service, now=NOW)
    assert copied.service_id is None
    assert not {"id", "assured", "source", "status"} & copied.offer.keys()
    assert flat(copied.offer)["texts.de.name"] == "Fahrradkurs"


def test_an_ended_offer_is_gone_for_readers_and_can_come_back(person: Person, lead: Membership) -> None:
    service = publish(lead, some_draft(lead))
    actions.set_state(by=lead, service=service, to=Move.END, now=NOW)
    assert offer(service.pk) is None
    actions.set_state(by=lead, service=service, to=Move.RESUME, now=NOW)
    assert offer(service.pk) is not None
    with pytest.raises(Refused):
        actions.set_state(by=person(Role.MEMBER)[1], service=service, to=Move.END, now=NOW)


def test_the_form_from_begin_to_publication(person: Person) -> None:
    client, mine = person(Role.LEAD)
    assert mine.organization
    mine.organization.trusted = True
    mine.organization.save()
    going = client.post("/en/desk/services/new/", {"organization": str(mine.organization_id)})["Location"]
    one = Draft.objects.get()
    base = f"/en/desk/drafts/{one.id}/"
    assert going == f"{base}what/"
    assert client.post(going, {"language": "de", "name": ""}).status_code == 422
    steps = {
        "what": {"language": "de", "name": "Krabbelgruppe", "description": "Wir singen.", "main_need": "parent-baby-group"},
        "who": {"groups": ["parents"], "audience": "all", "from_age": "0", "to_age": "2", "unit": "years"},
        "when": {"times": "Dienstag 10-11:30 Uhr"},
        "where": {"delivery": ["on-site"], "street": "Weg 1", "postcode": "44145", "city": "Dortmund", "confidential": "on"},
        "how": {"cost": "free", "spoken": ["tr", "de"], "phone": "0231 0000", "childcare": "yes", "partner_phone": "0231 9999"},
    }
    for name, data in steps.items():
        response = client.post(f"{base}{name}/", {**data, "before": "{}"})
        assert response.status_code == 302, (name, response.content.decode()[:3000])
    page = client.get(base).content.decode()
    assert "Krabbelgruppe" in page
    one.refresh_from_db()
    done = client.post(f"{base}do/", {"move": "publish", "edition": str(one.edition)})
    made = Service.objects.get(organization=mine.organization)
    assert done["Location"] == f"/en/desk/services/{made.id}/"
    public = offer(made.pk)
    assert public is not None
    assert (public.eligibility.min_age, public.eligibility.max_age, public.spoken, public.childcare) == (
        0,
        35,
        ("tr", "de"),
        True,
    )
    assert public.spot is not None
    assert (public.spot.street, public.spot.city, public.spot.municipality) == ("", "Dortmund", "05913000")
    reader = Client().get(f"/ar/service/{made.id}/").content.decode()
    assert "Weg 1" not in reader
    assert "0231 9999" not in reader
    inside = client.get(f"/en/desk/services/{made.id}/").content.decode()
    assert "Weg 1" in inside
    assert "0231 9999" in inside
    assert client.post(f"{base}do/", {"move": "publish", "edition": "9"}).status_code == 404  # sent twice


def test_a_conflict_in_the_form_shows_both(person: Person) -> None:
    client, mine = person(Role.LEAD)
    one = some_draft(mine, offer={**FACTS, "time_note": "montags"})
    before = json.dumps({"time_note": "montags"})
    path = f"/en/desk/drafts/{one.id}/when/"
    assert client.post(path, {"times": "", "time_note": "dienstags", "before": before}).status_code == 302
    response = client.post(path, {"times": "", "time_note": "mittwochs", "before": before})
    text = response.content.decode()
    assert response.status_code == 422
    assert "dienstags" in text
    assert "mittwochs" in text


@pytest.mark.parametrize("before", ["", "x", "[]", "{", '{"status":"active"}'])
def test_a_form_that_was_tampered_with_changes_only_its_own_facts(before: str, person: Person) -> None:
    client, mine = person(Role.LEAD)
    one = some_draft(mine)
    client.post(f"/en/desk/drafts/{one.id}/when/", {"times": "", "time_note": "neu", "before": before, "status": "defunct"})
    one.refresh_from_db()
    assert one.offer.get("status") is None
    assert one.offer["texts"] == FACTS["texts"]


@pytest.mark.parametrize(
    ("postcode", "city", "fits"),
    [("44145", "Dortmund", True), ("", "Dortmund", True), ("44145", "", True), ("44145", "Köln", False), ("99999", "", False),
     ("", "Nirgendwo", False), ("99999", "Dortmund", True)],
)  # fmt: skip
def test_towns_are_known_or_asked_back(postcode: str, city: str, fits: bool) -> None:
    assert (locate(postcode, city) is not None) == fits


@pytest.mark.django_db(transaction=True)
def test_of_many_who_publish_at_once_one_does(person: Person) -> None:
    mine = person(Role.COORDINATOR)[1]
    draft = some_draft(mine)
    outcomes: list[str] = []

    def go() -> None:
        try:
            actions.publish(by=mine, draft=draft, choices={}, edition=0, now=NOW)
            outcomes.append("done")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    run(go)
    assert sorted(outcomes) == ["changed_meanwhile"] * 3 + ["done"]


def run(work: Callable[[], None], count: int = 4) -> None:
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_the_history_names_colleagues_and_nobody_else(person: Person, lead: Membership) -> None:
    service = publish(lead, some_draft(lead))
    draft = actions.change(by=lead, service=service, now=NOW + timedelta(days=1))
    actions.fill_in(by=lead, draft=draft, before={}, mine={"cost": "free"}, now=NOW)
    publish(lead, draft)
    colleague, _ = person(Role.MEMBER)
    coordinator, _ = person(Role.COORDINATOR)
    lead.user.name = "Lena Lead"
    lead.user.save()
    path = f"/en/desk/services/{service.id}/history/"
    assert "Lena Lead" in colleague.get(path).content.decode()
    other = coordinator.get(path).content.decode()
    assert "Lena Lead" not in other
    assert "free of charge" in other
    assert "Cost" not in colleague.get(f"{path}?field=phone").content.decode().split("<ol")[1]


def test_a_service_of_another_tenant_is_not_there(person: Person) -> None:
    client, _mine = person(Role.COORDINATOR)
    _other, away = person(Role.LEAD, away=True)
    service = some_service(away)
    for move in ("edit", "close", "end", "copy", "another-place", "restore", "suspend"):
        assert client.post(f"/en/desk/services/{service.id}/do/", {"move": move}).status_code == 404


@pytest.mark.parametrize(
    ("language", "said", "rests"),
    [("tr", "her salı 10-11:30, okul tatillerinde yok", True), ("de", "jeden Di 10–11:30", False)],
)
def test_times_as_a_person_says_them(language: str, said: str, rests: bool, person: Person) -> None:
    client, mine = person(Role.LEAD)
    one = some_draft(mine)
    path = f"/{language}/desk/drafts/{one.id}/when/"
    before = json.dumps({"time_note": FACTS["time_note"]})
    assert client.post(path, {"times": said, "time_note": "", "before": before}).status_code == 302
    one.refresh_from_db()
    (rule,) = one.offer["rules"]
    assert (rule["byday"], rule["opens_at"], rule.get("in_school_holidays", True)) == (["TU"], "10:00", not rests)


def test_what_is_not_understood_is_asked_back_and_not_lost(person: Person) -> None:
    client, mine = person(Role.LEAD)
    one = some_draft(mine)
    response = client.post(f"/de/desk/drafts/{one.id}/when/", {"times": "wenn der Mond voll ist", "before": "{}"})
    assert response.status_code == 422
    assert "wenn der Mond voll ist" in response.content.decode()


def test_how_often_somebody_is_asked_is_set_per_offer(person: Person) -> None:
    client, mine = person(Role.MEMBER)
    service = some_service(mine)
    path = f"/en/desk/services/{service.id}/do/"
    assert client.post(path, {"move": "interval", "number": "180"}).status_code == 302
    assert Service.objects.get(pk=service.pk).review_days == 180
    assert Entry.objects.get(action="service.interval").fields == ["days:180"]
    assert client.post(path, {"move": "interval", "number": "7"}).status_code == 409


def test_what_a_template_leaves_open_is_not_published(person: Person, lead: Membership) -> None:
    text = {"de": {"name": "Gruppe [Stadtteil]", "description": "Wir reden."}}
    with pytest.raises(Refused, match="something_is_missing"):
        publish(lead, some_draft(lead, offer={**FACTS, "texts": text}))
    client, mine = person(Role.MEMBER)
    path = f"/en/desk/drafts/{some_draft(mine).id}/what/"
    response = client.post(path, {"language": "de", "name": "Gruppe [Stadtteil]", "main_need": "bicycle", "before": "{}"})
    assert response.status_code == 422
    assert "Please fill in or delete: [Stadtteil]" in response.content.decode()


def test_a_template_leaves_nothing_behind_in_another_language(person: Person) -> None:
    client, mine = person(Role.LEAD)
    begun = {"organization": str(mine.organization_id), "template": "baby-group"}
    assert client.post("/en/desk/services/new/", begun).status_code == 302
    one = Draft.objects.get()
    before = json.dumps({name: value for name, value in flat(one.offer).items() if What.governs(name)})
    typed = {"language": "tr", "name": "Bebek grubu", "description": "Buluşuyoruz.", "main_need": "meeting-place"}
    assert client.post(f"/en/desk/drafts/{one.id}/what/", {**typed, "before": before}).status_code == 302
    one.refresh_from_db()
    assert one.offer["language"] == "tr"
    assert set(one.offer["texts"]) == {"tr"}


def test_an_own_text_stays_when_the_language_changes(person: Person) -> None:
    client, mine = person(Role.LEAD)
    one = some_draft(
        mine, offer={**FACTS, "texts": {"de": {"name": "Fahrradkurs", "description": "Jede Woche [auch im Winter]."}}}
    )
    before = json.dumps({name: value for name, value in flat(one.offer).items() if What.governs(name)})
    typed = {"language": "tr", "name": "Bisiklet kursu", "main_need": "bicycle", "before": before}
    assert client.post(f"/en/desk/drafts/{one.id}/what/", typed).status_code == 302
    one.refresh_from_db()
    assert set(one.offer["texts"]) == {"de", "tr"}


def test_what_is_left_open_in_any_language_is_said_and_not_published(person: Person, lead: Membership) -> None:
    texts = {"tr": {"name": "Bebek grubu"}, "de": {"name": "Gruppe [Stadtteil]", "description": "Wir reden."}}
    offer = {**FACTS, "language": "tr", "texts": texts}
    with pytest.raises(Refused, match="something_is_missing"):
        publish(lead, some_draft(lead, offer=offer))
    client, mine = person(Role.MEMBER)
    one = some_draft(mine, offer=offer)
    assert missing(offer) == ["what"]
    with pytest.raises(Refused, match="something_is_missing"):
        actions.move(by=mine, draft=one, to=Move.HAND_IN, now=NOW)
    page = client.get(f"/en/desk/drafts/{one.id}/").content.decode()
    assert "Please fill in or delete: Name (Deutsch): [Stadtteil]" in page


def test_a_new_draft_says_what_else_it_helps_with_at_once(person: Person) -> None:
    client, mine = person(Role.LEAD)
    one = some_draft(mine, offer={})
    path = f"/en/desk/drafts/{one.id}/"
    assert "No question finds it yet." in client.get(path).content.decode()
    empty = client.get(f"{path}what/").content.decode()
    assert 'name="other_needs"' not in empty
    assert "It also helps with" not in empty
    typed = {"language": "de", "name": "Fahrradkurs", "main_need": "bicycle", "another_need": "midwife", "before": "{}"}
    assert client.post(f"{path}what/", typed).status_code == 302
    one.refresh_from_db()
    assert one.offer["needs"] == ["bicycle", "midwife"]
    again = client.get(f"{path}what/").content.decode()
    assert re.search(r'name="other_needs" value="midwife"[^>]* checked', again), "chosen needs can be taken away again"
    assert "No question finds it yet." not in client.get(path).content.decode()


def test_who_checks_is_said(person: Person) -> None:
    client, mine = person(Role.MEMBER)
    path = f"/en/desk/drafts/{some_draft(mine).id}/"
    centre = mine.organization and mine.organization.centre
    assert centre
    assert f"“{centre.name}”, your centre, looks at it before" in client.get(path).content.decode()
    client.post(f"{path}do/", {"move": "hand-in"})
    assert f"“{centre.name}” looks at it now" in client.get(path).content.decode()
    coordinator, _centre = person(Role.COORDINATOR)
    assert "looks at it now" not in coordinator.get(path).content.decode()
