"""An organisation's own list from the upload to undoing it: nothing half-written, nothing doubled, nothing of others lost."""

import threading
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from anlaufpunkt.directory.actions import put_service
from anlaufpunkt.directory.domain.offer import Spot
from anlaufpunkt.directory.models import Revision, Service
from anlaufpunkt.directory.selectors import offer_inside
from anlaufpunkt.editing import actions as editing
from anlaufpunkt.editing.actions import imports as actions
from anlaufpunkt.editing.adapters.sheets import MAX_BYTES, read_list
from anlaufpunkt.editing.domain.lifecycle import Move
from anlaufpunkt.editing.models import Draft, Import, ImportRow, ListKey
from anlaufpunkt.editing.selectors.import_words import column_words
from anlaufpunkt.editing.selectors.imports import COLUMNS, KEPT_DAYS
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.terms.domain.refusal import Refused
from tests.desk.people import NOW, DeskClient, Person
from tests.editing.files import ROWS, bomb, csv_of, xlsx_of
from tests.editing.routes import club_of
from tests.editing.routes import some_service as incomplete_service

pytestmark = pytest.mark.django_db
HOME = "/en/desk/imports/"


@pytest.fixture
def lead(person: Person) -> tuple[Client, Membership]:
    """Of an organisation that its centre trusts."""
    client, mine = person(Role.LEAD)
    Organization.objects.filter(pk=mine.organization_id).update(trusted=True)
    mine.refresh_from_db()
    return client, mine


def some_service(mine: Membership) -> Service:
    return incomplete_service(mine, spot=Spot(city="Dortmund", municipality="05913000"), organization=club_of(mine).name)


def upload(client: Client, mine: Membership, content: bytes, **more: Any) -> HttpResponse:
    data = {"organization": str(club_of(mine).id), "language": "de", "list": SimpleUploadedFile("x.csv", content), **more}
    return client.post(HOME, data)  # type: ignore[return-value]


def look(mine: Membership, rows: list[list[str]] = ROWS, **more: Any) -> Import:
    return actions.look_through(
        by=mine, organization=club_of(mine), rows=read_list(csv_of(rows)), language="de", **{"now": NOW, **more}
    )


def all_of(verb: Callable[..., int], mine: Membership, one: Import) -> None:
    while verb(by=mine, one=one, now=NOW):
        pass


def taken(mine: Membership, rows: list[list[str]] = ROWS) -> Import:
    one = look(mine, rows)
    all_of(actions.take_over, mine, one)
    return one


def outcomes(one: Import) -> list[str]:
    return list(one.rows.values_list("outcome", flat=True))


def fates(one: Import) -> list[str]:
    return list(one.rows.values_list("fate", flat=True))


def own(mine: Membership) -> list[Service]:
    return list(Service.objects.whole().filter(organization=club_of(mine)).order_by("texts__name"))


def changed(**cells: str) -> list[list[str]]:
    """The list with some cells of its first offer changed; "Name": "…"."""
    return [ROWS[0], [cells.get(heading, cell) for heading, cell in zip(ROWS[0], ROWS[1], strict=True)], ROWS[2]]


def test_from_the_upload_to_readers_and_back(lead: tuple[Client, Membership]) -> None:
    client, mine = lead
    page = client.get(upload(client, mine, csv_of(ROWS, encoding="cp1252"))["Location"])
    text = page.content.decode()
    assert "Sprachcafé Nord" in text
    assert not own(mine), "looking through changes nothing"
    assert not Draft.objects.exists()
    one = Import.objects.get()
    assert client.post(f"{HOME}{one.id}/take/").status_code == 302
    cafe, women = [offer_inside(s) for s in own(mine)][::-1]
    assert (cafe.texts["de"].name, cafe.needs, cafe.spoken, cafe.cost) == (
        "Sprachcafé Nord",
        ("conversation-cafe",),
        ("de", "tr"),
        "free",
    )
    assert cafe.rules[0].byday == ("TU",)
    assert (women.eligibility.audience, women.cost_amount, women.appointment) == ("women", "5.00", "needed")
    assert "published now: 2" in client.get(f"{HOME}{one.id}/").content.decode()
    assert client.post(f"{HOME}{one.id}/undo/").status_code == 302
    assert {s.status for s in own(mine)} == {"defunct"}
    assert not ListKey.objects.exists()
    assert {"import.looked-through", "import.taken", "import.undone"} <= set(Entry.objects.values_list("action", flat=True))


