"""Which places of a title are marked for a query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.search.marking import sought, spelling_of
from guiju.search.understanding import understand


def marked(query: str, title: str, *, unfinished: bool = False, **corrected: list[str]) -> list[str]:
    pieces = sought(understand(query, {}), corrected, unfinished=unfinished).pieces(title)
    assert "".join(piece.text for piece in pieces) == title
    return [piece.text for piece in pieces if piece.found]


@pytest.mark.parametrize(
    ("query", "title", "found"),
    [
        ("道路照明", "LED城市道路照明应用技术要求", ["道路照明"]),
        ("室內照明", "室内工作场所照明", ["室内", "照明"]),
        ("灯具", "灯具 第2-1部分:固定式通用灯具", ["灯具", "灯具"]),
        ("泵", "潜水电泵", ["泵"]),
        ("lighting", "Road Lighting and lights", ["Lighting", "lights"]),
        ("ＬＥＤ", "LED modules", ["LED"]),
        ("resume", "Résumé of tests", ["Résumé"]),
        ("fitting", "Light \ufb01ttings", ["\ufb01ttings"]),
        ('"road lighting"', "Road tunnels, lighting", ["Road", "lighting"]),
        ("GB 7000.1", "灯具 7000.1", []),
        ("灯具 -隧道", "隧道灯具", ["灯具"]),
        ("", "灯具", []),
    ],
)
def test_marks_are_where_the_words_of_the_query_stand(query: str, title: str, found: list[str]) -> None:
    assert marked(query, title) == found


def test_marks_of_a_mistyped_word_are_on_the_word_it_was_taken_for() -> None:
    assert marked("requirments", "Safety requirements", requirments=["requirement"]) == ["requirements"]


def test_marks_of_an_unfinished_word_are_on_what_it_begins() -> None:
    assert marked("road lum", "Luminaires for road lighting", unfinished=True) == ["Luminaires", "road"]
    assert marked("l", "Luminaires", unfinished=True) == []


def test_spelling_is_the_one_most_titles_have() -> None:
    assert spelling_of("luminair", ["Luminaires", "luminaire, luminaire", "灯具"]) == "luminaire"
    assert spelling_of("luminair", ["灯具"]) == "luminair"


@given(st.text(), st.text())
def test_pieces_lose_nothing_of_a_title(query: str, title: str) -> None:
    marked(query, title)
