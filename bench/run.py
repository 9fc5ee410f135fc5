"""`make bench`: speed through HTTP on the machine at hand, side by side with SQLite FTS5 and PostgreSQL full text.

python -m bench.run [real] [100k] [1m], or desk; writes bench-results/<scale>.json and docs/speed.md gets the table by hand.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "bench-results"
SCALES = {"real": 0, "100k": 100_000, "1m": 1_000_000}
PORT = 8765


def main() -> None:
    if "desk" in sys.argv[1:]:
        data = OUT / "data-desk"
        shutil.rmtree(data, ignore_errors=True)
        prepare(data)
        environment = {**os.environ, "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "anlaufpunkt.config.settings"}
        subprocess.run([sys.executable, "-m", "bench.desk"], env=environment, cwd=ROOT, check=True)
        return
    wanted = [s for s in sys.argv[1:] if s in SCALES] or ["real", "100k"]
    for scale in wanted:
        if os.environ.get("BENCH_INSIDE") == scale:
            inside(scale)
            return
        data = OUT / f"data-{scale}"
        environment = {
            **os.environ,
            "DATA_DIR": str(data),
            "BENCH_INSIDE": scale,
            "DJANGO_SETTINGS_MODULE": "anlaufpunkt.config.settings",
        }
        prepare(data)
        command = [sys.executable, "-m", "bench.run", scale]
        if shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
            environment["BENCH_POSTGRES"] = "1"
            command = [sys.executable, "tests/postgres.py", *command]
        environment.pop("DATABASE_URL", None)
        subprocess.run(command, env=environment, cwd=ROOT, check=True)


def prepare(data: Path) -> None:
    """Style sheet, model and static files are those of the checkout."""
    var = ROOT / "var"
    for name in ("generated", "static", "model"):
        if (var / name).exists():
            shutil.copytree(var / name, data / name, dirs_exist_ok=True)


def inside(scale: str) -> None:
    rival_url = os.environ.pop("DATABASE_URL", "") if os.environ.get("BENCH_POSTGRES") else ""
    import django
    from django.core.management import call_command

    django.setup()
    from django.conf import settings

    from anlaufpunkt.directory.selectors import every_offer
    from anlaufpunkt.finder.adapters.index import Writer
    from bench import data, load, questions, rivals

    call_command("migrate", verbosity=0)
    call_command("load_offers", "--examples", verbosity=0)
    offers = (lambda: every_offer()) if scale == "real" else (lambda: data.offers(SCALES[scale]))
    start = time.perf_counter()
    count = Writer(settings.INDEX_DIR).build(offers())
    report: dict[str, Any] = {"scale": scale, "offers": count, "index_build_s": round(time.perf_counter() - start, 1)}
    from anlaufpunkt.network.selectors import places

    codes = sorted(p.slug for p in places().by_slug.values() if p.kind == "postcode")
    if scale == "real":
        codes = [code for code in codes if code.startswith(("441", "442", "443"))]
    mix = questions.mix(2000, codes)
    report["stages_ms"] = stages(mix[:600])
    server = subprocess.Popen(
        [Path(sys.executable).parent / "gunicorn", "anlaufpunkt.config.wsgi", "--bind", f"127.0.0.1:{PORT}", "--workers", "2",
         "--preload", "--log-level", "warning", "--keep-alive", "5", "--worker-class", "gthread", "--threads", "2"],
    )  # fmt: skip
    try:
        wait(PORT)
        work = load.requests(mix)
        load.drive(PORT, work, connections=2, rate=None, seconds=3)
        offered = load.drive(PORT, work, connections=8, rate=40, seconds=20)
        peak = load.drive(PORT, work, connections=4, rate=None, seconds=12)
        report["offered_40_per_s"] = {
            "p50_ms": round(offered.ms(0.5), 1), "p95_ms": round(offered.ms(0.95), 1), "errors": offered.errors,
            "per_s": round(len(offered.seconds) / offered.wall, 1),
        }  # fmt: skip
        report["peak"] = {
            "per_s": round(len(peak.seconds) / peak.wall, 1),
            "p95_ms": round(peak.ms(0.95), 1),
            "errors": peak.errors,
        }
        report["memory_mb"] = memory(server.pid)
    finally:
        server.terminate()
        server.wait()
    report["sql_per_question"] = sql(mix[:40])
    built, search = rivals.fts5(settings.DATA_DIR / "rival.sqlite3", offers())
    report["sqlite_fts5"] = {"build_s": round(built, 1), **rivals.timed(search, mix[:400])}
    if rival_url:
        built, search = rivals.postgres(rival_url, offers())
        report["postgresql"] = {"build_s": round(built, 1), **rivals.timed(search, mix[:400])}
    OUT.mkdir(exist_ok=True)
    (OUT / f"{scale}.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    print(json.dumps(report, indent=1))


def stages(mix: list[tuple[str, str, str]]) -> dict[str, dict[str, float]]:
    """Where the time goes, in one process without HTTP."""
    from django.test import RequestFactory
    from django.utils import timezone, translation

    from anlaufpunkt.finder.domain.query import from_understanding
    from anlaufpunkt.finder.domain.ranking import rank
    from anlaufpunkt.finder.selectors import answer, index_reader
    from anlaufpunkt.finder.views.answers import _page
    from anlaufpunkt.needs.selectors import understood
    from anlaufpunkt.network.selectors import places

    times: dict[str, list[float]] = {"understand": [], "index": [], "rank": [], "render": []}
    factory, now = RequestFactory(SERVER_NAME="127.0.0.1"), timezone.now()
    for lang, text, code in mix:
        marks = [time.perf_counter()]
        meant = understood(text, language=lang, today=now.date())
        marks.append(time.perf_counter())
        query = from_understanding(meant, place=places().named(code) if code else None, reader=lang)
        found = index_reader().candidates(query)
        marks.append(time.perf_counter())
        rank(query, found, now)
        marks.append(time.perf_counter())
        done = answer(query=query, now=now)
        begun = time.perf_counter()
        request = factory.get("/")
        with translation.override(lang):
            request.LANGUAGE_CODE = lang
            _page(request, lang, done)
        times["render"].append(time.perf_counter() - begun)
        for name, a, b in zip(("understand", "index", "rank"), marks, marks[1:], strict=False):
            times[name].append(b - a)
    return {
        name: {"p50": round(1000 * sorted(t)[len(t) // 2], 2), "p95": round(1000 * sorted(t)[int(len(t) * 0.95)], 2)}
        for name, t in times.items()
    }


def sql(mix: list[tuple[str, str, str]]) -> dict[str, int]:
    """The number of queries per page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, counts = Client(SERVER_NAME="127.0.0.1"), []
    for lang, text, code in mix:
        with CaptureQueriesContext(connection) as captured:
            client.post(f"/{lang}/ask/", {"q": text, "place": code}, follow=True)
        counts.append(len(captured))
    return {"least": min(counts), "most": max(counts)}


def memory(pid: int) -> dict[str, int]:
    """Resident and proportional memory of the server and its workers."""
    pids = [pid, *map(int, subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split())]
    total = {"rss": 0, "pss": 0}
    for one in pids:
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
            for key in total:
                if line.lower().startswith(f"{key}:"):
                    total[key] += int(line.split()[1]) // 1024
    return {**total, "generator_rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def wait(port: int) -> None:
    import urllib.request

    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    main()
