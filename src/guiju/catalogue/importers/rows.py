"""One row of cells into one record, or into the problems that keep it out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, Final

from guiju.catalogue.importers import values
from guiju.catalogue.importers.fields import NUMBER
from guiju.catalogue.rules import Level, Mandate, RelationType, Scope
from guiju.catalogue.rules.identity import identity_of, key_of
from guiju.catalogue.rules.records import ChangedMandate, Problem, ReadRecord, RejectedRow, Statement, settle
from guiju.kernel.dates import DateError
from guiju.kernel.docid import DocId, find_all, parse
from guiju.kernel.reasons import Reason

LONGEST: Final = {"number": 200, "title_zh": 1000, "title_en": 1000}
DATES: Final = ("issued", "effective", "withdrawn")
TEXTS: Final = {
    "committee": 200,
    "committee_name": 300,
    "responsible_body": 300,
    "issuing_body": 300,
    "plan_number": 50,
    "record_number": 50,
}
ENDING_EVENTS: Final = ("废止", "作废", "withdraw")

_RELATIONS: Final[Mapping[str, Callable[[str], Iterator[Statement]]]] = {
    "replaces": values.read_replaced,
    "replaces_part": lambda text: values.read_replaced(text, scope=Scope.PART),
    "replaced_by": lambda text: values.read_replaced(text, inward=True),
    "cites": values.read_cited,
}
_READ: Final[Mapping[str, Callable[[str], object]]] = {
    "level": values.read_level,
    "mandate": values.read_mandate,
    "ics": values.read_ics,
    "ccs": values.read_ccs,
    "drafters": values.read_names,
    "scope": values.read_markup,
}


@dataclass
class RowReader:
    """Reads rows of one table; `unread` counts cells that were expected to hold numbers and hold none, `partly` those
    of which only some numbers could be read.

    `joint` allows one text several local numbers (联合发布的地方标准), each a record of its own.
    """

    columns: Sequence[str]
    places: Mapping[str, int]
    unread: Counter[str] = field(default_factory=Counter)
    partly: Counter[str] = field(default_factory=Counter)
    joint: bool = False

    def read(self, number: int, cells: Sequence[str]) -> ReadRecord | RejectedRow:
        """The record of a row; refused when it has no identifier, several, a bad date, or a value too long."""
        read = self.read_all(number, cells)
        return read if isinstance(read, RejectedRow) else read[0]

    def read_all(self, number: int, cells: Sequence[str]) -> tuple[ReadRecord, ...] | RejectedRow:
        """The records of a row: one, or where numbers are joint one for each of them."""
        given = {name: values.unguarded(cells[place]) for name, place in self.places.items() if cells[place].strip()}
        numbers = _joint_numbers(given.get(NUMBER, "")) if self.joint else ()
        problems: list[Problem] = []
        records: list[ReadRecord] = []
        for docid in numbers or (self._identifier(given.get(NUMBER, ""), problems),):
            record = self._record(number, cells, given, docid, problems)
            if record is None:
                return RejectedRow(number, tuple(cells), tuple(problems))
            records.append(record)
        return _joined(records) if numbers else tuple(records)

    def _record(
        self, number: int, cells: Sequence[str], given: Mapping[str, str], docid: DocId, problems: list[Problem]
    ) -> ReadRecord | None:
        facts = _facts(given, docid, problems)
        seen = _date(given, "seen_at", problems)
        changed = _date(given, "mandate_changed", problems)
        if problems:
            return None
        key = key_of(docid, facts["number"])
        return ReadRecord(
            row=number,
            key=key,
            docid=docid,
            raw_number=values.read_text(given[NUMBER])[:500],
            raw={name: cell for name, cell in zip(self.columns, cells, strict=False) if cell},
            facts=facts,
            status_word=_status(given),
            statements=tuple(self._statements(given, docid, key)),
            changed_mandate=_changed_mandate(given, docid, facts, changed),
            seen_on=dt.date.fromisoformat(seen) if len(seen) == len("2026-01-01") else None,
        )

    def _identifier(self, text: str, problems: list[Problem]) -> DocId:
        found = [docid for _span, docid in find_all(text)] or [parse(text)]
        if not found[0]:
            problems.append(Problem(NUMBER, text, Reason.of("import.no_identifier", value=text)))
        elif len(found) > 1 and len({docid.key for docid in found}) > 1 and not _mentions_others(text):
            keys = ", ".join(docid.key for docid in found)
            problems.append(Problem(NUMBER, text, Reason.of("import.several_identifiers", value=text, keys=keys)))
        elif len(found[0].canonical) > LONGEST[NUMBER]:
            problems.append(_too_long(NUMBER, text))
        return found[0]

    def _statements(self, given: Mapping[str, str], docid: DocId, key: str) -> Iterator[Statement]:
        """Every relation the row states, each once."""
        found = [self._told(name, given[name], read) for name, read in _RELATIONS.items() if name in given]
        if "adopts" in given:
            degrees = given.get("adoption_degree", "")
            found.append(self._told("adopts", given["adopts"], lambda text: values.read_adopted(text, degrees)))
        if "relations" in given:
            found.append(list(values.read_relations(given["relations"], docid)))
        return iter(dict.fromkeys(settle(docid, key, statement) for statement in chain.from_iterable(found)))

    def _told(self, name: str, text: str, read: Callable[[str], Iterator[Statement]]) -> list[Statement]:
        found = [] if values.is_blank(text) else list(read(text))
        if not found and not values.is_blank(text):
            self.unread[name] += 1
        self.partly[name] += bool(found) and values.has_unread_numbers(text)
        return found


def _joint_numbers(text: str) -> tuple[DocId, ...]:
    """The numbers of a text that several provinces issue together; empty for anything else."""
    found = dict.fromkeys(docid for _span, docid in find_all(text))
    joint = all(docid.level == Level.LOCAL for docid in found) and len({docid.body for docid in found}) == len(found)
    return tuple(found) if joint and len(found) > 1 else ()


def _joined(records: Sequence[ReadRecord]) -> tuple[ReadRecord, ...]:
    """Each with all the numbers of its text. An old number with the prefix of one of them belongs to that one alone."""
    joint = [record.facts["number"] for record in records]
    bodies = {record.docid.body for record in records}
    return tuple(
        replace(
            record,
            facts={**record.facts, "joint": joint},
            statements=tuple(one for one in record.statements if _is_own(one, record.docid.body, bodies)),
        )
        for record in records
    )


def _is_own(statement: Statement, body: str, bodies: Collection[str]) -> bool:
    theirs = parse(statement.other).body
    return statement.type != RelationType.REPLACES or theirs == body or theirs not in bodies


def _mentions_others(text: str) -> bool:
    """A cell such as "GB 50010-2010（代替 GB 50010-2002）" names one standard and speaks of another."""
    return any(word in text for word in ("代替", "替代", "replac", "supersed"))


def _facts(given: Mapping[str, str], docid: DocId, problems: list[Problem]) -> dict[str, Any]:
    """Facts that the cells hold, by field; empty ones are left out."""
    facts: dict[str, Any] = {"number": docid.canonical, **_titles(given, problems)}
    facts.update({name: read(given[name]) for name, read in _READ.items() if name in given})
    facts.update({name: _date(given, name, problems) for name in DATES})
    facts.update({name: _text(given[name], longest) for name, longest in TEXTS.items() if name in given})
    _turn_ending(given, facts)
    _date_amendment(docid, facts)
    return {name: value for name, value in facts.items() if value}


def _titles(given: Mapping[str, str], problems: list[Problem]) -> dict[str, str]:
    """A title without a language goes by its writing."""
    titles = {name: values.read_text(given.get(name, "")) for name in ("title_zh", "title_en")}
    if title := values.read_text(given.get("title", "")):
        name = "title_zh" if values.has_chinese(title) else "title_en"
        titles[name] = titles[name] or title
    problems.extend(_too_long(name, title) for name, title in titles.items() if len(title) > LONGEST[name])
    return titles


def _too_long(name: str, text: str) -> Problem:
    return Problem(name, text, Reason.of("import.too_long", field=name, longest=LONGEST[name], length=len(text)))


def _text(cell: str, longest: int) -> str:
    text = values.read_text(cell)
    return "" if values.is_blank(text) else text[:longest]


def _date(given: Mapping[str, str], name: str, problems: list[Problem]) -> str:
    """ISO text at the precision written, empty where there is none."""
    text = given.get(name, "")
    if not text:
        return ""
    try:
        date = values.read_date(text)
    except (DateError, OverflowError, OSError):
        problems.append(Problem(name, text, Reason.of("import.bad_date", field=name, value=text)))
        return ""
    return str(date) if date else ""


def _turn_ending(given: Mapping[str, str], facts: dict[str, Any]) -> None:
    """In a list of withdrawals the date of effect is the date of withdrawal."""
    if _ends(given) and facts["effective"] and not facts["withdrawn"]:
        facts["withdrawn"], facts["effective"] = facts["effective"], ""


def _date_amendment(docid: DocId, facts: dict[str, Any]) -> None:
    """Bibliographic data give amendments the date of the edition they change; their own number knows better."""
    years = [sheet.year for sheet in docid.amendments if sheet.year and not sheet.included]
    if years and facts["issued"] and int(facts["issued"][:4]) < max(years):
        facts["issued"] = str(max(years))


def _ends(given: Mapping[str, str]) -> bool:
    return given.get("event", "").strip().casefold().startswith(ENDING_EVENTS)


def _status(given: Mapping[str, str]) -> str:
    word = values.read_status(given.get("status", ""))
    return word or (values.read_text(given["event"])[:100] if _ends(given) else "")


def _changed_mandate(
    given: Mapping[str, str], docid: DocId, facts: Mapping[str, Any], on: str
) -> ChangedMandate | None:
    """The same text under another mandate: a former number that differs in nothing but that."""
    former = parse(given.get("former_number", ""))
    if not former or former.key == docid.key or not former.matches(docid, ignore={"mandate", "dual", "language"}):
        return None
    after = facts.get("mandate") or identity_of(docid).mandate
    before = identity_of(former).mandate or Mandate.MANDATORY
    return ChangedMandate(former.key, before, after or "", on)
