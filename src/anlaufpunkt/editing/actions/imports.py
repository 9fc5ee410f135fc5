"""An organisation's own list: look it through, take it over in portions, undo it. Each portion is one transaction."""

import uuid
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from anlaufpunkt.directory.actions import lock_services, put_service
from anlaufpunkt.directory.domain.offer import from_json
from anlaufpunkt.directory.domain.versions import compare, deep, flat
from anlaufpunkt.directory.models import Revision, Service
from anlaufpunkt.directory.models.service import UNDONE
from anlaufpunkt.editing.actions.drafts import begin, change, fill_in, move, publish
from anlaufpunkt.editing.actions.services import set_state
from anlaufpunkt.editing.domain.applying import applied, identity, name_in
from anlaufpunkt.editing.domain.cells import Problem
from anlaufpunkt.editing.domain.columns import MAX_ROWS, Columns, find_columns
from anlaufpunkt.editing.domain.facts import missing
from anlaufpunkt.editing.domain.importing import Read, read_row
from anlaufpunkt.editing.domain.lifecycle import Move, State, may
from anlaufpunkt.editing.domain.stages import Fate, Outcome, Stage
from anlaufpunkt.editing.models import Draft, Import, ImportRow, ListKey
from anlaufpunkt.editing.policies import may_import, may_move
from anlaufpunkt.editing.selectors.imports import KEPT_DAYS, words_for_lists
from anlaufpunkt.editing.selectors.targets import Target, Targets
from anlaufpunkt.journal.actions import note
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.terms.domain.refusal import Refused

PORTION = 20
Rows = list[tuple[int, list[str]]]
_Verb = Callable[[Membership, Import, ImportRow, datetime], None]


def _note(membership: Membership, one: Import, what: str, now: datetime) -> None:
    note(
        now=now, actor=membership.user.actor, action=f"import.{what}", subject=one.actor,
        centre=one.organization.centre_id or "", organization=str(one.organization_id),
    )  # fmt: skip


def look_through(*, by: Membership, organization: Organization, rows: Rows, language: str, now: datetime) -> Import:
    """What each row would do. Nothing of the directory is touched."""
    if not may_import(by, organization):
        raise Refused("not_yours")
    words = words_for_lists(language)
    columns = find_columns(rows, words.lookups["columns"])
    data = [(number, row) for number, row in rows if number > columns.row]
    if not data:
        raise Refused("no_rows")
    if len(data) > MAX_ROWS:
        raise Refused("too_many_rows")
    reads = [(number, read_row(columns.cells(row), words, language)) for number, row in data]  # long, hence before any lock
    with transaction.atomic():
        one = Import.objects.create(
            organization=organization, by=by.user.actor, created=now, language=language,
            unused=[asdict(column) for column in columns.unused],
        )  # fmt: skip
        ImportRow.objects.bulk_create(_planned(one, columns, reads), batch_size=100)
        _note(by, one, "looked-through", now)
    return one


def forget_imports(*, now: datetime) -> int:
    """Lists are kept for some time only; what became of them stays in the directory and its history."""
    return Import.objects.filter(created__lte=now - timedelta(days=KEPT_DAYS)).delete()[0]


def _planned(one: Import, columns: Columns, reads: list[tuple[int, Read]]) -> list[ImportRow]:
    targets = Targets(one.organization)
    keys: dict[int, uuid.UUID | None] = {}
    first: dict[str, int] = {}
    for number, read in reads:
        name = identity(read, one.language)
        if not read.number and not name_in(read.facts, one.language):
            read.problems.append(Problem("name_missing", "name"))
        elif name in first:
            read.problems.append(Problem("twice_in_list", "id" if read.number else "name", str(first[name])))
        else:
            first[name] = number
            try:
                keys[number] = targets.key_for(read, one.language)
            except Refused as refused:
                read.problems.append(Problem(refused.code, "id" if read.number else "name"))
    known = targets.load([key for key in keys.values() if key])
    taken: dict[uuid.UUID, int] = {}
    planned = []
    for number, read in reads:
        key = keys.get(number)
        if key and key in taken:
            read.problems.append(Problem("twice_in_list", "name", str(taken[key])))
        elif key:
            taken[key] = number
        planned.append(_plan(one, columns, number, read, known.get(key) if key else None))
    return planned


