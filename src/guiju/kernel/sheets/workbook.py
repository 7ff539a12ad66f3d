"""The table of contents of an .xlsx: sheets, their parts, the date system, shared strings and number formats."""

from __future__ import annotations

import posixpath
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from guiju.kernel.sheets.errors import BrokenError, NoSuchSheetError
from guiju.kernel.sheets.xml_events import LOCAL, read_all

if TYPE_CHECKING:
    from guiju.kernel.sheets.archive import Archive


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One sheet of a workbook; `index` counts it among all sheets, charts too."""

    name: str
    part: str
    hidden: bool
    index: int


@dataclass(slots=True)
class Workbook:
    """What is known of a workbook before a sheet is read."""

    part: str
    sheets: list[SheetEntry] = field(default_factory=list)
    from_1904: bool = False
    shared_strings: str | None = None
    styles: str | None = None
    macros: bool = False

    def entry(self, name: str) -> SheetEntry:
        """The sheet of that name; `NoSuchSheetError` lists those there are."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise NoSuchSheetError("no_such_sheet", sheet=name, names="，".join(sheet.name for sheet in self.sheets))


@dataclass(slots=True)
class Relations:
    """The relations of one part: id to (last word of the type, name of the target part)."""

    base: str
    targets: dict[str, tuple[str, str]] = field(default_factory=dict)

    def of_kind(self, kind: str) -> list[str]:
        """The parts related in that way, in the order written."""
        return [target for found, target in self.targets.values() if found == kind]


@dataclass(slots=True)
class _RelationsHandler:
    relations: Relations

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if LOCAL[name] != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = posixpath.normpath(posixpath.join("/", self.relations.base, attributes.get("Target", "")))
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.relations.targets[attributes.get("Id", "")] = (kind, target.lstrip("/"))

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


def read_relations(archive: Archive, part: str) -> Relations:
    """The relations of a part (`""` for the package itself); none when it has no list of them."""
    folder, name = posixpath.split(part)
    relations = Relations(folder)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing in archive.names:
        read_all(archive.chunks(listing), _RelationsHandler(relations), listing)
    return relations


@dataclass(slots=True)
class _WorkbookHandler:
    workbook: Workbook
    relations: Relations
    index: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = LOCAL[name]
        if local == "workbookPr":
            self.workbook.from_1904 = attributes.get("date1904") in {"1", "true"}
        elif local == "sheet":
            self._add(attributes)

    def _add(self, attributes: dict[str, str]) -> None:
        relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        kind, part = self.relations.targets.get(relation, ("", ""))
        if kind == "worksheet":
            hidden = attributes.get("state", "visible") != "visible"
            entry = SheetEntry(attributes.get("name", ""), part, hidden, self.index)
            self.workbook.sheets.append(entry)
        self.index += 1

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


def read_workbook(archive: Archive) -> Workbook:
    """The table of contents; `BrokenError` when the package names no workbook or no sheet."""
    part = next(iter(read_relations(archive, "").of_kind("officeDocument")), "xl/workbook.xml")
    relations = read_relations(archive, part)
    workbook = Workbook(
        part,
        shared_strings=next(iter(relations.of_kind("sharedStrings")), None),
        styles=next(iter(relations.of_kind("styles")), None),
        macros=bool(relations.of_kind("vbaProject")),
    )
    read_all(archive.chunks(part), _WorkbookHandler(workbook, relations), part)
    if not workbook.sheets:
        raise BrokenError("missing_part", part="worksheet")
    return workbook


class SharedStrings:
    """The texts a workbook keeps once and refers to by number, held as one run of bytes."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, index: int) -> str:
        return self._bytes[self._ends[index] : self._ends[index + 1]].decode("utf-8")

    def add(self, text: str) -> None:
        """Keep one more text."""
        self._bytes += text.encode("utf-8")
        self._ends.append(len(self._bytes))


@dataclass(slots=True)
class _StringsHandler:
    strings: SharedStrings
    _pieces: list[str] = field(default_factory=list)
    _in_text: bool = False
    _phonetic: bool = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        local = LOCAL[name]
        if local == "t":
            self._in_text = not self._phonetic
        elif local == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        local = LOCAL[name]
        if local == "t":
            self._in_text = False
        elif local == "rPh":
            self._phonetic = False
        elif local == "si":
            self.strings.add("".join(self._pieces))
            self._pieces.clear()

    def text(self, data: str) -> None:
        if self._in_text:
            self._pieces.append(data)


def read_shared_strings(archive: Archive, part: str | None) -> SharedStrings:
    """The shared strings; none when the workbook has no such part."""
    strings = SharedStrings()
    if part is not None:
        read_all(archive.chunks(part), _StringsHandler(strings), part)
    return strings
