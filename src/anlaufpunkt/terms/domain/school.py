"""School holidays of North Rhine-Westphalia, for all schools of the state.

Source: "Ordnung der Ferien", decree of the state's ministry of schools of 19 May 2022 (ABl. NRW. 06/22) for the school years
up to 2029/30, as published on schulministerium.nrw; summer 2030 from the same site
("Langfristige Sommerferienregelung bis 2030").
Checked 2026-11-22: the ministry's page up to Christmas 2026, the later days in two open collections; with the three or four
movable days every school year adds up to the 75 working days the states have agreed on (a test counts). Each school
chooses its movable days itself, so none of them is here.
"""

from bisect import bisect_right
from datetime import date

# First and last day, both included. The order of a school year begins with its summer.
_HOLIDAYS = """
2024-07-08 2024-08-20   2024-10-14 2024-10-26   2024-12-23 2025-01-06   2025-04-14 2025-04-26   2025-06-10 2025-06-10
2025-07-14 2025-08-26   2025-10-13 2025-10-25   2025-12-22 2026-01-06   2026-03-30 2026-04-11   2026-05-26 2026-05-26
2026-07-20 2026-09-01   2026-10-17 2026-10-31   2026-12-23 2027-01-06   2027-03-22 2027-04-03   2027-05-18 2027-05-18
2027-07-19 2027-08-31   2027-10-23 2027-11-06   2027-12-24 2028-01-08   2028-04-10 2028-04-22
2028-07-10 2028-08-22   2028-10-23 2028-11-04   2028-12-21 2029-01-05   2029-03-26 2029-04-07   2029-05-22 2029-05-22
2029-07-02 2029-08-14   2029-10-15 2029-10-27   2029-12-20 2030-01-04   2030-04-15 2030-04-27
2030-06-24 2030-08-06
"""
_DAYS = [date.fromisoformat(day) for day in _HOLIDAYS.split()]
_FIRST, _LAST = _DAYS[::2], _DAYS[1::2]
KNOWN_UNTIL = _LAST[-1]


def holidays_known(day: date) -> bool:
    """Whether the table speaks of this day."""
    return _FIRST[0] <= day <= KNOWN_UNTIL


def is_school_holiday(day: date) -> bool | None:
    """None before and after the table: nobody has said yet."""
    return day <= _LAST[bisect_right(_FIRST, day) - 1] if holidays_known(day) else None
