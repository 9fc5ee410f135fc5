"""A place in a sentence, and what has been read of it so far."""

from dataclasses import dataclass, field

from anlaufpunkt.terms.domain.spoken.groups import Group, Limits
from anlaufpunkt.terms.domain.spoken.tokens import Kind, Token


@dataclass(slots=True)
class Cursor:
    tokens: list[Token]
    groups: list[Group] = field(default_factory=list)
    limits: Limits = field(default_factory=Limits)
    shared: Limits = field(default_factory=Limits)
    by_arrangement: bool = False
    rest: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    monthly: bool = False
    i: int = 0

    def _kind(self, ahead: int = 0) -> Kind:
        k = self.i + ahead
        return self.tokens[k].kind if 0 <= k < len(self.tokens) else Kind.BREAK

    def _token(self, ahead: int = 0) -> Token:
        return self.tokens[self.i + ahead]

    def _next(self) -> None:
        self.i += 1

    def _unknown(self) -> None:
        if self._token().shown:
            self.rest.append(self._token().shown)
        self.i += 1

    def _group(self, fresh: bool = False) -> Group:
        """The group that is being read; days after times begin a new one."""
        last = self.groups[-1] if self.groups else None
        return self._new_group() if last is None or (fresh and last.full) else last

    def _new_group(self) -> Group:
        """What was said before the first group is for all of them, what was said after a group is for those before it."""
        if not self.groups:
            self.shared, self.limits = self.limits, Limits()
        elif self.limits != Limits():
            self._close_groups()
        self.groups.append(Group())
        return self.groups[-1]

    def _close_groups(self) -> None:
        for group in self.groups:
            group.limits = group.limits or self.limits
        self.limits = Limits()

    def _span_of_days(self) -> tuple[int, ...]:
        days = self._token().days
        self.i += 1
        if self._kind() in (Kind.TO, Kind.TO_AT) and self._kind(1) is Kind.DAY and len(days) == len(self._token(1).days) == 1:
            last = self._token(1).days[0]
            days = tuple((days[0] + k) % 7 for k in range((last - days[0]) % 7 + 1))
            self.i += 2
            if self._kind() is Kind.UNTIL_AFTER:
                self.i += 1
        return days
