"""The same offers in SQLite FTS5 and PostgreSQL full text, asked the same questions: any of the words, best 10."""

import sqlite3
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from anlaufpunkt.directory.domain.offer import Offer
from anlaufpunkt.terms.domain.folding import tokens

Search = Callable[[str, str], int]


def text_of(offer: Offer) -> str:
    name = offer.texts[offer.language]
    return f"{name.name} {name.description} {offer.organization} {offer.spot.postcode if offer.spot else ''}"


def fts5(path: Path, offers: Iterable[Offer]) -> tuple[float, Search]:
    """Build time in seconds, and a search that returns the number of hits shown."""
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    start = time.perf_counter()
    base.execute("CREATE VIRTUAL TABLE offers USING fts5(id UNINDEXED, body, tokenize='unicode61')")
    base.executemany("INSERT INTO offers VALUES (?, ?)", ((o.id, text_of(o)) for o in offers))
    base.commit()
    built = time.perf_counter() - start

    def search(question: str, postcode: str) -> int:
        words = " OR ".join(f'"{w}"' for w in [*tokens(question), *([postcode] if postcode else [])])
        return len(base.execute("SELECT id FROM offers WHERE offers MATCH ? ORDER BY bm25(offers) LIMIT 10", (words,)).fetchall())

    return built, search


def postgres(url: str, offers: Iterable[Offer]) -> tuple[float, Search]:
    import psycopg

    base = psycopg.connect(url, autocommit=True)
    start = time.perf_counter()
    base.execute("CREATE TABLE IF NOT EXISTS rival (id text, body tsvector)")
    base.execute("TRUNCATE rival")
    with base.cursor() as cursor, cursor.copy("COPY rival (id, body) FROM STDIN") as copy:
        for offer in offers:
            words = dict.fromkeys(tokens(text_of(offer)))
            copy.write_row((offer.id, " ".join(f"'{w}'" for w in words)))
    base.execute("CREATE INDEX IF NOT EXISTS rival_body ON rival USING gin (body)")
    base.execute("ANALYZE rival")
    built = time.perf_counter() - start

    def search(question: str, postcode: str) -> int:
        words = " | ".join(f"'{w}'" for w in [*tokens(question), *([postcode] if postcode else [])])
        sql = "SELECT id FROM rival, to_tsquery('simple', %s) q WHERE body @@ q ORDER BY ts_rank(body, q) DESC LIMIT 10"
        return len(base.execute(sql, (words,)).fetchall())

    return built, search


def timed(search: Search, questions: list[tuple[str, str, str]]) -> dict[str, float]:
    seconds, found = [], 0
    for _, question, postcode in questions:
        start = time.perf_counter()
        found += search(question, postcode) > 0
        seconds.append(time.perf_counter() - start)
    seconds.sort()
    return {
        "p50_ms": round(1000 * seconds[len(seconds) // 2], 2), "p95_ms": round(1000 * seconds[int(len(seconds) * 0.95)], 2),
        "answered": round(found / len(questions), 3),
    }  # fmt: skip
