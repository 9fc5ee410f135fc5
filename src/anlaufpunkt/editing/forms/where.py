from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.directory.domain.versions import Facts
from anlaufpunkt.editing.forms.step import LTR, Step, check, line
from anlaufpunkt.finder.selectors import words

AREAS = (
    ("", _("people from around")), ("town", _("people of this town only")),
    ("nrw", _("people of all North Rhine-Westphalia")), ("de", _("people of all Germany")),
)  # fmt: skip


class Where(Step):
    title = _("Where does it take place?")
    NAMES = {
        "delivery": "delivery", "place": "spot.name", "street": "spot.street", "postcode": "spot.postcode", "city": "spot.city",
        "district": "spot.district", "confidential": "spot.confidential", "accessibility": "accessibility", "area": "areas",
    }  # fmt: skip
    delivery = check(_("How do people reach you?"), words.DELIVERY)
    place = line(_("Name of the house or room"), 200)
    street = line(_("Street and number"), 200)
    postcode = forms.RegexField(r"^\d{5}$", label=_("Postcode"), required=False, widget=forms.TextInput(attrs=LTR))
    city = line(_("Town"), 80)
    district = line(_("District"), 80)
    confidential = forms.BooleanField(
        label=_("The address is protected"), required=False,
        help_text=_("Readers then see the district only, and how to contact you."),
    )  # fmt: skip
    accessibility = check(_("Access"), words.ACCESS)
    area = forms.ChoiceField(label=_("Who may come?"), required=False, choices=AREAS)

    def __init__(self, *args: Any, locate: Callable[[str, str], Facts | None], **kwargs: Any) -> None:
        self.locate = locate
        super().__init__(*args, **kwargs)

    def shown(self, facts: Facts) -> dict[str, Any]:
        areas = facts.get("areas") or []
        return {**super().shown(facts), "delivery": facts.get("delivery") or ["on-site"],
                "area": areas[0] if areas and areas[0] in ("nrw", "de") else "town" if areas else ""}  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.found: Facts = {}
        given = data.get("postcode", ""), data.get("city", "")
        if any(given):
            found = self.locate(*given)
            if found is None:
                self.add_error("city", _("We do not know this town in North Rhine-Westphalia. Please check postcode and town."))
            self.found = found or {}
        elif "on-site" in data.get("delivery", ()):
            self.add_error("city", _("Please say in which town it takes place."))
        if data.get("area") == "town" and not any(given):
            self.add_error("area", _("Please say which town."))
        return data

    def facts(self) -> Facts:
        facts = {name: value for name, value in super().facts().items() if value is not False}
        area = self.cleaned_data["area"]
        kept = [a for a in self.known.get("areas", []) if a not in ("nrw", "de")]
        facts.pop("areas", None)
        if area:
            facts["areas"] = [area] if area != "town" else kept or [self.found["spot.municipality"]]
        same = all(self.known.get(f"spot.{k}", "") == self.cleaned_data[k] for k in ("street", "postcode", "city"))
        exact = {k: v for k, v in self.known.items() if k in ("spot.lat", "spot.lon", "spot.approximate")} if same else {}
        return facts | self.found | exact

    @classmethod
    def governs(cls, name: str) -> bool:
        return name in ("delivery", "accessibility", "areas") or name.startswith("spot.")