def test_without_trust_drafts_are_made_and_undone(person: Person) -> None:
    mine = person(Role.LEAD)[1]
    one = taken(mine)
    assert fates(one) == ["draft", "draft"]
    assert Draft.objects.count() == 2
    assert not own(mine)
    all_of(actions.undo, mine, one)
    assert not Draft.objects.exists()
    assert fates(one) == ["undone", "undone"]


def test_what_is_not_complete_stays_a_draft(lead: tuple[Client, Membership]) -> None:
    client, mine = lead
    one = look(mine, [["Name"], ["Nur ein Name"]])
    assert "stays a draft" in client.get(f"{HOME}{one.id}/").content.decode()
    all_of(actions.take_over, mine, one)
    assert fates(one) == ["draft"]
    assert not own(mine)


def test_the_same_list_again_changes_nothing_and_a_new_one_updates(lead: tuple[Client, Membership]) -> None:
    mine = lead[1]
    taken(mine)
    assert outcomes(look(mine)) == ["unchanged", "unchanged"]
    one = look(mine, changed(Name="Sprachcafé Neu", Kosten="2 €", Telefon=""))
    assert outcomes(one) == ["changed", "unchanged"]
    assert [d["field"] for d in one.rows.get(number=2).differences] == ["cost", "cost_amount", "texts.de.name"]
    all_of(actions.take_over, mine, one)
    names = {s.texts.get(language="de").name for s in own(mine)}
    assert names == {"Sprachcafé Neu", "Frauentreff"}
    assert Service.objects.get(texts__name="Sprachcafé Neu").phones.get().number == "0231 1111", "an empty cell changes nothing"


def test_a_second_list_updates_drafts_that_wait(person: Person) -> None:
    mine = person(Role.LEAD)[1]
    taken(mine)
    one = taken(mine, changed(Name="Sprachcafé Neu"))
    assert outcomes(one) == ["changed", "unchanged"]
    assert {d.offer["texts"]["de"]["name"] for d in Draft.objects.all()} == {"Sprachcafé Neu", "Frauentreff"}
    all_of(actions.undo, mine, one)
    assert {d.offer["texts"]["de"]["name"] for d in Draft.objects.all()} == {"Sprachcafé Nord", "Frauentreff"}


def test_the_number_still_finds_an_offer_that_the_centre_has_published(person: Person) -> None:
    mine, centre = person(Role.LEAD)[1], person(Role.COORDINATOR)[1]
    taken(mine)
    for draft in Draft.objects.all():
        editing.publish(by=centre, draft=draft, choices={}, edition=draft.edition, now=NOW)
    assert outcomes(look(mine)) == ["unchanged", "unchanged"]


def test_what_is_there_already_is_recognised_by_name_and_place_and_by_our_id(lead: tuple[Client, Membership]) -> None:
    mine = lead[1]
    service = some_service(mine)
    heading = ["Name", "Telefon"]
    assert outcomes(look(mine, [heading, ["FAHRRADKURS", "0231 9999"]])) == ["changed"]
    one = taken(mine, [["ID", "Name"], [str(service.id), "Radfahren lernen"]])
    assert (outcomes(one), fates(one)) == (["changed"], ["published"])
    numbered = [["Nr", *heading], ["7", "Radfahren lernen", "0231 9999"]]
    taken(mine, numbered)
    assert outcomes(look(mine, numbered)) == ["unchanged"]
    assert len(own(mine)) == 1


