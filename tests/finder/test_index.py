"""The index is a copy: swapped, caught up, rebuilt, never trusted."""

import random
import shutil
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from anlaufpunkt.directory import actions
from anlaufpunkt.directory.domain.offer import Offer, Spot, Text
from anlaufpunkt.directory.models import ServiceChange
from anlaufpunkt.finder import jobs
from anlaufpunkt.finder.adapters.index import IndexMissing, Reader, Writer
from anlaufpunkt.finder.domain.query import Query
from anlaufpunkt.finder.selectors import answer
from anlaufpunkt.network.models import Organization
from anlaufpunkt.network.selectors import place

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "INDEX_DIR", tmp_path)
    return tmp_path


def offer(name: str = "Marker", **changes: object) -> Offer:
    base = {
        "id": str(uuid.uuid4()), "organization": "Train of Hope Dortmund e.V.", "language": "de", "texts": {"de": Text(name)},
        "needs": ("bicycle",), "source": "https://example.org",
    }  # fmt: skip
    return Offer(**{**base, **changes})  # type: ignore[arg-type]


BICYCLE = Query({"bicycle": 1.0})


def test_without_an_index_the_reader_says_so(folder: Path) -> None:
    with pytest.raises(IndexMissing):
        Reader(folder).candidates(BICYCLE)


def test_a_built_index_finds_by_need(folder: Path) -> None:
    assert Writer(folder).build([offer(), offer(needs=("sport",))]) == 2
    assert [o.needs for o in Reader(folder).candidates(BICYCLE)] == [("bicycle",)]


def test_readers_follow_a_swap_and_old_builds_go(folder: Path) -> None:
    reader, writer = Reader(folder), Writer(folder)
    writer.build([offer("one")])
    assert reader.candidates(BICYCLE)[0].texts["de"].name == "one"
    for name in ("two", "three", "four"):
        writer.build([offer(name)])
    reader._looked = 0.0
    assert reader.candidates(BICYCLE)[0].texts["de"].name == "four"
    assert len(list(folder.glob("v*"))) <= 2


def test_a_damaged_index_is_noticed_and_rebuilt(folder: Path, db: None) -> None:
    jobs.rebuild()
    writer = Writer(folder)
    assert writer.usable()
    for file in (folder / (writer.current() or "")).glob("*.store"):
        file.unlink()
    (folder / (writer.current() or "") / "meta.json").write_text("{}")
    assert not writer.usable()
    assert jobs.ensure()
    assert writer.usable()


def test_a_lost_folder_is_rebuilt(folder: Path, db: None) -> None:
    jobs.rebuild()
    shutil.rmtree(folder)
    folder.mkdir()
    assert jobs.ensure()


def test_changes_become_findable_and_are_forgotten(folder: Path, db: None) -> None:
    jobs.rebuild()
    carrier = Organization.objects.get(name="Train of Hope Dortmund e.V.")
    fresh = offer("Ganz neu", needs=("tax-matters",))
    service = actions.put_service(offer=fresh, organization=carrier, now=NOW)
    assert jobs.catch_up() == 1
    assert not ServiceChange.objects.exists()
    found = Reader(folder).candidates(Query({"tax-matters": 1.0}))
    assert [o.id for o in found] == [fresh.id]
    actions.set_status(service=service, status="defunct", now=NOW)
    jobs.catch_up()
    assert Reader(folder).candidates(Query({"tax-matters": 1.0})) == []


def test_a_protected_address_never_reaches_the_index(folder: Path) -> None:
    secret = offer(
        spot=Spot("Haus Marker", "Markerweg 7", "44999", "Dortmund", "Hörde", "05913000", 51.4, 7.5, confidential=True)
    )
    Writer(folder).build([secret])
    found = Reader(folder).candidates(BICYCLE)[0]
    assert found.spot is not None
    assert (found.spot.street, found.spot.lat) == ("", None)
    raw = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
    assert b"Markerweg" not in raw
    assert b"44999" not in raw


def test_area_wide_and_online_offers_do_not_vanish_near_a_place(folder: Path) -> None:
    near = offer(spot=Spot(lat=51.52, lon=7.46, municipality="05913000", city="Dortmund"))
    far = offer(spot=Spot(lat=50.73, lon=7.1, municipality="05314000", city="Bonn"))
    wide, online, nowhere = offer(areas=("nrw",)), offer(delivery=("online",)), offer()
    Writer(folder).build([near, far, wide, online, nowhere])
    found = {o.id for o in Reader(folder).candidates(Query({"bicycle": 1.0}, place=place("44145")))}
    assert found == {near.id, wide.id, online.id, nowhere.id}


def test_a_segment_of_rubbish_is_noticed(folder: Path, db: None) -> None:
    jobs.rebuild()
    writer = Writer(folder)
    for file in (folder / (writer.current() or "")).glob("*.store"):
        size = file.stat().st_size
        file.write_bytes(b"\xa5" * size)
    assert not writer.usable()
    assert jobs.ensure()


def test_a_broken_pointer_does_not_stop_the_indexer(folder: Path, db: None) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "CURRENT").write_bytes(b"\xff\xfe")
    assert jobs.ensure()
    assert Writer(folder).usable()


@pytest.mark.parametrize("suffix", ["fast", "idx", "term", "store", "fieldnorm", "pos"])
def test_damage_in_any_file_is_noticed_or_harmless(folder: Path, suffix: str) -> None:
    """Random bytes over a file: the indexer calls the index unusable, or every need is still found."""
    writer, needs = Writer(folder), ("bicycle", "sport")
    writer.build([offer(needs=(need,)) for need in needs for _ in range(30)])
    for path in (folder / str(writer.current())).glob(f"*.{suffix}"):
        noise = random.Random(suffix)  # noqa: S311
        path.write_bytes(bytes(noise.randrange(256) for _ in path.read_bytes()))
    if Writer(folder).usable(needs):
        assert all(Reader(folder).candidates(Query({need: 1.0}, (need,))) for need in needs)


def test_a_build_that_fails_leaves_nothing_behind(folder: Path) -> None:
    def broken() -> Iterator[Offer]:
        yield offer()
        raise OSError("no space left on device")

    with pytest.raises(OSError, match="no space"):
        Writer(folder).build(broken())
    assert list(folder.glob("v*")) == []


def test_switched_off_examples_are_hidden_even_from_an_old_index(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    query = Query({"parent-baby-group": 1.0}, place=place("dortmund"))
    assert any(r.offer.is_example for r in answer(query=query, now=NOW).ranked)
    monkeypatch.setattr(settings, "SHOW_EXAMPLES", False)
    assert not any(r.offer.is_example for r in answer(query=query, now=NOW).ranked)
