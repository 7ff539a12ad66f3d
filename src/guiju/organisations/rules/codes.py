"""Codes of organisations: what a text is a code of, and whether its check digit holds.

The unified social credit code (统一社会信用代码, GB 32100) has 18 signs: the registering department, the kind of
body, six digits of the region, nine signs of the organisation, one check sign. Letters I, O, S, V, Z do not occur.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final, NamedTuple

from stdnum.cn.uscc import calc_check_digit

from guiju.kernel.reasons import Reason

USCC_LENGTH: Final = 18
LONGEST: Final = 50
_SEPARATORS: Final = re.compile(r"[\s\-—–]+")
_USCC: Final = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_LIKE_USCC: Final = re.compile(r"[0-9A-Z]{18}")
_CUSTOMS: Final = re.compile(r"[0-9]{9}[0-9A-Z]")


class Scheme(StrEnum):
    """Which register a code is of. `LISTED` is the number that a list itself gives its rows."""

    USCC = "uscc"
    CUSTOMS = "customs"
    LISTED = "listed"


class Code(NamedTuple):
    """A code of a register."""

    scheme: Scheme
    code: str


class CodeError(ValueError):
    """A text is no code of the register; `reason` says what is wrong with it."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(f"{reason.code}: {dict(reason.params)}")


def read_uscc(text: str) -> str:
    """A unified social credit code without separators. Raises `CodeError`."""
    code = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
    if len(code) != USCC_LENGTH:
        raise CodeError(Reason.of("organisation.uscc_length", value=text[:LONGEST], length=len(code)))
    if not _USCC.fullmatch(code):
        raise CodeError(Reason.of("organisation.uscc_signs", value=code))
    if code[-1] != calc_check_digit(code[:-1]):
        raise CodeError(Reason.of("organisation.uscc_check", value=code))
    return code


def read_customs(text: str) -> str:
    """A customs registration code: ten signs, digits save perhaps the last. Raises `CodeError`."""
    code = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not _CUSTOMS.fullmatch(code):
        raise CodeError(Reason.of("organisation.customs_form", value=text[:LONGEST]))
    return code


def read_code(text: str) -> Code:
    """A code of a column that does not say which: told by its form. Raises `CodeError`."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    bare = _SEPARATORS.sub("", plain)
    if _LIKE_USCC.fullmatch(bare):
        return Code(Scheme.USCC, read_uscc(bare))
    if _CUSTOMS.fullmatch(bare):
        return Code(Scheme.CUSTOMS, bare)
    if len(plain) > LONGEST:
        raise CodeError(Reason.of("organisation.code_length", value=plain[:LONGEST], most=LONGEST))
    return Code(Scheme.LISTED, plain)
