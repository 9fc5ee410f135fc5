"""Sentences, wording, figures, memory, masks: the pure part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.terms.domain.folding import tokens
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.translation.domain.figures import differing, figures
from anlaufpunkt.translation.domain.masking import mask, unmask
from anlaufpunkt.translation.domain.memory import GAP, NEAR, Known, fill, look_up, pairs, put_in, ratio
from anlaufpunkt.translation.domain.segments import sentences, split
from anlaufpunkt.translation.domain.wording import GONE, NEW, SAME, difference

german = st.lists(
    st.sampled_from(
        ["Wir", "helfen.", "z. B.", "Mo.–Fr.", "10:30", "Uhr!", "\n", "؟", "مرحبا", "።", " ", "3.", "Mai", "⟦0⟧", "a@b.de"]
    )
).map(" ".join)
texts = st.one_of(st.text(max_size=80), german)


@given(texts)
def test_sentences_joined_are_the_text(text: str) -> None:
    assert "".join(split(text)) == text
    assert all(split(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wir helfen. Sie kommen vorbei!", ["Wir helfen.", "Sie kommen vorbei!"]),
        ("Wir helfen z. B. beim Antrag. Kommen Sie.", ["Wir helfen z. B. beim Antrag.", "Kommen Sie."]),
        ("Offen Mo.–Fr. 9.30 Uhr und am 3. Mai. Kostenlos.", ["Offen Mo.–Fr. 9.30 Uhr und am 3. Mai.", "Kostenlos."]),
        ("Der Verein e. V. hilft. Tel. 0231 50-1.", ["Der Verein e. V. hilft.", "Tel. 0231 50-1."]),
        ("Preis: 1.500 Euro. Danach frei", ["Preis: 1.500 Euro.", "Danach frei"]),
        ("Dr. Müller kommt. Er hilft.", ["Dr. Müller kommt.", "Er hilft."]),
        ("هل تريد المساعدة؟ نحن هنا. تعال!", ["هل تريد المساعدة؟", "نحن هنا.", "تعال!"]),
        ("آپ آئیں۔ ہم مدد کریں گے۔", ["آپ آئیں۔", "ہم مدد کریں گے۔"]),
        ("ንዑ። ንሕግዝ ኢና።", ["ንዑ።", "ንሕግዝ ኢና።"]),
        ("我们帮助您。请来。", ["我们帮助您。", "请来。"]),
        ("Um 10:30. Dann Tee. Im Jahr 2026. Ende", ["Um 10:30.", "Dann Tee.", "Im Jahr 2026.", "Ende"]),
        ("الساعة 10. تعالوا", ["الساعة 10.", "تعالوا"]),
        ("Montag\nDienstag", ["Montag", "Dienstag"]),
        ("„Komm.“ Dann geht es los … Ja?", ["„Komm.“", "Dann geht es los …", "Ja?"]),
    ],
)  # fmt: skip
def test_where_a_sentence_ends(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(texts, texts)
def test_the_difference_holds_both_wordings(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(p.text for p in pieces if p.kind in (SAME, GONE)) == before
    assert "".join(p.text for p in pieces if p.kind in (SAME, NEW)) == after
    assert before != after or {p.kind for p in pieces} <= {SAME}


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("um 10:30 Uhr", "at 10.30", ()),
        ("um 10 Uhr", "10:00", ()),
        ("von 9–12 Uhr", "9 - 12", ()),
        ("Tel. 0231 50-12345", "تلفون ٠٢٣١٥٠١٢٣٤٥", ()),
        ("0231 / 50 12 345", "0231 5012345", ()),
        ("1.500 Euro", "1500 euro", ()),
        ("für 3 Kinder", "for children", ("3",)),
        ("um 10:30 Uhr", "at 11:30", ("10.30", "11.30")),
        ("Tel. 0231 5012345", "0231 5012346", ("02315012345", "02315012346")),
        ("2 und 2", "2", ("2",)),
    ],
)
def test_figures_must_agree(source: str, target: str, expected: tuple[str, ...]) -> None:
    assert differing(source, target) == expected
    assert differing(target, source) == expected


@given(texts)
def test_a_text_agrees_with_itself(text: str) -> None:
    assert differing(text, text) == ()
    assert all(figures(text).values())


words = st.lists(st.sampled_from("abcdef"), max_size=8).map(tuple)


@given(words, words)
def test_the_ratio_is_symmetric_and_one_only_for_the_same(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    assert ratio(a, b) == ratio(b, a)
    assert 0 <= ratio(a, b) <= 1
    assert (ratio(a, b) == 1) == (a == b)


def known(source: str, target: str, uses: int = 1, number: int = 0) -> Known:
    return Known(number, source, target, tuple(tokens(source)), uses)


@given(st.lists(texts, max_size=4), texts)
def test_what_is_in_the_memory_is_found_and_nothing_unlike(sources: list[str], asked: str) -> None:
    memory = [known(source, f"T{i}", number=i) for i, source in enumerate(sources)]
    segment = look_up(asked, memory, most=10)
    assert {m.known.target for m in segment.matches if m.exact} == {k.target for k in memory if k.source == asked}
    assert all(m.ratio >= NEAR for m in segment.matches)


def test_exact_comes_first_then_what_is_used_more() -> None:
    memory = [
        known("Wir helfen beim Antrag.", "A", 1, 1), known("Wir helfen beim Antrag.", "B", 5, 2),
        known("Wir helfen gern beim Antrag.", "C", 9, 3), known("Etwas ganz anderes steht hier.", "D", 9, 4),
    ]  # fmt: skip
    assert [m.known.target for m in look_up("Wir helfen beim Antrag.", memory).matches] == ["B", "A", "C"]


def test_a_wrong_number_is_flagged_and_does_not_fill_in() -> None:
    near = look_up("Offen um 11 Uhr für alle hier.", [known("Offen um 10 Uhr für alle hier.", "Open at 10 for all here.")])
    assert near.matches[0].figures == ("10", "11")
    assert near.exact is None
    broken = look_up("Offen um 11 Uhr.", [known("Offen um 11 Uhr.", "Open at 12.")])
    assert broken.exact is None


def test_exact_sentences_fill_in_and_gaps_are_marked() -> None:
    source = "Wir helfen.  Kommen Sie.\nDanke."
    memory = [known("Wir helfen.", "We help."), known("Danke.", "Thanks.")]
    assert fill(source, [look_up(s, memory) for s in sentences(source)]) == f"We help.  {GAP}\nThanks."
    assert fill(source, [look_up(s, []) for s in sentences(source)]) == ""
    assert put_in(f"We help. {GAP}", "Come.") == "We help. Come."
    assert put_in("We help.", "Come.") == "We help. Come."


def test_sentences_are_paired_where_there_are_as_many() -> None:
    assert pairs("Eins. Zwei.", "One. Two.") == [("Eins.", "One."), ("Zwei.", "Two.")]
    assert pairs("Eins. Zwei.", "One and two.") == [("Eins. Zwei.", "One and two.")]
    assert pairs("Eins.", "") == []


@given(texts)
def test_unmasking_gives_the_text_back(text: str) -> None:
    masked = mask(text)
    assert unmask(masked.text, masked.kept) == text


@pytest.mark.parametrize(
    "private",
    [
        "anna@example.org",
        "0231 50-12345",
        "+49 (231) 5012345",
        "0151/23456789",
        "www.example.org",
        "https://example.org/a?b=1",
        "00492315012345",
    ],
)
def test_addresses_and_numbers_do_not_leave(private: str) -> None:
    masked = mask(f"Rufen Sie an: {private} oder kommen Sie um 10:30 Uhr.")
    assert private not in masked.text
    assert not set("@") & set(masked.text)
    assert "10:30" in masked.text
    assert "5012345" not in masked.text


@pytest.mark.parametrize("broken", ["", "⟦0⟧ ⟦0⟧ ⟦1⟧", "⟦0⟧", "⟦0⟧ ⟦1⟧ ⟦2⟧", "⟦0⟧ ⟦1⟧ ⟦", "[0] [1]", "⟦0⟧ ⟦eins⟧"])
def test_a_broken_mark_is_refused(broken: str) -> None:
    with pytest.raises(Refused, match="machine_rubbish"):
        unmask(broken, ("a@example.org", "b@example.org"))


def test_marks_may_change_their_order_and_get_spaces() -> None:
    assert unmask("⟦ 1 ⟧ x ⟦0⟧", ("a", "b")) == "b x a"