def _plan(one: Import, columns: Columns, number: int, read: Read, target: Target | None) -> ImportRow:
    before = target.facts if target else {}
    facts = applied(before, read, one.language)
    name = name_in(facts, facts.get("language", one.language))
    if not target and not name and read.sound:
        read.problems.append(Problem("name_missing", "name"))
    if target and before.get("language") != one.language:
        read.problems.append(Problem("other_language", "name"))
    differences = [asdict(c) for c in compare(deep(before), deep(facts))]
    if not read.sound:
        outcome = Outcome.ERROR
    elif target is None:
        outcome = Outcome.NEW
    else:
        outcome = Outcome.CHANGED if differences else Outcome.UNCHANGED
    return ImportRow(
        part_of=one, number=number, name=name[:200], outcome=outcome.value, identity=identity(read, one.language),
        facts=facts if outcome in (Outcome.NEW, Outcome.CHANGED) else {}, differences=differences if target else [],
        problems=[{**asdict(p), "heading": columns.headings.get(p.column, "")} for p in read.problems],
        base=target.base if target else 0,
        service=target.service if target else None, draft=target.draft if target else None,
    )  # fmt: skip


def _portion(
    by: Membership,
    one: Import,
    now: datetime,
    stages: tuple[Stage, Stage, Stage],
    rows: QuerySet[ImportRow],
    each: _Verb,
    trouble: Fate,
) -> int:
    """Some rows in one transaction, each in a savepoint of its own; returns how many are left."""
    Organization.objects.select_for_update(no_key=True).get(
        pk=one.organization_id
    )  # two lists at once would double what is new in both
    locked = Import.objects.select_for_update(of=("self",)).select_related("organization").get(pk=one.pk)
    if not may_import(by, locked.organization):
        raise Refused("not_yours")
    begun, during, done = stages
    if begun == Stage.TAKEN and locked.state == Stage.TAKING.value:  # undone before it was wholly taken over
        locked.state = Stage.TAKEN.value
    if locked.state not in (begun.value, during.value):
        raise Refused("not_allowed_now")
    some = list(rows.filter(part_of=locked)[:PORTION])
    _lock(some)
    for row in some:
        try:
            with transaction.atomic():
                each(by, locked, row, now)
        except Refused as refused:
            row.fate, row.reason = trouble.value, refused.code
        row.save(update_fields=["fate", "reason", "mark"])
    left: int = rows.filter(part_of=locked).count()
    locked.state = during.value if left else done.value
    locked.save(update_fields=["state"])
    if not left:
        _note(by, locked, done.value, now)
    return left


