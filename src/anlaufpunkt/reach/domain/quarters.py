"""Quarters that are over. Counts of a running quarter, looked at twice, would tell who asked in between."""

from datetime import date, timedelta

Quarter = tuple[int, int]


def finished(today: date, how_many: int = 4) -> list[Quarter]:
    """(year, 1 to 4), newest first."""
    index = today.year * 4 + (today.month - 1) // 3
    return [((index - n) // 4, (index - n) % 4 + 1) for n in range(1, how_many + 1)]


def days_of(quarter: Quarter) -> tuple[date, date]:
    """First and last day."""
    year, number = quarter
    following = date(year + number // 4, number % 4 * 3 + 1, 1)
    return date(year, number * 3 - 2, 1), following - timedelta(1)
