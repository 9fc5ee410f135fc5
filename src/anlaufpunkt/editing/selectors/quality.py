"""The checks of quality and the hints on wording in words of the reader."""

from django.utils.translation import gettext_lazy as _

from anlaufpunkt.editing.domain.readability import Kind

# What is asked for, and how to mend it: (label, advice).
CHECKS = {
    "name": (_("A short name that says something"), _("At most 70 letters; say what people do there.")),
    "description": (_("A description"), _("Between 80 and 600 letters: what happens there, and what people get out of it.")),
    "need": (_("What it helps with"), _("Choose at least one.")),
    "who": (_("For whom"), _("Say the group or the age.")),
    "times": (_("Times"), _("Say when it takes place, or that it is by appointment.")),
    "holidays": (_("School holidays"), _("Say whether it takes place in the school holidays.")),
    "place": (_("The whole address"), _("Street, postcode and town; the district is enough for a protected place.")),
    "accessibility": (_("Access"), _("Say whether one gets in without steps, and whether there is a lift.")),
    "cost": (_("Cost"), _("Say whether it costs anything.")),
    "spoken": (_("Languages spoken there"), _("Name every language that somebody there speaks.")),
    "translations": (_("Translations"), _("Have the text translated into the languages spoken there, and keep it up to date.")),
    "entry": (_("How to get in"), _("Say whether people just come by or need an appointment.")),
    "phone": (_("Telephone"), _("A number that somebody answers.")),
    "second-contact": (_("A second way of contact"), _("Two of: telephone, e-mail, website.")),
    "documents": (_("What to bring"), _("Say which papers people need for the appointment.")),
    "childcare": (_("Childcare"), _("Say whether somebody looks after the children.")),
    "confirmed": (_("Confirmed"), _("Confirm at least every 90 days that everything is right.")),
    "readable": (_("Easy to read"), _("Short sentences, no office words.")),
}  # fmt: skip
HINTS = {
    Kind.VERY_LONG_SENTENCE: _("Very long sentence: please make two or three of it."),
    Kind.LONG_SENTENCE: _("Long sentence: perhaps make two of it."),
    Kind.LONG_WORD: _("Long word: say it in short words, or write it with a hyphen."),
    Kind.OFFICE_WORD: _("Office word"),
    Kind.ABBREVIATION: _("Abbreviation: please write it out."),
    Kind.PASSIVE: _("Who does it? “We help” is clearer than “help is given”."),
    Kind.NOUNS: _("Many abstract words: say what people do."),
}
