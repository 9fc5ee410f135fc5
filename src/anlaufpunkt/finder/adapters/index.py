"""The embedded index (tantivy): candidates for the ranking, never the source of truth.

Tokens come ready from our own folding; tantivy only stores and finds them. Every build lies in a folder of its own; the
file CURRENT names the one in use, so that readers swap in one step.
"""

import json
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

import tantivy

from anlaufpunkt.directory.domain.offer import NATIONWIDE, STATEWIDE, Offer, from_json
from anlaufpunkt.finder.adapters import vocabulary
from anlaufpunkt.finder.adapters.documents import CELL, FINE, around, document, schema
from anlaufpunkt.finder.domain.own_words import code as own_code
from anlaufpunkt.finder.domain.own_words import own_words
from anlaufpunkt.finder.domain.query import Named, Query
from anlaufpunkt.network.domain.places import Place

T = TypeVar("T")
CANDIDATES = 60
VERSION = "3"
_POLL = 0.5  # seconds between looks at CURRENT


class IndexMissing(Exception):
    """There is no usable index; it is being rebuilt or the disk is broken."""


def _open(path: Path) -> tantivy.Index:
    path.mkdir(parents=True, exist_ok=True)
    return tantivy.Index(schema(), str(path))


class Writer:
    """The one process that writes."""

    def __init__(self, folder: Path, variant: str = "all") -> None:
        self.folder = folder
        self._prefix = f"v{VERSION}-{variant}-"  # a build for another variant counts as missing

    def current(self) -> str | None:
        try:
            return (self.folder / "CURRENT").read_text(encoding="ascii").strip() or None
        except (OSError, ValueError):
            return None

    def build(self, offers: Iterable[Offer], memory: int = 128_000_000) -> int:
        """Build beside the old index, then swap; returns the number of offers."""
        name = f"{self._prefix}{uuid.uuid4().hex[:12]}"
        try:
            count = self._fill(self.folder / name, offers, memory)
        except BaseException:  # a full disk: what was begun must not fill it further
            shutil.rmtree(self.folder / name, ignore_errors=True)
            raise
        pointer = self.folder / "CURRENT.new"
        pointer.write_text(name, encoding="ascii")
        pointer.replace(self.folder / "CURRENT")
        self._clear(keep=name)
        return count

    def _fill(self, path: Path, offers: Iterable[Offer], memory: int) -> int:
        writer = _open(path).writer(memory, 1)
        count = 0
        try:
            for count, offer in enumerate(offers, start=1):  # noqa: B007
                writer.add_document(document(offer))
            writer.commit()
        finally:
            writer.wait_merging_threads()  # else its threads go on writing into a folder that is being removed
        return count

    def apply(self, changed: Iterable[Offer], gone: Iterable[str]) -> None:
        """Make a handful of changes findable."""
        name = self.current()
        if name is None:
            raise IndexMissing
        writer = _open(self.folder / name).writer(20_000_000, 1)
        for offer in changed:
            writer.delete_documents_by_term("id", offer.id)
            writer.add_document(document(offer))
        for service_id in gone:
            writer.delete_documents_by_term("id", service_id)
        writer.commit()
        writer.wait_merging_threads()

    def usable(self, needs: Iterable[str] = ()) -> bool:
        name = self.current()
        if name is None or not name.startswith(self._prefix):
            return False
        try:
            Reader(self.folder).probe(needs)
        except IndexMissing:
            return False
        return True

    def forget(self) -> None:
        """The index no longer fits the database (a restored backup): it counts as missing, and is built anew."""
        (self.folder / "CURRENT").unlink(missing_ok=True)

    def seen(self) -> None:
        """The indexer is alive."""
        (self.folder / "ALIVE").touch()

    def last_seen(self) -> float | None:
        """When the indexer was last alive, in seconds since 1970."""
        try:
            return (self.folder / "ALIVE").stat().st_mtime
        except OSError:
            return None

    def tidy(self) -> None:
        """Remove what killed builds left behind."""
        name = self.current()
        if name:
            self._clear(keep=name)

    def _clear(self, keep: str) -> None:
        """Older builds go, save for the one that readers may still have open."""
        builds = sorted((p for p in self.folder.glob("v*") if p.is_dir() and p.name != keep), key=lambda p: p.stat().st_mtime)
        for path in builds[:-1]:
            shutil.rmtree(path, ignore_errors=True)