def test_the_id_of_somebody_elses_offer_is_only_a_number(lead: tuple[Client, Membership], person: Person) -> None:
    foreign = some_service(person(Role.LEAD, away=True)[1])
    one = taken(lead[1], [["ID", "Name"], [str(foreign.id), "Gekapert"]])
    assert outcomes(one) == ["new"]
    foreign.refresh_from_db()
    assert foreign.revision == 1


def test_several_alike_and_twice_in_a_list_are_asked_back(lead: tuple[Client, Membership]) -> None:
    mine = lead[1]
    offer = offer_inside(Service.objects.whole().get(pk=some_service(mine).pk))
    put_service(offer=replace(offer, id=str(uuid.uuid4())), organization=club_of(mine), now=NOW)
    (row,) = look(mine, [["Name"], ["Fahrradkurs"]]).rows.all()
    assert [p["code"] for p in row.problems] == ["several_alike"]
    one = look(mine, [["Nr", "Name"], ["1", "A"], ["1", "B"], ["", "C"], ["", "c"], ["", ""], ["9", ""]])
    assert [(r.number, r.outcome, [(p["code"], p["given"]) for p in r.problems]) for r in one.rows.all()] == [
        (2, "new", []), (3, "error", [("twice_in_list", "2")]), (4, "new", []), (5, "error", [("twice_in_list", "4")]),
        (7, "error", [("name_missing", "")]),
    ]  # fmt: skip


def test_rows_with_errors_are_left_out_and_said(lead: tuple[Client, Membership]) -> None:
    client, mine = lead
    rows = [
        ROWS[0],
        *([c if h != "Sprachen" else "Türkich" for h, c in zip(ROWS[0], row, strict=True)] for row in ROWS[1:2]),
        ROWS[2],
    ]
    one = look(mine, rows)
    text = client.get(f"{HOME}{one.id}/?only=error").content.decode()
    assert "Did you mean „Türkisch“?" in text
    assert "Frauentreff" not in text
    all_of(actions.take_over, mine, one)
    assert fates(one) == ["", "published"]
    assert len(own(mine)) == 1


def test_a_problem_names_the_heading_of_the_file_or_says_it_in_the_readers_words(lead: tuple[Client, Membership]) -> None:
    client, mine = lead
    one = look(mine, [["Title", "Ansprechsprachen", "LANGUAGES", "street"], ["Kurs", "x", "Türkich", "Weg 1"]])
    assert {(p["code"], p["heading"]) for p in one.rows.get().problems} == {("unknown_word", "LANGUAGES"), ("town_missing", "")}
    text = client.get(f"{HOME}{one.id}/").content.decode()
    assert "<bdi>LANGUAGES</bdi>:" in text
    assert "<bdi>Town</bdi>:" in text
    assert "Stadt" not in text


def test_every_column_of_a_list_has_a_name() -> None:
    for column in (*COLUMNS, "address"):
        assert column_words({"column": column})
        assert column_words({"column": column, "heading": "Eigenes"}) == "Eigenes"


def test_every_problem_and_page_has_words(lead: tuple[Client, Membership]) -> None:
    client, mine = lead
    heading = [
        "Name", "Alter", "Kosten", "Telefon", "E-Mail", "Website", "PLZ", "Stadt", "Kinderbetreuung", "Anliegen", "Zeiten", "Adresse", "Frobs",
        "Straße", "Beschreibung",
    ]  # fmt: skip
    cells = [
        "Kurs",
        "jung",
        "teuer",
        "23111111",
        "x",
        "ftp:x",
        "1",
        "Atlantis",
        "vielleicht",
        "Quark",
        "dienstags 12-10 Uhr",
        "",
        "x",
        "",
        "x" * 4500,
    ]
    more = ["Kurs 2", "", "", "abc", "", "", "", "", "", "", "bei Vollmond", "nirgends", "", "", ""]
    away = ["Kurs 3", "", "", "", "", "", "", "Atlantis", "", "", "", "", "", "Weg 1", "x" * 5001]
    no_town = ["Kurs 4", "", "", "", "", "", "", "", "", "", "", "", "", "Weg 1", ""]
    page = client.get(upload(client, mine, xlsx_of([heading, cells, more, away, no_town]))["Location"])
    assert page.status_code == 200
    text = page.content.decode()
    assert "Frobs" in text
    assert "Vollmond" in text
    assert "%(" not in text
    (first, *_rest) = ImportRow.objects.all()
    assert len(first.problems) >= 9


