"""Every route of the desk with the roles that get in, as data. Each room keeps its part in tests/<room>/routes.py."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec

from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership

ROOMS = ("network", "editing", "upkeep", "translation", "reach")


@dataclass(frozen=True)
class Route:
    """`path` may be made for a membership: it then names a thing of that membership's tenant, made for this call.

    With `owned`, somebody with the same role in another tenant must get 403 or 404 for it.
    """

    path: str | Callable[[Membership], str]
    roles: frozenset[Role]
    method: str = "GET"
    data: dict[str, str] = field(default_factory=dict)
    owned: bool = False

    def of(self, membership: Membership) -> str:
        return self.path if isinstance(self.path, str) else self.path(membership)


ROUTES: dict[str, Route] = {}
for _room in ROOMS:
    if find_spec(f"tests.{_room}") and find_spec(f"tests.{_room}.routes"):
        ROUTES |= import_module(f"tests.{_room}.routes").ROUTES
