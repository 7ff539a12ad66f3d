"""The seal of a report: what is hashed, and how codes survive paper."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.checks.rules import canonical_line, checksum, new_code, printed_code, read_code, same_checksum


def test_canonical_line_has_names_in_order_no_spaces_and_signs_as_they_are() -> None:
    assert canonical_line({"名": "标准", "a": [1, None, True], "b": {"z": "1", "y": '"'}}) == (
        '{"a":[1,null,true],"b":{"y":"\\"","z":"1"},"名":"标准"}\n'
    )


def test_checksum_is_what_sha256sum_says_of_the_lines() -> None:
    lines = '{"a":1}\n{"b":"标准"}\n'.encode()
    assert checksum([canonical_line({"a": 1}), canonical_line({"b": "标准"})]) == hashlib.sha256(lines).hexdigest()


def test_checksum_of_nothing_is_the_known_one() -> None:
    assert checksum([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_code_is_printed_in_groups_of_four() -> None:
    assert printed_code("7KQ2M9XD0ABCDEFG") == "7KQ2-M9XD-0ABC-DEFG"


@pytest.mark.parametrize(
    "typed",
    [
        "7KQ2M9XD01BCDEFG",
        "7kq2-m9xd-01bc-defg",
        " 7KQ2 M9XD 01BC DEFG\n",
        "7KQ2—M9XD—OIBC—DEFG",
        "7KQ2－M9XD－0lbc－DEFG",
    ],
)
def test_code_is_read_however_it_was_typed(typed: str) -> None:
    assert read_code(typed) == "7KQ2M9XD01BCDEFG"


@pytest.mark.parametrize("typed", ["", "7KQ2", "7KQ2-M9XD-0ABC-DEFU", "7KQ2-M9XD-0ABC-DEFG-0", "标准", "\0" * 16])
def test_text_that_is_no_code_reads_as_none(typed: str) -> None:
    assert read_code(typed) == ""


@given(st.text(max_size=200))
def test_any_text_reads_as_a_code_or_as_none(text: str) -> None:
    assert len(read_code(text)) in {0, 16}


def test_new_codes_read_back_and_differ() -> None:
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert {read_code(printed_code(code)) for code in codes} == codes


def test_checksums_are_the_same_however_they_were_copied() -> None:
    one = hashlib.sha256(b"").hexdigest()
    assert same_checksum(one, f"SHA-256: {one[:32].upper()}\n{one[32:]}")
    assert not same_checksum(one, hashlib.sha256(b"x").hexdigest())
    assert not same_checksum("", "")