def test_undoing_leaves_alone_what_somebody_has_changed_since(lead: tuple[Client, Membership]) -> None:
    client, mine = lead
    one = taken(mine)
    service = Service.objects.get(texts__name="Frauentreff", organization=club_of(mine))
    editing.close(by=mine, service=service, until=None, now=NOW)
    all_of(actions.undo, mine, one)
    assert fates(one) == ["undone", "kept"]
    service.refresh_from_db()
    assert service.status == "temporarily closed"
    text = client.get(f"{HOME}{one.id}/?only=kept").content.decode()
    assert "Frauentreff" in text
    assert "changed the offer since" in text


def test_what_an_undone_list_had_brought_is_out_of_the_way(lead: tuple[Client, Membership]) -> None:
    client, mine = lead
    one = taken(mine)
    stays = Service.objects.get(texts__name="Frauentreff", organization=club_of(mine))
    editing.close(by=mine, service=stays, until=None, now=NOW)
    all_of(actions.undo, mine, one)
    editing.set_state(by=mine, service=stays, to=Move.END, now=NOW)
    for page in ("/en/desk/services/", "/en/desk/services/?state=ended", "/en/desk/services/?q=Sprachcaf"):
        assert "Sprachcafé Nord" not in client.get(page).content.decode()
    assert "Frauentreff" in client.get("/en/desk/services/?state=ended").content.decode(), "it had a life after the list"
    gone = Service.objects.get(texts__name="Sprachcafé Nord")
    assert "list taken back" in client.get(f"/en/desk/services/{gone.id}/history/").content.decode()
    editing.set_state(by=mine, service=gone, to=Move.RESUME, now=NOW)
    assert "Sprachcafé Nord" in client.get("/en/desk/services/").content.decode()


def test_undoing_a_change_brings_back_the_revision_before(lead: tuple[Client, Membership]) -> None:
    mine = lead[1]
    service = some_service(mine)
    before = Revision.objects.get(service=service, number=1).offer
    one = taken(mine, [["Name", "Telefon", "Kosten"], ["Fahrradkurs", "0231 9999", "3 €"]])
    assert Revision.objects.filter(service=service).count() == 2
    all_of(actions.undo, mine, one)
    newest = Revision.objects.filter(service=service).first()
    assert newest is not None
    assert (newest.number, newest.cause, newest.offer) == (3, "import-undone", before)


def test_undoing_drafts_that_went_on_is_refused_row_by_row(person: Person) -> None:
    mine = person(Role.LEAD)[1]
    one = taken(mine)
    first, second = Draft.objects.order_by("offer__texts__de__name")
    editing.fill_in(by=mine, draft=first, before={}, mine={"email": "a@example.org"}, now=NOW)
    editing.move(by=mine, draft=second, to=Move.DISCARD, now=NOW)
    all_of(actions.undo, mine, one)
    assert sorted(fates(one)) == ["kept", "undone"]
    assert Draft.objects.get() == first


def test_what_changes_between_looking_and_taking_is_not_overwritten(lead: tuple[Client, Membership]) -> None:
    mine = lead[1]
    service = some_service(mine)
    one = look(mine, [["Name", "Telefon"], ["Fahrradkurs", "0231 9999"]])
    editing.close(by=mine, service=service, until=None, now=NOW)
    all_of(actions.take_over, mine, one)
    assert one.rows.get().reason == "changed_meanwhile"
    assert not Draft.objects.exists(), "nothing is left half-done"