def _lock(rows: list[ImportRow]) -> None:
    """What the rows will touch, in the order everybody keeps (`drafts.py`), before the first entry in the journal."""
    services = [key for row in rows if (key := row.service or row.mark.get("service"))]
    lock_services(services)
    drafts = Q(pk__in=[key for row in rows if (key := row.draft or row.mark.get("draft"))]) | Q(service__in=services)
    list(Draft.objects.select_for_update(of=("self",)).filter(drafts).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def take_over(*, by: Membership, one: Import, now: datetime) -> int:
    """The next rows without errors become drafts, and are published where the membership may. Returns how many are left."""
    rows = ImportRow.objects.filter(outcome__in=(Outcome.NEW.value, Outcome.CHANGED.value), fate="").order_by("number")
    return _portion(by, one, now, (Stage.PLANNED, Stage.TAKING, Stage.TAKEN), rows, _take, Fate.REFUSED)


def _take(by: Membership, one: Import, row: ImportRow, now: datetime) -> None:
    own = row.draft is None  # a draft somebody has begun is not ours to publish
    draft = _draft_for(by, one, row, now)
    was = draft.offer
    if row.outcome == Outcome.CHANGED:
        fill_in(by=by, draft=draft, before=flat(was), mine=row.facts, now=now)
        draft.refresh_from_db()
    row.fate, row.mark = Fate.DRAFT.value, {"draft": str(draft.id), "edition": draft.edition, **({} if own else {"was": was})}
    if own and may_move(by, draft, Move.PUBLISH) and not missing(draft.offer):
        service = publish(by=by, draft=draft, choices={}, edition=draft.edition, now=now)
        row.fate, row.mark = Fate.PUBLISHED.value, {"service": str(service.id), "revision": service.revision, "before": row.base}
    offer = row.service or draft.id
    ListKey.objects.update_or_create(organization=one.organization, identity=row.identity, defaults={"offer": offer})


def _draft_for(by: Membership, one: Import, row: ImportRow, now: datetime) -> Draft:
    """The draft the row writes into; refused where the offer is no longer as it was looked through."""
    if row.outcome == Outcome.NEW:
        known = (
            ListKey.objects.filter(organization=one.organization, identity=row.identity).values_list("offer", flat=True).first()
        )
        if known and (Draft.objects.filter(pk=known).exists() or Service.objects.filter(pk=known).exists()):
            raise Refused("there_meanwhile")
        return begin(by=by, organization=one.organization, facts=deep(row.facts), now=now)
    if row.draft:
        draft = Draft.objects.filter(pk=row.draft, edition=row.base, organization=one.organization).first()
        if draft is None:
            raise Refused("changed_meanwhile")
        return draft
    service = Service.objects.filter(pk=str(row.service), revision=row.base, organization=one.organization).first()
    if service is None or Draft.objects.filter(service=service).exists():
        raise Refused("changed_meanwhile")
    return change(by=by, service=service, now=now)


@transaction.atomic
def undo(*, by: Membership, one: Import, now: datetime) -> int:
    """Takes back what the list has done, last row first, save what somebody has changed since. Returns how many are left."""
    rows = ImportRow.objects.filter(fate__in=(Fate.DRAFT.value, Fate.PUBLISHED.value)).order_by("-number")
    return _portion(by, one, now, (Stage.TAKEN, Stage.UNDOING, Stage.UNDONE), rows, _take_back, Fate.KEPT)


def _take_back(by: Membership, one: Import, row: ImportRow, now: datetime) -> None:
    if row.fate == Fate.PUBLISHED:
        _unpublish(by, one, row, now)
    else:
        _undraft(by, one, row, now)
    if row.outcome == Outcome.NEW:
        ListKey.objects.filter(organization=one.organization, identity=row.identity).delete()
    row.fate = Fate.UNDONE.value


def _unpublish(by: Membership, one: Import, row: ImportRow, now: datetime) -> None:
    service = Service.objects.select_for_update().get(pk=row.mark["service"])
    if service.revision != row.mark["revision"] or Draft.objects.filter(service=service).exists():
        raise Refused("changed_since")
    if row.outcome == Outcome.NEW:
        set_state(by=by, service=service, to=Move.END, now=now, cause=UNDONE)
        return
    if not may(Move.PUBLISH, State.DRAFT, Role(by.role), trusted=one.organization.trusted):
        raise Refused("not_allowed_now")
    earlier = Revision.objects.get(service=service, number=row.mark["before"])
    put_service(
        offer=from_json(earlier.offer), organization=one.organization, now=now, actor=by.user.actor, cause=UNDONE,
        base=service.revision,
    )  # fmt: skip


def _undraft(by: Membership, one: Import, row: ImportRow, now: datetime) -> None:
    draft = Draft.objects.filter(pk=row.mark["draft"]).first()
    if draft is None:
        if Service.objects.filter(pk=row.mark["draft"]).exists() or row.outcome == Outcome.CHANGED:
            raise Refused("changed_since")  # published, or thrown away, by somebody
        return
    if draft.edition != row.mark["edition"]:
        raise Refused("changed_since")
    if "was" in row.mark:
        fill_in(by=by, draft=draft, before=flat(draft.offer), mine=flat(row.mark["was"]), now=now)
    else:
        move(by=by, draft=draft, to=Move.DISCARD, now=now)
