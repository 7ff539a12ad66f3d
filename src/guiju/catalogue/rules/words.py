"""The closed words of the catalogue, and what the status words of sources mean."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final


class Level(StrEnum):
    """Who issues a standard (标准层级)."""

    NATIONAL = "national"
    INDUSTRY = "industry"
    LOCAL = "local"
    GROUP = "group"
    ENTERPRISE = "enterprise"
    INTERNATIONAL = "international"
    REGIONAL = "regional"
    FOREIGN = "foreign"


LEVELS_IN_FORCE_ON_ISSUE: Final = frozenset({Level.INTERNATIONAL, Level.REGIONAL, Level.FOREIGN})
"""Bodies of these levels give no date of implementation: an edition holds from its publication."""


class Mandate(StrEnum):
    """Whether it must be followed; read from the record, never from the date."""

    MANDATORY = "mandatory"
    RECOMMENDED = "recommended"
    GUIDANCE = "guidance"


class Status(StrEnum):
    """Where an edition stands on a date."""

    DRAFT = "draft"
    PUBLISHED = "published"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


ENDED: Final = frozenset({Status.REPLACED, Status.WITHDRAWN})


class RelationType(StrEnum):
    """What one standard is to another; the subject does it to the object."""

    REPLACES = "replaces"
    ADOPTS = "adopts"
    CITES = "cites"
    AMENDS = "amends"
    CORRECTS = "corrects"


class Scope(StrEnum):
    """Whether a replacement takes the whole standard or a part of it."""

    WHOLE = "whole"
    PART = "part"


class Degree(StrEnum):
    """Degree of adoption; IDT and MOD are adoption, NEQ is a stated relation only, the others occur in old records."""

    IDT = "IDT"
    MOD = "MOD"
    NEQ = "NEQ"
    EQV = "EQV"
    REF = "REF"


STATUS_WORDS: Final[Mapping[str, Status]] = {
    "现行": Status.IN_FORCE,
    "现行有效": Status.IN_FORCE,
    "有效": Status.IN_FORCE,
    "已实施": Status.IN_FORCE,
    "已公开": Status.IN_FORCE,
    "暂行": Status.IN_FORCE,
    "active": Status.IN_FORCE,
    "in force": Status.IN_FORCE,
    "current": Status.IN_FORCE,
    "valid": Status.IN_FORCE,
    "published": Status.IN_FORCE,
    "即将实施": Status.PUBLISHED,
    "未生效": Status.PUBLISHED,
    "未实施": Status.PUBLISHED,
    "暂不实施": Status.PUBLISHED,
    "to be valid": Status.PUBLISHED,
    "废止": Status.WITHDRAWN,
    "已废止": Status.WITHDRAWN,
    "作废": Status.WITHDRAWN,
    "已作废": Status.WITHDRAWN,
    "废止转行标": Status.WITHDRAWN,
    "withdrawn": Status.WITHDRAWN,
    "obsolete": Status.WITHDRAWN,
    "abolished": Status.WITHDRAWN,
    "历史": Status.WITHDRAWN,
    "被代替": Status.REPLACED,
    "被替代": Status.REPLACED,
    "已被代替": Status.REPLACED,
    "已被替代": Status.REPLACED,
    "有更新版": Status.REPLACED,
    "已修订": Status.REPLACED,
    "replaced": Status.REPLACED,
    "revised": Status.REPLACED,
    "superseded": Status.REPLACED,
    "草案": Status.DRAFT,
    "征求意见": Status.DRAFT,
    "draft": Status.DRAFT,
}

SUSPENDED_WORDS: Final = frozenset({"暂不实施"})
"""Issued with a date of implementation that was put off."""

PUBLICATION_STAGE: Final = 6060
WITHDRAWAL_STAGE: Final = 9500
CONFIRMED_STAGE: Final = 9093
PROJECT_ENDED: Final = 98


def plain_word(word: str) -> str:
    """A status word for comparison: without case, and without a remark in brackets ("现行 (per source)")."""
    return word.replace("（", "(").split("(")[0].strip().lower()


def read_stage(word: str) -> int | None:
    """An international harmonised stage code (6060, 60.60) as a number; None for any other word."""
    digits = plain_word(word).replace(".", "")
    return int(digits) if len(digits) == 4 and digits.isascii() and digits.isdigit() else None


@lru_cache(maxsize=1024)
def read_status_word(word: str) -> Status:
    """What a source's status word means, stage codes included; UNKNOWN for a word not met before.

    By stage: published from 60.60, withdrawn from 95.00, a project ended at xx.98.
    """
    stage = read_stage(word)
    if stage is None:
        return STATUS_WORDS.get(plain_word(word), Status.UNKNOWN)
    if stage >= WITHDRAWAL_STAGE or stage % 100 == PROJECT_ENDED:
        return Status.WITHDRAWN
    return Status.IN_FORCE if stage >= PUBLICATION_STAGE else Status.DRAFT


def is_confirmed(word: str) -> bool:
    """Whether the word tells of a review that kept the edition (stage 90.93)."""
    return read_stage(word) == CONFIRMED_STAGE


@lru_cache(maxsize=1024)
def is_project(word: str) -> bool:
    """Whether the word tells of a document that was not published, such as a draft or a project that was given up."""
    stage = read_stage(word)
    return read_status_word(word) == Status.DRAFT if stage is None else stage < PUBLICATION_STAGE
