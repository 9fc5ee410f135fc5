"""Small numbers: what is shown never tells a small count from its neighbours, not even to somebody who knows the rule."""

from collections import defaultdict
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.reach.domain.small import STEP, Row, lowered, protected, total

parts = st.lists(st.integers(0, 60), min_size=1, max_size=8)


@given(parts)
def test_every_value_of_a_step_stays_possible_beside_the_total(values: list[int]) -> None:
    """For each part and each value of its step there are other parts that show exactly the same."""
    shown, whole = [lowered(v) for v in values], total(values)
    for i in range(len(values)):
        for value in range(shown[i], shown[i] + STEP):
            others = [step for n, step in enumerate(shown) if n != i]
            reach = range(value + sum(others), value + sum(others) + (STEP - 1) * len(others) + 1)
            assert any(total(_with_sum(others, value, target)) == whole for target in reach)


def _with_sum(others: list[int], value: int, target: int) -> list[int]:
    """Values inside the others' steps that add up to `target` together with `value`."""
    left, made = target - value - sum(others), []
    for step in others:
        more = min(left, STEP - 1)
        made.append(step + more)
        left -= more
    assert left == 0
    return [value, *made]


@given(parts)
def test_totals_are_true(values: list[int]) -> None:
    assert 0 <= total(values) <= sum(values)
    assert total(values) >= sum(lowered(v) for v in values)


def _rows(places: int, languages: int, highest: int) -> dict[str, list[tuple[int, ...]]]:
    """What is shown → all counts that show it."""
    keys = [(f"p{p}", f"l{n}") for p in range(places) for n in range(languages)]
    found: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(highest + 1), repeat=len(keys)):
        row = protected(
            dict(zip(keys, counts, strict=True)), [f"p{p}" for p in range(places)], [f"l{n}" for n in range(languages)]
        )
        found[repr(row)].append(counts)
    return found


def test_two_breakdowns_together_leave_small_counts_open() -> None:
    """One place with up to five languages, where the sum of the place could give the languages away; two by two."""
    for places, languages, highest in ((1, 2, 11), (1, 5, 4), (2, 2, 5), (2, 1, 11)):
        for counts in _rows(places, languages, highest).values():
            shown = protected_of(counts[0], places, languages)
            for n in range(languages):
                if shown.languages[f"l{n}"] == 0:
                    assert len({sum(c[p * languages + n] for p in range(places)) for c in counts}) > 1, counts[0]
            for p in range(places):
                if shown.places[f"p{p}"] == 0:
                    assert len({sum(c[p * languages : (p + 1) * languages]) for c in counts}) > 1, counts[0]


def protected_of(counts: tuple[int, ...], places: int, languages: int) -> Row:
    keys = [(f"p{p}", f"l{n}") for p in range(places) for n in range(languages)]
    return protected(dict(zip(keys, counts, strict=True)), [f"p{p}" for p in range(places)], [f"l{n}" for n in range(languages)])


@given(st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), st.integers(0, 40)))
def test_what_is_shown_is_never_more_than_the_truth(counts: dict[tuple[str, str], int]) -> None:
    row = protected(counts, "abc", "xyz")
    for place in "abc":
        assert row.places[place] % STEP == 0
        assert row.places[place] <= sum(n for (p, _), n in counts.items() if p == place)
    assert row.total <= sum(counts.values())
    assert max(sum(row.places.values()), sum(row.languages.values())) <= max(sum(counts.values()), 0)