class Reader:
    """Finds candidates. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._name = ""
        self._index: tantivy.Index | None = None
        self._looked = 0.0

    def count(self) -> int:
        return int(self._fresh().searcher().num_docs)

    def candidates(self, query: Query, limit: int = CANDIDATES) -> list[Offer]:
        """Offers that share a need or words with the query and serve its place."""
        index = self._fresh()
        wanted = self._query(index.schema, query)
        if wanted is None:
            return []
        return self._read(index, wanted, limit)

    def _read(self, index: tantivy.Index, wanted: tantivy.Query, limit: int) -> list[Offer]:
        def read() -> list[Offer]:
            searcher = index.searcher()
            hits = searcher.search(wanted, limit, count=False).hits
            return [from_json(json.loads(searcher.doc(address)["facts"][0])) for _, address in hits]

        return self._guarded(read)

    def _guarded(self, read: Callable[[], T]) -> T:
        try:
            return read()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a damaged segment makes the library panic, which is no Exception
            self._index = None
            raise IndexMissing(str(error)) from error

    def offer(self, service_id: str) -> Offer | None:
        index = self._fresh()
        found = self._read(index, tantivy.Query.term_query(index.schema, "id", service_id, "basic"), 1)
        return found[0] if found else None

    def named(self, word: str, draft: Iterable[str] = ()) -> Named | None:
        """The word as public offers write it, or a draft, with all its forms there; None where none does, or too many do."""
        index = self._fresh()
        return self._guarded(lambda: vocabulary.named(index.searcher(), word, draft))

    def word_of(self, code: str) -> str:
        """The word of public offers that a code stands for; empty where there is none."""
        index = self._fresh()
        found = self._read(index, tantivy.Query.term_query(index.schema, "codes", code, "basic"), 1)
        return next((word for offer in found for word in own_words(offer) if own_code(word) == code), "")

    def touches(self, named: Named, needs: Iterable[str]) -> bool:
        """Whether an offer that helps with one of these needs writes the word."""
        index = self._fresh()
        return self._guarded(lambda: vocabulary.touches(index, named, needs))

    def probe(self, needs: Iterable[str]) -> int:
        """The number of offers, after having looked for one of each need: damage in any file of the index shows."""
        index = self._fresh()
        self._read(index, tantivy.Query.all_query(), 1)
        for need in needs:
            self.candidates(Query({need: 1.0}, (need,), place=None), limit=1)
        return int(index.searcher().num_docs)

    def _query(self, schema: tantivy.Schema, query: Query) -> tantivy.Query | None:
        term = partial(vocabulary.term, schema)
        topic = [term("need", need, 6 * weight) for need, weight in query.needs.items()]
        topic += [term("first", need, 3 * weight) for need, weight in query.needs.items()]
        names = {w for w in query.words if len(w) > 3} if not query.needs or len(query.words) <= 8 else set()
        topic += [term("words", w, 0.4) for w in sorted(names)]
        topic += [term("own", w, 5.0) for _, forms in query.named for w in sorted(forms)]
        if not topic:
            return None
        parts = [(tantivy.Occur.Must, tantivy.Query.boolean_query(topic))]
        if query.place:
            parts.append((tantivy.Occur.Must, tantivy.Query.boolean_query(self._where(query.place, term))))
        parts += [term("spoken", tag, 1.0) for tag in {*query.facets.languages, query.reader}]
        return tantivy.Query.boolean_query(parts)

    def _where(self, place: Place, term) -> list[tuple[tantivy.Occur, tantivy.Query]]:  # type: ignore[no-untyped-def]
        keys = [*place.municipalities, "anywhere", "unknown", STATEWIDE, NATIONWIDE]
        found = [term("area", key, 0.5) for key in keys]
        found += [term("cell", key, 0.5) for key in around(place, CELL)]
        return found + [term("fine", key, 1.0) for key in around(place, FINE)]

    def _fresh(self) -> tantivy.Index:
        """The present index, looked up again at most twice a second."""
        now = time.monotonic()
        if self._index is None or now - self._looked > _POLL:
            with self._lock:
                self._refresh()
                self._looked = now
        if self._index is None:
            raise IndexMissing
        return self._index

    def _refresh(self) -> None:
        try:
            name = (self.folder / "CURRENT").read_text(encoding="ascii").strip()
            if name != self._name or self._index is None:
                if not (self.folder / name / "meta.json").exists():
                    raise IndexMissing
                self._index, self._name = tantivy.Index.open(str(self.folder / name)), name
            self._index.reload()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a damaged file makes the library panic, which is no Exception
            self._index, self._name = None, ""
            raise IndexMissing(str(error)) from error
