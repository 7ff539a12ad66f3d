"""How text is cut for the search: equal pieces for what a person takes for equal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel import segment


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("ＧＢ／Ｔ　７０００", "gb/t 7000"),
        ("室內照明用LED產品", "室内照明用led产品"),
        ("Éclairage", "eclairage"),
        ("灯具", "灯具"),
        ("", ""),
    ],
)
def test_fold_spelling_gives_one_form(typed: str, folded: str) -> None:
    assert segment.fold(typed) == folded


def test_tokens_mixed_title_are_pairs_and_stems_in_order() -> None:
    cut = segment.tokens(segment.fold("LED筒灯 性能 Performance of lights"))
    assert cut == ["led", "筒灯", "性能", "performanc", "of", "light"]


def test_tokens_single_character_stands_for_itself() -> None:
    assert segment.tokens("泵") == ["泵"]


def test_tokens_number_with_unit_stays_whole() -> None:
    assert segment.tokens("50v 61000.3") == ["50v", "61000.3"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lighting", "lights"),
        ("luminaire", "luminaires"),
        ("tested", "tests"),
        ("fittings", "fitting"),
        ("boxes", "box"),
        ("batteries", "battery"),
        ("measure", "measuring"),
    ],
)
def test_stem_forms_of_one_word_meet(one: str, other: str) -> None:
    assert segment.stem(one) == segment.stem(other)


@pytest.mark.parametrize("word", ["led", "gas", "bus", "glass", "ring", "iso", "7000", "灯具", "analysis"])
def test_stem_short_or_other_words_stay(word: str) -> None:
    assert segment.stem(word) == word


def test_characters_of_text_come_once_in_order() -> None:
    assert segment.characters("灯具 led 灯") == ["灯", "具"]


def test_words_of_run_lose_nothing() -> None:
    assert segment.words("教室照明") == ["教室", "照明"]


@given(st.text())
def test_fold_folded_text_stays(text: str) -> None:
    once = segment.fold(text)
    assert segment.tokens(segment.fold(once)) == segment.tokens(once)


@given(st.text(alphabet="灯具照明泵阀", min_size=2, max_size=12))
def test_tokens_of_part_stand_in_tokens_of_whole(text: str) -> None:
    """What makes phrases possible: the pairs of a part follow one another in the whole."""
    whole, part = segment.tokens(f"前{text}后"), segment.tokens(text)
    assert any(whole[start : start + len(part)] == part for start in range(len(whole)))
