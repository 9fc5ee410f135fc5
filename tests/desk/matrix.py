"""Every route of the desk with the roles that get in, as data. Each room keeps its part in tests/<room>/routes.py."""

from collections.abc import Callable
from dataclasses import dataclass, field

from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership


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
