"""What Relaton's YAML and XML have in common once a document is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from guiju.kernel.reasons import Reason

DATES: Final[Mapping[str, tuple[str, ...]]] = {
    "issued": ("published", "issued"),
    "effective": ("implemented", "activated", "vote-ended-effective"),
    "withdrawn": ("obsoleted", "withdrawn"),
}
IGNORED_IDS: Final = frozenset({"URN", "DOI", "ISBN", "ISSN", "iso-reference", "iso-with-lang", "iso-undated", "URL"})


class BrokenDocument(ValueError):  # noqa: N818 (reads as what it is)
    """A file, or a document of it, that cannot be read; `reason` names the file and the true cause."""

    def __init__(self, code: str, **params: object) -> None:
        self.code, self.params = code, params
        super().__init__(f"{code}: {params}")

    def reason(self, file: str) -> Reason:
        """What to tell a person."""
        return Reason.of(f"relaton.{self.code}", file=file, **self.params)


class Identifier(NamedTuple):
    """One identifier of a document, its type, and whether the document goes by it."""

    text: str
    type: str = ""
    primary: bool = False


class Group(NamedTuple):
    """A committee or a part of one."""

    identifier: str = ""
    type: str = ""
    number: str = ""


class Title(NamedTuple):
    """One title, whole or a part of one."""

    text: str
    type: str = ""
    language: str = ""


def main_identifier(identifiers: Iterable[Identifier]) -> str:
    """The primary one, else the first that is no address, no book number and no other spelling."""
    usable = [one for one in identifiers if one.text and one.type not in IGNORED_IDS]
    return next((one.text for one in usable if one.primary), usable[0].text if usable else "")


def title_in(titles: Iterable[Title], language: str) -> str:
    """The main title in a language, put together from its parts where only those are given."""
    own = [one for one in titles if one.text and one.language[:2] in {language, ""}]
    exact = [one for one in own if one.language] or (own if language == "en" else [])
    whole = next((one.text for one in exact if one.type in {"main", ""}), "")
    parts = (next((one.text for one in exact if one.type == name), "") for name in PARTS)
    return whole or " — ".join(part for part in parts if part)


_BARE: Final = re.compile(r"(?:TC|JTC|PC|SC|PPC) \d")
PARTS: Final = ("title-intro", "title-main", "title-part")


def dates_of(dates: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Dates by field, the first of each."""
    by_type: dict[str, str] = {}
    for kind, value in dates:
        by_type.setdefault(kind, value)
    found = {field: next((by_type[k] for k in kinds if k in by_type), "") for field, kinds in DATES.items()}
    return {field: value for field, value in found.items() if value}


def stage_of(stage: str, substage: str) -> str:
    """A harmonised stage as four digits, 60 and 60 as 6060; any other word as it is."""
    return stage + substage if stage.isdigit() and len(stage) == 2 and substage.isdigit() else stage


def committee_of(groups: Iterable[Group], number: str) -> str:
    """A committee as its body's own list names it: ISO/TC 211, ISO/TC 34/SC 2, ISO/IEC JTC 1/SC 27, for IEC TC 34.

    `groups` go from the committee down; `number` is that of the document, whose first body is ISO for ISO's own.
    """
    told = [group.identifier or f"{group.type} {group.number}".strip() for group in groups]
    named = "/".join(name for name in told if name)
    if not named or not number.startswith("ISO") or not _BARE.match(named):
        return named
    return f"ISO/IEC {named}" if named.startswith("JTC") else f"ISO/{named}"


def relations_of(relations: Iterable[tuple[str, str]]) -> str:
    """Relations as one cell of a list: `obsoletes>ISO 9001:2008|...`."""
    return "|".join(f"{kind}>{number}" for kind, number in relations if kind and number and "|" not in number)
