"""The look of a centre: a colour that can be read, a logo that is only a picture, and pages that stay as they were elsewhere."""

import re
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network.domain.colours import LEAST, ON_DARK, ON_LIGHT, contrast, parsed, readable, shades, style
from anlaufpunkt.network.domain.logo import MOST_BYTES, cleaned
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Branding
from anlaufpunkt.terms.domain.refusal import Refused
from tests.desk.people import DeskClient, Person

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(colours, st.sampled_from([ON_LIGHT, ON_DARK]))
@example("#ffff00", ON_LIGHT)
@example("#000080", ON_DARK)
def test_every_colour_becomes_one_that_can_be_read(colour: str, on: str) -> None:
    shown = readable(colour, on=on)
    assert contrast(shown, on) >= LEAST
    assert contrast(shown, "#ffffff" if on == ON_LIGHT else "#000000") >= LEAST  # the words on a button
    assert readable(shown, on=on) == shown
    if contrast(colour, on) >= LEAST:
        assert shown == colour


def test_the_nearest_shade_is_taken() -> None:
    shown = readable("#ff8800", on=ON_LIGHT)
    lighter = "#" + "".join(f"{part + 2:02x}" for part in bytes.fromhex(shown[1:]))
    assert contrast(lighter, ON_LIGHT) < LEAST


def test_contrast_is_wcag_s() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("text", ["", "red", "#12345", "#1234567", "#12345g", "#１２３４５６", "1d4ed8", "#fff;}"])
def test_only_a_colour_is_a_colour(text: str) -> None:
    assert parsed(" #1D4ED8 ") == "#1d4ed8"
    with pytest.raises(Refused, match="no_colour"):
        parsed(text)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(
    width: int = 4, height: int = 2, *, lines: int | None = None, interlaced: int = 0, more: bytes = b"", end: bytes = b""
) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, interlaced)
    pixels = zlib.compress((b"\0" + b"\x10\x20\x30" * min(width, 5000)) * (height if lines is None else lines))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + more + chunk(b"IDAT", pixels) + chunk(b"IEND", b"") + end


def test_a_logo_keeps_its_picture_and_loses_all_else() -> None:
    secret = chunk(b"tEXt", b"Author\0Erika Mustermann") + chunk(b"eXIf", b"here") + chunk(b"iCCP", b"x")
    assert cleaned(png(more=secret, end=b"<script>PK\x03\x04")) == png()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "no_png"), (b"", "no_png"), (png()[:-6], "no_png"),
        (png(lines=1), "no_png"), (png(lines=5000), "no_png"), (png(interlaced=1), "no_png"), (png(1201, 2), "logo_measures"),
        (png(2, 601), "logo_measures"), (png() + b"x" * MOST_BYTES, "logo_too_large"), (png(more=chunk(b"IHDR", b"")), "no_png"),
        (png().replace(b"IDAT", b"IDAX"), "no_png"), (b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""), "no_png"),
    ],
)  # fmt: skip
def test_what_is_no_plain_png_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        cleaned(data)
    assert refused.value.code == code


@given(st.integers(0, len(png()) - 1), st.integers(1, 255))
def test_no_broken_byte_gets_through(at: int, flip: int) -> None:
    broken = bytearray(png())
    broken[at] ^= flip
    with pytest.raises(Refused):
        cleaned(bytes(broken))


