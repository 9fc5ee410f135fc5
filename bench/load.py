"""A small load generator: keep-alive connections in threads, on the same two cores as the server."""

import http.client
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode


@dataclass
class Result:
    """Seconds per request, and how many were not answered with 200."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    wall: float = 0.0

    def ms(self, share: float) -> float:
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


Request = tuple[str, str, str]  # method, path, body


def requests(questions: list[tuple[str, str, str]]) -> list[Request]:
    """The whole way of a reader: the question is posted, and the page it leads to is read."""
    return [("POST", f"/{lang}/ask/", urlencode({"q": text, "place": code})) for lang, text, code in questions]


def drive(port: int, work: list[Request], *, connections: int, rate: float | None, seconds: float) -> Result:
    """Open loop at `rate` requests/s, or as fast as the connections go. A redirect is followed and counts as one request."""
    result, lock, start = Result(), threading.Lock(), time.perf_counter()
    turn = iter(range(10**9))

    def worker() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        while True:
            with lock:
                i = next(turn)
            due = start + i / rate if rate else time.perf_counter()
            if max(due, time.perf_counter()) - start > seconds:
                return
            time.sleep(max(0.0, due - time.perf_counter()))
            begun = due if rate else time.perf_counter()
            status = exchange(connection, work[i % len(work)])
            with lock:
                result.seconds.append(time.perf_counter() - begun)
                result.errors += status != 200

    threads = [threading.Thread(target=worker) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result.wall = time.perf_counter() - start
    return result


def exchange(connection: http.client.HTTPConnection, request: Request) -> int:
    method, path, body = request
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Encoding": "gzip"}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status == 303:
        connection.request("GET", answer.headers["Location"], headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
    return answer.status
