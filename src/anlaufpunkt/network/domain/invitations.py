"""How long an invitation holds."""

from datetime import timedelta

VALID = timedelta(days=14)
