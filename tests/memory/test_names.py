"""Keys become file names that stay in their folder, and come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import MemoryFault
from bot.memory.names import file_name, key_of


@pytest.mark.parametrize("key", ["123456", "123456-789", "cli-rehearsal", "with_line"])
def test_a_usual_key_is_its_own_name(key: str) -> None:
    assert file_name(key) == key


@pytest.mark.parametrize(
    "key", ["..", ".", "../up", "/etc/passwd", "a\0b", "a.json", "~", "A b", "ä"]
)
def test_a_key_cannot_leave_its_folder(key: str) -> None:
    name = file_name(key)
    assert not set(name) & set("/.\0~ ")
    assert key_of(name) == key


@given(st.text(alphabet=st.characters(), min_size=1, max_size=15))
def test_every_key_comes_back_from_its_name(key: str) -> None:
    assert key_of(file_name(key)) == key


@given(st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=8))
def test_two_keys_never_share_a_name_even_without_regard_to_case(one: str, other: str) -> None:
    assert (file_name(one).lower() == file_name(other).lower()) == (one == other)


@pytest.mark.parametrize("key", ["", "x" * 181, "ä" * 31])
def test_a_key_without_a_usable_name_is_refused(key: str) -> None:
    with pytest.raises(MemoryFault, match="cannot be a key"):
        file_name(key)


@pytest.mark.parametrize("name", ["", "a b", "%ff%fe", "%41%", "Upper", "notes.bak"])
def test_a_name_that_was_not_made_here_has_no_key(name: str) -> None:
    assert key_of(name) is None
