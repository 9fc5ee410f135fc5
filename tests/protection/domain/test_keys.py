"""The key file."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.protection.domain.keys import SIZE, Key, Ring, parse, written
from anlaufpunkt.terms.domain.refusal import Refused

SECRETS = st.binary(min_size=SIZE, max_size=SIZE)
RINGS = st.builds(
    Ring, st.lists(st.builds(Key, st.uuids(), SECRETS), min_size=1, max_size=4, unique_by=lambda key: key.id).map(tuple), SECRETS
)


@given(RINGS)
def test_what_is_written_is_read_again(ring: Ring) -> None:
    assert parse(written(ring)) == ring


@given(RINGS, st.data())
def test_a_damaged_line_is_refused_and_no_secret_is_told(ring: Ring, data: st.DataObject) -> None:
    lines = written(ring).splitlines()
    broken = data.draw(st.integers(0, len(lines) - 1))
    lines[broken] = lines[broken][: data.draw(st.integers(1, len(lines[broken]) - 1))]
    with pytest.raises(Refused) as refused:
        parse("\n".join(lines))
    assert refused.value.code == "key_file_damaged"
    assert lines[broken].split()[-1] not in str(refused.value.facts) or len(lines[broken].split()[-1]) < 3


@pytest.mark.parametrize("text", ["", "\n", "index AAAA", "master x y", "master", "\ufffd"])
def test_a_file_without_keys_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse(text)


def test_two_keys_of_one_name_are_refused() -> None:
    one = Key(uuid.uuid4(), b"1" * SIZE)
    with pytest.raises(Refused):
        parse(written(Ring((one, Key(one.id, b"2" * SIZE)), b"3" * SIZE)))


def test_keys_do_not_show_in_messages() -> None:
    one = Key(uuid.uuid4(), b"1" * SIZE)
    assert "1111" not in repr(one) + repr(Ring((one,), b"2" * SIZE)) + f"{one}"
