"""What imports cannot show: names of files, sizes, foreign keys, templates, policies, and that the docs speak of everything."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands
from django.urls import URLPattern, URLResolver, get_resolver

from anlaufpunkt.config import env, settings
from anlaufpunkt.network.domain.roles import Duty

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "anlaufpunkt"
FLOORS = [
    "terms", "protection", "ui", "journal", "outbox", "accounts", "network", "needs", "directory", "finder", "contact", "editing", "upkeep", "translation",
    "reach", "web",
]  # fmt: skip
ROOMS = [HOUSE / room for room in FLOORS]
FILES = {
    "__init__.py", "models.py", "policies.py", "selectors.py", "emails.py", "actions.py", "forms.py", "views.py", "api.py",
    "admin.py", "jobs.py", "middleware.py", "urls.py", "api_urls.py", "apps.py", "access.py", "checks.py", "context.py",
}  # fmt: skip
FOLDERS = {
    "domain", "models", "selectors", "adapters", "actions", "forms", "views", "migrations", "management", "templatetags", "templates",
    "data", "static",
}  # fmt: skip
LIMITS = {
    "domain": 250, "models": 400, "models.py": 400, "policies.py": 150, "selectors": 300, "selectors.py": 300, "adapters": 250,
    "actions": 300, "actions.py": 300, "forms.py": 250, "forms": 250, "views": 300, "views.py": 300, "api.py": 300, "jobs.py": 300,
    "middleware.py": 300, "templates": 150, "__init__.py": 10,
}  # fmt: skip
WRITERS = re.compile(
    r"\.(?:save|create|update_or_create|get_or_create|bulk_create|bulk_update|delete)\(|objects[\w.()=,\s]*\.update\("
)


def python_files() -> list[Path]:
    return [p for room in ROOMS for p in sorted(room.rglob("*.py")) if "migrations" not in p.parts]


def test_every_room_is_drawn() -> None:
    there = {p.name for p in HOUSE.iterdir() if p.is_dir() and (p / "__init__.py").exists()}
    assert there == {*FLOORS, "config"}


def test_only_known_names_of_files() -> None:
    for room in ROOMS:
        for path in room.iterdir():
            if path.name == "__pycache__":
                continue
            assert path.name in (FOLDERS if path.is_dir() else FILES), path


def test_files_stay_short() -> None:
    for room in ROOMS:
        for path in room.rglob("*"):
            if path.suffix not in (".py", ".html") or "migrations" in path.parts:
                continue
            kind = path.relative_to(room).parts[0]
            if path.suffix == ".html" or kind in LIMITS:
                lines = path.read_text(encoding="utf-8").count("\n")
                assert lines <= LIMITS["templates" if path.suffix == ".html" else kind], f"{path}: {lines} lines"


def test_every_room_says_what_it_is_for() -> None:
    for room in ROOMS:
        words = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8")))
        assert words
        assert "German:" in words


def test_foreign_keys_point_downwards() -> None:
    for model in apps.get_models():
        if model._meta.app_label not in FLOORS:
            continue
        own = FLOORS.index(model._meta.app_label)
        for field in model._meta.get_fields():
            if field.is_relation and field.many_to_one and field.related_model:
                other = field.related_model._meta.app_label  # type: ignore[union-attr]
                assert FLOORS.index(other) <= own, f"{model.__name__}.{field.name} points up to {other}"


def test_templates_extend_and_include_downwards() -> None:
    for room in ROOMS:
        for path in room.rglob("*.html"):
            for name in re.findall(r'{%\s*(?:extends|include)\s+"([^"/]+)/', path.read_text(encoding="utf-8")):
                if room.name == "accounts" and name in (
                    "allauth",
                    "account",
                    "mfa",
                    "usersessions",
                ):  # it dresses allauth's pages
                    continue
                assert FLOORS.index(name) <= FLOORS.index(room.name), f"{path} uses {name}"


def test_only_doors_are_used_from_outside() -> None:
    """From another room only actions, selectors, domain and models; the page kit and composition are open."""
    doors = {"actions", "selectors", "domain", "models", "apps", "access"}
    open_rooms = {"terms", "ui", "config"}
    for path in python_files():
        room = path.relative_to(HOUSE).parts[0]
        if room == "web":  # composes pages out of the rooms' views
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("anlaufpunkt."):
                parts = (node.module or "").split(".")
                if len(parts) > 2 and parts[1] not in {room, *open_rooms}:
                    own_file = path.relative_to(HOUSE).parts[1]
                    allowed = doors | ({"adapters"} if own_file == "management" else set())
                    assert parts[2] in allowed, f"{path}: {node.module}"


def test_only_actions_write() -> None:
    for path in python_files():
        kind = path.relative_to(HOUSE).parts[1]
        if kind.startswith(("actions", "adapters", "domain", "management")):
            continue
        text = path.read_text(encoding="utf-8")
        assert not WRITERS.search(text.replace("out.save(", "")) or (kind == "views" and "segno" in text), path


def test_the_clock_is_read_only_at_the_edge() -> None:
    for path in python_files():
        kind = path.relative_to(HOUSE).parts[1]
        if kind.startswith(("views", "api", "jobs", "management", "checks")):
            continue
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"timezone\.now\(|datetime\.now\(|date\.today\(|localdate\(\)", text), path


def routes(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for pattern in resolver.url_patterns:
        found += routes(pattern) if isinstance(pattern, URLResolver) else [pattern]
    return found


POLICIES = {"public", "signed-in", *(f"desk:{duty}" for duty in Duty)}


def test_every_route_names_its_policy() -> None:
    for route in routes(get_resolver()):
        assert getattr(route.callback, "policy", "") in POLICIES, route


DESK_FORM = re.compile(r'<form (?=[^>]*method="post")(.*?{% csrf_token %}.{0,50})', re.DOTALL)
NOT_AT_THE_DESK = {"network/join.html"}  # the page behind an invitation's link


def test_every_form_of_the_desk_says_in_which_place_it_was_opened() -> None:
    found = 0
    for room in FLOORS[FLOORS.index("network") :]:
        for path in (HOUSE / room).rglob("*.html"):
            if f"{room}/{path.name}" in NOT_AT_THE_DESK:
                continue
            for form in DESK_FORM.findall(path.read_text(encoding="utf-8")):
                marked = 'action="?opened_in={{ membership.id }}"' if "multipart" in form else "{% csrf_token %}{{ opened_in }}"
                elsewhere = (
                    '/account/logout/"' in form or 'name="opened_in"' in form
                )  # the page that asks has another place's mark
                assert marked in form or elsewhere, f"{path}: {form[:80]}"
                found += 1
    assert found > 30


def test_no_physical_directions_in_our_style_sheet() -> None:
    css = (HOUSE / "ui/static/ui/site.css").read_text(encoding="utf-8")
    assert not re.search(
        r"(?:margin|padding|border)-(?:left|right)|(?<![-\w])(?:left|right)\s*:|text-align:\s*(?:left|right)", css
    )


def test_docs_speak_of_every_room_setting_and_command() -> None:
    docs = {p.name: p.read_text(encoding="utf-8") for p in (ROOT / "docs").glob("*.md")}
    for room in FLOORS:
        assert f"`{room}`" in docs["house.md"], room
    assert settings.DATA_DIR
    assert len(env.VARIABLES) > 5
    for variable in env.VARIABLES:
        assert f"`{variable.name}`" in docs["settings.md"], variable.name
        assert variable.doc in docs["settings.md"], variable.name
    for command, app in get_commands().items():
        if str(app).startswith("anlaufpunkt"):
            assert f"`{command}`" in docs["commands.md"], command


PROSE = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("path", PROSE, ids=lambda path: str(path.relative_to(ROOT)))
def test_docs_name_only_what_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text):
        assert "://" in target or (path.parent / target).exists(), target
    for command in re.findall(r"(?:`|bin/|exec web |/)anlaufpunkt ([a-z_]+)", text):
        assert command in {*get_commands(), "help"}, command


def test_every_page_of_the_operator_is_linked() -> None:
    pages = ROOT / "docs/operate"
    index = (pages / "README.md").read_text(encoding="utf-8")
    assert {p.name for p in pages.glob("*.md")} - {"README.md"} <= set(re.findall(r"\((\S+?\.md)\)", index))


def test_every_dependency_says_why() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    named = set(re.findall(r'"([a-z0-9-]+)(?:\[[^\]]*\])?>=', project)) | {"types-python-dateutil"}
    why = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    for name in named - {"hatchling"}:
        assert f"| {name} |" in why, name


REGISTRIES = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))]


@pytest.mark.parametrize("word", [*REGISTRIES, "/root/", "/home/", "/tmp/"])
def test_nothing_names_a_machine_or_a_registry(word: str) -> None:
    for pattern in ("*.md", "*.toml", "*.txt", "*.json", "*.py", "*.yaml", "*.yml", "Makefile", ".ci/run", "Dockerfile"):
        for path in ROOT.rglob(pattern):
            if {".venv", "node_modules", "var"} & set(path.parts) or path == Path(__file__):
                continue
            assert word not in path.read_text(encoding="utf-8"), path
