"""What pairs of texts teach, and the file that officials edit."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju.search import terms
from guiju.search.learning import Term, learn

PAIRS = [
    ("道路 灯具", "road luminaires"),
    ("道路 泵", "road pumps"),
    ("户外 泵", "outdoor pumps"),
    ("户外 灯具", "outdoor luminaires"),
    ("室内 灯具", "indoor luminaires"),
    ("室内 泵", "indoor pumps"),
]


def test_learn_words_that_always_go_together_are_paired() -> None:
    assert [(term.zh, term.en) for term in learn(PAIRS, "lists")] == [
        ("室内", "indoor"),
        ("户外", "outdoor"),
        ("泵", "pumps"),
        ("灯具", "luminaires"),
        ("道路", "road"),
    ]


def test_learn_one_text_alone_teaches_nothing() -> None:
    assert learn(PAIRS[:1] * 5, "lists") == []


def test_learn_more_evidence_weighs_more() -> None:
    weights = {term.zh: term.weight for term in learn(PAIRS, "lists")}
    assert weights["泵"] > weights["道路"]


def test_relearn_rewrites_learned_rows_and_keeps_edited_ones(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("zh,en,weight,origin\n路灯,street lights,1,office\n旧词,old,0.5,learned\n", encoding="utf-8")
    assert terms.relearn(path, PAIRS) == 5
    rows = terms.own_terms(path)
    assert rows[0] == Term("路灯", "street lights", 1.0, "office")
    assert [row.zh for row in rows[1:]] == ["室内", "户外", "泵", "灯具", "道路"]


def test_relearn_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    terms.relearn(path, PAIRS)
    once = path.read_text(encoding="utf-8")
    terms.relearn(path, PAIRS)
    assert path.read_text(encoding="utf-8") == once


@pytest.mark.parametrize("row", ["灯具,,1,x", "灯具,lamp,2,x", "灯具,lamp,much,x", ",lamp,1,x"])
def test_read_terms_bad_row_is_named(row: str) -> None:
    with pytest.raises(terms.TermsError, match=r"terms\.csv, row 3"):
        list(terms.read_terms(f"zh,en,weight,origin\n泵,pump,1,x\n{row}\n", "terms.csv"))


def test_synonyms_go_both_ways_and_weight_nought_forbids() -> None:
    learned = [Term("灯具", "luminaires", 0.8, "learned"), Term("泵", "lamp", 0.5, "learned")]
    edited = [Term("泵", "lamp", 0, "office"), Term("泵", "pumps", 1, "office")]
    assert terms.synonyms(learned, edited) == {
        "灯具": [("luminair", 0.8)],
        "luminair": [("灯具", 0.8)],
        "泵": [("pump", 1)],
        "pump": [("泵", 1)],
    }


def test_shipped_terms_can_be_read_and_name_their_origin() -> None:
    assert {term.origin for term in terms.shipped_terms()} == {"tariff"}
