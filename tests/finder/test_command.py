from io import StringIO

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.django_db
def test_ask_prints_a_table() -> None:
    out = StringIO()
    call_command("ask", "playgroup for my 6 month old baby", lang="en", near="44145", stdout=out)
    text = out.getvalue()
    assert "language  en" in text
    assert "44145 (Dortmund)" in text
    assert "EXAMPLE" in text
    assert "KI Stadt Dortmund: 115" in text


@pytest.mark.django_db
@pytest.mark.parametrize(("lang", "near"), [("klingon", ""), ("de", "Atlantis")])
def test_ask_says_what_is_wrong(lang: str, near: str) -> None:
    with pytest.raises(CommandError):
        call_command("ask", "x", lang=lang, near=near)
