"""Identifiers taken apart by hand from the rules of their bodies, against the parser."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju.kernel.docid import parse

LABELS = Path(__file__).with_name("labels.tsv")


def read_labels() -> list[tuple[str, ...]]:
    lines = LABELS.read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def test_labels_file_holds_at_least_two_hundred_identifiers() -> None:
    assert len(read_labels()) >= 200


@pytest.mark.parametrize(("text", "body", "number", "parts", "year"), read_labels())
def test_parse_labelled_identifier_gives_its_parts(text: str, body: str, number: str, parts: str, year: str) -> None:
    docid = parse(text)
    assert (docid.body, docid.number, " ".join(docid.parts), str(docid.year or "")) == (body, number, parts, year)


@pytest.mark.parametrize("text", [row[0] for row in read_labels()])
def test_canonical_parsed_again_gives_the_same_value(text: str) -> None:
    docid = parse(text)
    assert parse(docid.canonical) == docid


def test_labelled_identifiers_sorted_twice_keep_their_order() -> None:
    docids = [parse(row[0]) for row in read_labels()]
    assert sorted(sorted(docids, reverse=True)) == sorted(docids)
