"""An organisation's own list: upload, look through, take over, undo."""

import time
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anlaufpunkt.directory.domain.versions import deep
from anlaufpunkt.editing.actions import imports as actions
from anlaufpunkt.editing.adapters.sheets import MAX_BYTES, read_list
from anlaufpunkt.editing.domain.facts import missing
from anlaufpunkt.editing.forms.upload import UploadForm
from anlaufpunkt.editing.models import Import, ImportRow
from anlaufpunkt.editing.policies import may_import
from anlaufpunkt.editing.selectors.import_words import (
    REASONS,
    about_differences,
    about_file,
    about_row,
    column_words,
    meant_words,
)
from anlaufpunkt.editing.selectors.imports import FATES, OUTCOMES, STAGES, counts, example, imports
from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.network.models import Membership
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.ui.adapters.spreadsheet import MIME, as_csv, as_xlsx
from anlaufpunkt.ui.adapters.upload import SmallFile

PATIENCE = 8.0  # seconds of work for one request; the rest is done with the next


def _import(request: HttpRequest, key: uuid.UUID) -> Import:
    one = get_object_or_404(imports(membership_of(request), timezone.now()), pk=key)
    if not may_import(membership_of(request), one.organization):
        raise PermissionDenied
    return one


@csrf_exempt  # checked in `_index`: nothing may read the form before the file has somebody who takes it
@desk(Duty.LISTS)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest, lang: str) -> HttpResponse:
    """The lists of the last weeks, and a form for another one, which takes a file."""
    handler = SmallFile(request, MAX_BYTES)
    request.upload_handlers = [handler]
    return _index(request, lang, handler)


@csrf_protect
def _index(request: HttpRequest, lang: str, handler: SmallFile) -> HttpResponse:
    mine, problem = membership_of(request), ""
    form = UploadForm(mine, request.POST or None, request.FILES or None)
    if request.method == "POST":
        try:
            return _take_in(mine, form, lang, handler)
        except Refused as refused:
            problem = about_file(refused)
    found = [(one, STAGES[one.state]) for one in imports(mine, timezone.now())[:50]]
    return desk_page(
        request, "editing/imports.html", _("Take over your own list"), status=422 if problem else 200, form=form, found=found,
        problem=problem,
    )  # fmt: skip


def _take_in(mine: Membership, form: UploadForm, lang: str, handler: SmallFile) -> HttpResponse:
    if handler.too_large:
        raise Refused("file_too_large")
    if not form.is_valid() or form.cleaned_data["list"] is None:
        raise Refused("file_missing")
    data = form.cleaned_data
    rows = read_list(data["list"].read())
    made = actions.look_through(
        by=mine, organization=data["organization"], rows=rows, language=data["language"], now=timezone.now()
    )
    return HttpResponseRedirect(f"/{lang}/desk/imports/{made.id}/")


@desk(Duty.LISTS)
@require_safe
def one(request: HttpRequest, lang: str, one: uuid.UUID) -> HttpResponse:
    """Row by row: what would happen, or what has happened."""
    this = _import(request, one)
    rows, only = this.rows.all(), request.GET.get("only", "")
    if only in OUTCOMES:
        rows = rows.filter(outcome=only)
    elif only in FATES:
        rows = rows.filter(fate=only)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    shown = [_row(row, lang) for row in page]
    unused = [(column["heading"], meant_words(column["meant"])) for column in this.unused]
    return desk_page(
        request, "editing/import.html", _("Your list"), one=this, page=page, rows=shown, counts=counts(this), unused=unused,
        only=only, outcomes=OUTCOMES.items(), fates=FATES.items(), stage=STAGES[this.state],
    )  # fmt: skip


def _row(row: ImportRow, lang: str) -> dict[str, Any]:
    return {
        "row": row, "outcome": OUTCOMES[row.outcome], "fate": FATES.get(row.fate, ""), "reason": REASONS.get(row.reason, ""),
        "differences": about_differences(row.differences, lang),
        "problems": [(column_words(p), about_row(p), p["grave"]) for p in row.problems],
        "incomplete": bool(row.facts) and bool(missing(deep(row.facts))),
    }  # fmt: skip


@desk(Duty.LISTS)
@require_POST
def take(request: HttpRequest, lang: str, one: uuid.UUID) -> HttpResponse:
    return _work(request, lang, one, actions.take_over, _("Your list has been taken over."))


@desk(Duty.LISTS)
@require_POST
def undo(request: HttpRequest, lang: str, one: uuid.UUID) -> HttpResponse:
    return _work(request, lang, one, actions.undo, _("The list has been undone."))


def _work(request: HttpRequest, lang: str, key: uuid.UUID, verb: Callable[..., int], done: str) -> HttpResponse:
    """Portion by portion as long as a reader waits; what is left is done with one more press of the button."""
    this, until = _import(request, key), time.monotonic() + PATIENCE
    try:
        left = verb(by=membership_of(request), one=this, now=_now())
        while left and time.monotonic() < until:
            left = verb(by=membership_of(request), one=this, now=_now())
    except Refused as refused:
        messages.warning(request, about_file(refused))
        return HttpResponseRedirect(f"/{lang}/desk/imports/{this.id}/")
    if left:
        messages.warning(request, _("%(left)d rows are left. Please go on.") % {"left": left})
    else:
        messages.success(request, done)
    return HttpResponseRedirect(f"/{lang}/desk/imports/{this.id}/")


def _now() -> datetime:
    return timezone.now()


@desk(Duty.LISTS)
@require_safe
def sample(request: HttpRequest, lang: str, form: str) -> HttpResponse:
    """An empty list with our headings and one invented row."""
    content = as_xlsx(example()) if form == "xlsx" else as_csv(example())
    return HttpResponse(content, MIME[form], headers={"Content-Disposition": f'attachment; filename="anlaufpunkt.{form}"'})