def upload(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/png")


@pytest.mark.django_db
def test_a_coordinator_gives_the_centre_its_look(person: Person, page: Client) -> None:
    client, mine = person(Role.COORDINATOR)
    plain = page.get("/en/essen/").content
    data = {
        "name": "Ankommen in Dortmund",
        "colour": "#FFCC00",
        "languages": ["uk", "tr"],
        "welcome_en": "Good that you <b>are</b> here.",
    }
    assert client.post("/en/desk/branding/", {**data, "logo": upload(png(more=chunk(b"tEXt", b"a\0Erika")))}).status_code == 302
    look = Branding.objects.get()
    assert (look.centre_id, look.colour, bytes(look.logo)) == (mine.centre_id, "#ffcc00", png())
    entry = Entry.objects.get(action="branding.changed")
    assert entry.fields == ["colour", "languages", "logo", "logo_digest", "name", "welcome"]

    text = page.get("/en/dortmund/").content.decode()
    assert "Ankommen in Dortmund" in text
    assert "Good that you &lt;b&gt;are&lt;/b&gt; here." in text
    sheet = page.get("/brand/colour/ffcc00.css")
    assert f'href="{sheet.request["PATH_INFO"]}"' in text
    assert shades("#ffcc00").light in sheet.content.decode()
    assert sheet["Content-Type"] == "text/css"
    assert "immutable" in sheet["Cache-Control"]
    picture = page.get(f"/brand/logo/{look.logo_digest}.png")
    assert (picture.content, picture["Content-Type"], picture["X-Content-Type-Options"]) == (png(), "image/png", "nosniff")
    for path in (
        "/en/dortmund/need/sport/",
        "/en/dortmund/imprint/",
        "/en/dortmund/nonsense/",
        "/en/dortmund/start/parent-baby-group/",
    ):
        assert "/brand/colour/ffcc00.css" in page.get(path).content.decode(), path
    ordered = re.findall(
        r'<li><a href="/([a-z-]+)/dortmund/"', page.get("/?page=/dortmund/", headers={"accept-language": "ar"}).content.decode()
    )
    assert ordered[:3] == ["ar", "tr", "uk"]

    assert page.get("/en/essen/").content == plain
    assert "/brand/" not in page.get("/en/").content.decode()
    assert client.post("/en/desk/branding/", {"no_logo": "on"}).status_code == 302
    assert "/brand/" not in page.get("/en/dortmund/").content.decode()


@pytest.mark.django_db
def test_a_logo_stays_when_only_words_change(person: Person) -> None:
    client, _mine = person(Role.COORDINATOR)
    client.post("/en/desk/branding/", {"logo": upload(png())})
    client.post("/en/desk/branding/", {"name": "New"})
    look = Branding.objects.get()
    assert (look.name, bytes(look.logo)) == ("New", png())
    assert "Ankommen" not in client.get("/en/desk/branding/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"colour": "red;}body{display:none"}, 422), ({"colour": "#12345"}, 422), ({"logo": upload(b"<svg/>")}, 422),
        ({"logo": upload(png() + b"x" * 150_000)}, 422), ({"logo": upload(b"x" * 20_000_000)}, 413), ({"languages": ["xx"]}, 422),
        ({"name": "x" * 61}, 422),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_is_kept(person: Person, data: dict[str, object], status: int) -> None:
    client, _mine = person(Role.COORDINATOR)
    response = client.post("/en/desk/branding/", data)
    assert response.status_code == status
    assert 'class="error"' in response.content.decode()
    assert not Branding.objects.exists()


@pytest.mark.django_db
def test_the_look_can_be_changed_from_the_own_page_only(person: Person) -> None:
    _client, mine = person(Role.COORDINATOR)
    strict = DeskClient(enforce_csrf_checks=True)
    strict.force_login(mine.user)
    assert strict.post("/en/desk/branding/", {"name": "Forged", "logo": upload(png())}).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', strict.get("/en/desk/branding/").content.decode())
    assert token
    sent = strict.post("/en/desk/branding/", {"name": "Real", "logo": upload(png()), "csrfmiddlewaretoken": token[1]})
    assert sent.status_code == 302
    assert Branding.objects.get().name == "Real"


@pytest.mark.django_db
def test_no_page_needs_a_further_query(person: Person, page: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            page.get("/en/dortmund/")
        return len(found)

    client, _mine = person(Role.COORDINATOR)
    without = queries()
    client.post("/en/desk/branding/", {"name": "Look", "colour": "#123456", "logo": upload(png())})
    assert queries() == without == 1


@pytest.mark.parametrize(
    "path", ["/brand/colour/red.css", "/brand/colour/12345g.css", "/brand/logo/0.png", "/brand/logo/None.png"]
)
def test_what_is_no_look_is_not_there(page: Client, path: str) -> None:
    assert page.get(path).status_code == 404


def test_the_style_sheet_holds_nothing_but_colours() -> None:
    assert re.fullmatch(r"[-:;{}()@#a-z0-9 ]+\n", style("#1d4ed8"))
