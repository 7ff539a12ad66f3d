"""Every code has its words in both languages, and every word its place in the code."""

from __future__ import annotations

import re
from pathlib import Path

import guiju.kernel.sheets
from guiju.kernel.sheets import WrongTypeError
from guiju.kernel.sheets.reasons import TEXTS

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
CODE = re.compile(r"Error\(\s*\"(\w+)\"|Reason\.of\(\s*f?\"sheets\.([\w.{}]+)\"|b?\"[^\"]*\", \"(is_\w+)\"")


def test_texts_hold_the_same_values_in_both_languages() -> None:
    for code, text in TEXTS.items():
        assert sorted(PLACEHOLDER.findall(text.zh)) == sorted(PLACEHOLDER.findall(text.en)), code


def test_texts_render_with_their_values() -> None:
    for text in TEXTS.values():
        for words in text:
            values = dict.fromkeys(PLACEHOLDER.findall(words), "§")
            assert (words % values).count("§") == len(PLACEHOLDER.findall(words))


def test_codes_of_errors_in_the_source_have_texts() -> None:
    folder = Path(guiju.kernel.sheets.__file__).parent
    used = set()
    for path in folder.glob("*.py"):
        for groups in CODE.findall(path.read_text(encoding="utf-8")):
            used.add("sheets." + "".join(groups))
    literal = {code for code in used if "{" not in code}
    assert literal - set(TEXTS) == set()


def test_error_speaks_english_to_the_log() -> None:
    assert str(WrongTypeError("is_archive")) == "This is an archive. Unpack it and hand over the file inside."
