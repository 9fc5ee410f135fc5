"""The shape of what a coordinator types about round tables."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.network.models import Membership, MembershipQuerySet, Organization
from anlaufpunkt.network.selectors import partners
from anlaufpunkt.reach.models import Meeting, RoundTable
from anlaufpunkt.reach.selectors.tables import at_table


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", "dir": "ltr"}, format="%Y-%m-%d")


def _time() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time", "dir": "ltr"}, format="%H:%M")


class People(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django knows no argument at run time
    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj.user.name} ({obj.place})"


class Person(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj.user.name} ({obj.place})"


class TableForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    organizations = forms.ModelMultipleChoiceField(
        Organization.objects.none(), label=_("Organisations that take part"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, membership: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organizations"].queryset = partners(membership=membership)  # type: ignore[attr-defined]


class MeetingForm(forms.Form):
    day = forms.DateField(label=_("Day"), widget=_day())
    begins = forms.TimeField(label=_("Begins at"), widget=_time())
    ends = forms.TimeField(label=_("Ends at"), widget=_time())
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    present = People(
        Membership.objects.none(), label=_("Who was there"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Only people with an account. Please write no other names into the minutes."),
    )  # fmt: skip
    minutes = forms.CharField(
        label=_("Minutes"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        help_text=_("All who take part in this round table can read this. It is deleted three years after the meeting."),
    )  # fmt: skip

    def __init__(self, table: RoundTable, meeting: Meeting | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = _eligible(table, meeting)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("begins") and data.get("ends") and data["ends"] <= data["begins"]:
            raise forms.ValidationError(_("The meeting ends before it begins. Please correct the times."))
        return data

    def span(self) -> tuple[datetime, datetime]:
        """Begin and end in the time of the place."""
        day, zone = self.cleaned_data["day"], timezone.get_default_timezone()
        return tuple(datetime.combine(day, self.cleaned_data[k], zone) for k in ("begins", "ends"))  # type: ignore[return-value]


def _eligible(table: RoundTable, meeting: Meeting | None) -> MembershipQuerySet:
    """Who sits at the table now, and who was there then."""
    ids = {m.pk for m in at_table(table)} | ({m.pk for m in meeting.present.all()} if meeting else set())
    return Membership.objects.filter(pk__in=ids).select_related("user", "organization", "centre").order_by("user__name")


class TaskForm(forms.Form):
    what = forms.CharField(label=_("What is to be done"), max_length=300)
    owner = Person(Membership.objects.none(), label=_("Who"))
    due = forms.DateField(label=_("Until"), widget=_day())

    def __init__(self, table: RoundTable, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = at_table(table)  # type: ignore[attr-defined]
