"""How long an invitation holds, and how many may be open at once: a lost account must not write to half the town."""

from datetime import timedelta

VALID = timedelta(days=14)
DOUBLE_CLICK = timedelta(minutes=1)  # the same invitation again within this time is the same one
MOST_OF_ONE_PLACE = 20  # open ones into one organisation, or into one centre itself
MOST_BY_ONE_PERSON = 50