def test_a_colleagues_draft_is_changed_but_not_published(lead: tuple[Client, Membership]) -> None:
    mine = lead[1]
    draft = editing.change(by=mine, service=some_service(mine), now=NOW)
    one = taken(mine, [["Name", "Telefon"], ["Fahrradkurs", "0231 9999"]])
    assert outcomes(one) == ["new"] or fates(one) == ["draft"]
    draft.refresh_from_db()
    assert draft.offer["phone"] == "0231 9999"


def test_the_same_list_uploaded_twice_is_taken_over_once(lead: tuple[Client, Membership]) -> None:
    mine = lead[1]
    one, two = look(mine), look(mine)
    all_of(actions.take_over, mine, one)
    all_of(actions.take_over, mine, two)
    assert set(two.rows.values_list("reason", flat=True)) == {"there_meanwhile"}
    assert len(own(mine)) == 2


@pytest.mark.django_db(transaction=True)
def test_two_people_take_over_at_once(lead: tuple[Client, Membership]) -> None:
    mine = lead[1]
    lists = [look(mine), look(mine)]
    start = threading.Barrier(2)

    def work(one: Import) -> None:
        start.wait()
        for _ in range(20):
            try:
                if not actions.take_over(by=mine, one=one, now=NOW):
                    break
            except Refused:
                break
        connection.close()

    threads = [threading.Thread(target=work, args=(one,)) for one in lists]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(own(mine)) == 2
    assert sorted(f for one in lists for f in fates(one)) == ["published", "published", "refused", "refused"]


def test_a_list_is_done_in_portions_and_goes_on(lead: tuple[Client, Membership]) -> None:
    mine = lead[1]
    rows = [["Nr", "Name"], *([str(n), f"Kurs {n}"] for n in range(actions.PORTION + 5))]
    one = look(mine, rows)
    assert actions.take_over(by=mine, one=one, now=NOW) == 5
    one.refresh_from_db()
    assert (one.state, Draft.objects.count()) == ("taking", actions.PORTION)
    assert actions.undo(by=mine, one=one, now=NOW) == 0
    assert not Draft.objects.exists()
    with pytest.raises(Refused, match="not_allowed_now"):
        actions.take_over(by=mine, one=one, now=NOW)


def test_lists_are_forgotten_but_what_they_made_stays(lead: tuple[Client, Membership]) -> None:
    client, mine = lead
    one = taken(mine)
    Import.objects.update(created=NOW - timedelta(days=KEPT_DAYS))
    actions.forget_imports(now=NOW)
    assert not Import.objects.filter(pk=one.pk).exists()
    assert len(own(mine)) == 2
    assert client.get(f"{HOME}{one.id}/").status_code == 404


# --- the door


def test_members_and_other_tenants_bring_no_lists(person: Person, lead: tuple[Client, Membership]) -> None:
    _client, mine = lead
    member, membership = person(Role.MEMBER)
    assert upload(member, membership, csv_of(ROWS)).status_code == 403
    stranger, other = person(Role.LEAD, away=True)
    assert upload(stranger, other, csv_of(ROWS), organization=str(club_of(mine).id)).status_code == 422
    with pytest.raises(Refused, match="not_yours"):
        actions.look_through(by=other, organization=club_of(mine), rows=read_list(csv_of(ROWS)), language="de", now=NOW)
    assert not Import.objects.exists()


def test_a_coordinator_brings_a_list_for_an_organisation_of_the_centre(person: Person, lead: tuple[Client, Membership]) -> None:
    client, centre = person(Role.COORDINATOR)
    club = club_of(lead[1])
    response = upload(client, centre, csv_of(ROWS), organization=str(club.id))
    assert response.status_code == 302
    client.post(f"{response['Location']}take/")
    assert Service.objects.filter(organization=club).count() == 2


