"""Signs that nobody sees are named; the stretch of a long line around its number is found."""

from __future__ import annotations

import pytest

from guiju.checks.rules import control_signs, excerpt, shown


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("示范照明有限公司 (A) <b> 《x》 é 👍", ()),
        ("a\u202eb\u2066c\u202e", ("U+202E", "U+2066")),
        ("\u200e\u200f\u061c", ("U+200E", "U+200F", "U+061C")),
        ("a\x07b", ("U+0007",)),
        ("a\nb\tc", ("U+000A", "U+0009")),
    ],
)
def test_control_signs_of_a_line_are_named_once_each(text: str, signs: tuple[str, ...]) -> None:
    assert control_signs(text) == signs


@pytest.mark.parametrize("code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0, 8, 27, 31])
def test_every_sign_that_turns_or_controls_a_text_is_found(code: int) -> None:
    assert control_signs(f"甲{chr(code)}乙", lines=True) == (f"U+{code:04X}",)


def test_text_of_several_lines_may_have_line_ends_and_tabs() -> None:
    assert control_signs("甲\r\n乙\t丙", lines=True) == ()


def test_signs_are_made_visible() -> None:
    assert shown("a\u202eb\nc") == "a⟨U+202E⟩b\nc"


def test_excerpt_of_a_short_line_is_the_line() -> None:
    assert excerpt("见 GB 1-2000 和 GB 2-2001", "GB 2-2001") == "见 GB 1-2000 和 GB 2-2001"


def test_excerpt_of_a_long_line_is_what_stands_around_the_number() -> None:
    text = "甲" * 500 + " GB 20-2001 " + "乙" * 500
    assert excerpt(text, "GB 20-2001") == "…" + "甲" * 29 + " GB 20-2001 " + "乙" * 29 + "…"


def test_excerpt_without_the_number_is_the_beginning() -> None:
    assert excerpt("甲" * 500, "GB 20-2001") == "甲" * 30 + "…"
