import pytest

from anlaufpunkt.needs.domain.language import guess, script_of
from anlaufpunkt.needs.selectors import knowledge
from anlaufpunkt.terms.domain.folding import tokens


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("أبحث عن طبيب يتكلم العربية", "ar"),
        ("دنبال کلاس زبان آلمانی می‌گردم چگونه", "fa"),
        ("زه د جرمني ژبې کورس غواړم", "ps"),
        ("من دەمەوێت فێری زمانی ئەڵمانی بم", "ckb"),
        ("Я шукаю дитячий садок для моєї доньки", "uk"),
        ("Где найти врача, который говорит по-русски? Мы ищем", "ru"),
        ("ትምህርቲ ቋንቋ ጀርመን", "ti"),
        ("Ez li xaniyekî digerim, hûn dikarin alîkarî bikin?", "ku"),
        ("Çocuğum için anaokulu arıyorum", "tr"),
    ],
)
def test_script_and_letters_decide(text: str, language: str) -> None:
    assert guess(text, tokens(text), knowledge().frequent, "de").code == language


def test_without_evidence_the_interface_decides() -> None:
    found = guess("12345", [], {}, "uk")
    assert found.code == "uk"
    assert not found.sure
    assert script_of("12345") == ""