def test_a_forged_form_is_refused(lead: tuple[Client, Membership]) -> None:
    _client, mine = lead
    strict = DeskClient(enforce_csrf_checks=True)
    strict.force_login(mine.user)
    assert upload(strict, mine, csv_of(ROWS)).status_code == 403
    assert not Import.objects.exists()
    page = strict.get(HOME)
    token = str(page.content.split(b'name="csrfmiddlewaretoken" value="')[1].split(b'"')[0], "ascii")
    assert upload(strict, mine, csv_of(ROWS), csrfmiddlewaretoken=token).status_code == 302


BAD = {
    "old": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99), ".xls"), "bomb": (bomb(100), "unpacked"), "empty": (b"", "Please choose"),
    "blank": (b"\n\n", "empty"), "rubbish": (bytes(range(256)) * 9, "not a table"), "headings": (b"Foo;Bar\n1;2\n", "no heading"),
    "only headings": (b"Name;Telefon\n", "no rows"), "rows": (b"Name\n" + b"x\n" * 50_000, "too many rows"),
    "near": (b"Nahme;Tel\nx;y\n", "Did you mean"), "twice": (b"Name;Tel;Handy\nx;y;z\n", "Handy"),
    "large": (b"Name\n" + b"x" * (2 * MAX_BYTES), "too large"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_bad_files_get_a_clear_word_and_leave_nothing(kind: str, lead: tuple[Client, Membership]) -> None:
    client, mine = lead
    content, words = BAD[kind]
    response = upload(client, mine, content)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Import.objects.exists()
    assert not ImportRow.objects.exists()


class Endless:
    """A body of 200 megabytes that is never in memory at once."""

    SIZE = 200 * 1024 * 1024

    def __init__(self, head: bytes, tail: bytes) -> None:
        self.parts, self.tail, self.most = [head], tail, 0
        self.left = self.SIZE
        self.length = len(head) + self.SIZE + len(tail)

    def read(self, size: int = -1) -> bytes:
        self.most = max(self.most, size)
        if self.parts:
            return self.parts.pop()
        if self.left:
            size = min(size if size > 0 else 65536, self.left)
            self.left -= size
            return b"x" * size
        tail, self.tail = self.tail, b""
        return tail

    readline = read


def test_200_megabytes_are_refused_in_steady_memory(lead: tuple[Client, Membership]) -> None:
    client, mine = lead
    fields = "".join(
        f'--B\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in (("organization", club_of(mine).id), ("language", "de"))
    )
    head = f'{fields}--B\r\nContent-Disposition: form-data; name="list"; filename="x.csv"\r\n\r\n'.encode()
    body = Endless(head, b"\r\n--B--\r\n")
    stream = {"wsgi.input": body, "CONTENT_LENGTH": str(body.length), "CONTENT_TYPE": "multipart/form-data; boundary=B"}
    response = client.generic("POST", HOME, **stream)
    assert response.status_code == 422
    assert b"too large" in response.content, response.content.decode().split('role="alert"')[1][:200]
    assert body.left == 0, "read to its end, so that the browser gets the answer"
    assert body.most <= 256 * 1024
    assert not Import.objects.exists()


def test_no_other_page_takes_files(lead: tuple[Client, Membership]) -> None:
    client, _mine = lead
    response = client.post("/en/desk/services/new/", {"organization": SimpleUploadedFile("x", b"x" * 1000)})
    assert response.status_code == 404


def test_examples_can_be_brought_back(lead: tuple[Client, Membership]) -> None:
    client, mine = lead
    for kind in ("csv", "xlsx"):
        response = client.get(f"{HOME}example.{kind}")
        assert f'filename="anlaufpunkt.{kind}"' in response["Content-Disposition"]
        assert outcomes(look(mine, [row for _number, row in read_list(response.content)])) == ["new"]
