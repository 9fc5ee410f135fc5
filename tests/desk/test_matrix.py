"""Who gets where at the desk: every role on every route, in the own tenant and in a foreign one."""

from importlib import import_module
from importlib.util import find_spec

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership
from tests.desk.matrix import Route
from tests.desk.people import Person

ROOMS = ("network", "editing", "upkeep", "translation", "reach", "contact")
ROUTES: dict[str, Route] = {}
for _room in ROOMS:
    if find_spec(f"tests.{_room}") and find_spec(f"tests.{_room}.routes"):
        ROUTES |= import_module(f"tests.{_room}.routes").ROUTES
pytestmark = pytest.mark.django_db
OWNED = sorted(name for name, route in ROUTES.items() if route.owned)


def send(client: Client, route: Route, membership: Membership) -> HttpResponse:
    if route.method == "GET":
        return client.get(route.of(membership))
    return client.post(route.of(membership), {k: v.format(membership=membership.id) for k, v in route.data.items()})


def routes(resolver: URLResolver) -> list[URLPattern]:
    return [p for found in resolver.url_patterns for p in (routes(found) if isinstance(found, URLResolver) else [found])]


def test_every_route_of_the_desk_is_in_the_matrix() -> None:
    guarded = {r.name for r in routes(get_resolver()) if str(getattr(r.callback, "policy", "")).startswith("desk:")}
    assert guarded == set(ROUTES)


@pytest.mark.parametrize("name", sorted(ROUTES))
@pytest.mark.parametrize("role", sorted(Role))
def test_roles_and_routes(name: str, role: Role, person: Person) -> None:
    client, membership = person(role)
    expected = (200, 302) if role in ROUTES[name].roles else (403,)
    assert send(client, ROUTES[name], membership).status_code in expected


@pytest.mark.parametrize("name", OWNED)
@pytest.mark.parametrize("role", sorted(Role))
def test_nobody_reaches_what_belongs_to_another_tenant(name: str, role: Role, person: Person) -> None:
    client, _mine = person(role)
    _other, stranger = person(role, away=True)
    assert send(client, ROUTES[name], stranger).status_code in (403, 404)


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_without_signing_in_there_is_only_the_door(name: str, person: Person) -> None:
    _client, membership = person(Role.LEAD)
    response = Client().get(ROUTES[name].of(membership))
    assert response.status_code in (302, 405)
    assert response.status_code == 405 or response["Location"].startswith("/en/account/login/?next=/en/desk/")
