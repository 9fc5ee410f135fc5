"""One spelling for each number and address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.protection.domain import contacts
from anlaufpunkt.terms.domain.refusal import Refused


@pytest.mark.parametrize(
    "text", ["0231 123456", "+49 231 123456", "0049 231/12 34 56", "+49 (0)231-123456", "٠٢٣١ ١٢٣٤٥٦", " 0231.123456 "]
)
def test_one_number_however_it_is_typed(text: str) -> None:
    assert contacts.phone(text) == "+49231123456"


@pytest.mark.parametrize("text", ["", "112", "abc", "+", "0", "12345678901234567890", "++49231123456"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(Refused, match="not_a_phone_number"):
        contacts.phone(text)


@given(st.text(max_size=30))
def test_a_spelling_is_its_own_spelling(text: str) -> None:
    for spell in (contacts.phone, contacts.mail):
        try:
            once = spell(text)
        except Refused:
            continue
        assert spell(once) == once


@pytest.mark.parametrize(
    "text", ["a@b", "a b@c.de", "@c.de", "a@c.de, b@c.de", "<a@c.de>", "a@c.de\nBcc: x@y.de", "x" * 250 + "@c.de"]
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(Refused, match="not_a_mail_address"):
        contacts.mail(text)


def test_an_address_in_small_letters() -> None:
    assert contacts.mail(" Amina.K@Example.ORG ") == "amina.k@example.org"
