"""Cursors come back as they went, and nothing else comes in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.platform import cursors
from guiju.platform.problems import Problem


@given(st.integers(0, 2**63 - 1), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_cursor_brings_back_its_values(number: int, text: str) -> None:
    assert cursors.load(cursors.dump(number, text), int, str) == [number, text]


@given(st.text(max_size=200))
def test_any_other_text_is_a_bad_cursor(text: str) -> None:
    with pytest.raises(Problem) as caught:
        cursors.load(text, int, str, int)
    assert (caught.value.status, caught.value.code) == (400, "bad-cursor")


@pytest.mark.parametrize("values", [(2**63, "a"), (-2, "a"), (True, "a"), (1, "a\0"), (1,), (1, "a", "b"), ("1", "a")])
def test_values_no_answer_gives_are_a_bad_cursor(values: tuple[object, ...]) -> None:
    with pytest.raises(Problem):
        cursors.load(cursors.dump(*values), int, str)


def test_deeply_nested_cursor_is_a_bad_cursor() -> None:
    with pytest.raises(Problem):
        cursors.load(cursors.dump(1, "a")[:-2] + "W1tb" * 1500, int, str)
