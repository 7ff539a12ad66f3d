"""Every kind of list that can be imported, by the name the command knows it by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from guiju.catalogue.importers.codes import open_codes
from guiju.catalogue.importers.committees import open_committees
from guiju.catalogue.importers.iso_open_data import open_iso
from guiju.catalogue.importers.listing import Listing, import_listing
from guiju.catalogue.importers.names import NameList, import_name_list
from guiju.catalogue.importers.references import open_references
from guiju.catalogue.importers.relaton import open_relaton
from guiju.catalogue.importers.samr import open_samr
from guiju.catalogue.importers.table import open_announcement, open_list
from guiju.platform.importing import ImportKind, ImportSummary, Order, Run, SourceSpec, import_file, kinds
from guiju.platform.models import Source

__all__ = ["ImportKind", "Order", "import_file", "kinds"]


def _listing(kind: str, open_it: Callable[[Path, str], Listing]) -> Run:
    def run(order: Order, /) -> ImportSummary:
        return import_listing(
            listing=open_it(order.path, order.mapping),
            path=order.path,
            kind=kind,
            source=order.source,
            progress=order.progress,
            actor=order.actor,
            reread=order.reread,
        )

    return run


def _names(kind: str, open_it: Callable[[Path, str, SourceSpec], NameList]) -> Run:
    def run(order: Order, /) -> ImportSummary:
        return import_name_list(
            listed=open_it(order.path, kind, order.source),
            path=order.path,
            kind=kind,
            source=order.source,
            progress=order.progress,
            actor=order.actor,
        )

    return run


def _declare() -> None:
    official, bibliographic = Source.Kind.OFFICIAL, Source.Kind.BIBLIOGRAPHIC
    lists = (
        ("table", "any list as .xlsx, .csv, .csv.gz, .json or .jsonl", open_list, Source.Kind.OWN, 50, False),
        ("announcement", "a filing or approval list", open_announcement, official, 20, False),
        ("samr", "JSON lists of std.samr, hbba, dbba, or results copied as text", open_samr, official, 10, False),
        ("iso-open-data", "ISO Open Data deliverables, CSV or JSONL", open_iso, official, 10, False),
        ("relaton", "Relaton YAML or XML, a file or a folder", open_relaton, bibliographic, 30, True),
        ("references", "references, one a row: from, to", open_references, Source.Kind.OWN, 50, False),
    )
    for name, about, open_it, source_kind, rank, folders in lists:
        kinds.add(name, ImportKind(about, _listing(name, open_it), source_kind, rank, folders))
    codes = {
        "ics": "titles of ICS codes",
        "ccs": "titles of CCS codes, a file or a folder",
        "regions": "codes of regions (GB/T 2260)",
        "industries": "branches of industry (GB/T 4754)",
        "sectors": "prefixes of industry standards",
        "codes": "any other codes with titles; --source names the scheme",
    }
    for name, about in codes.items():
        kinds.add(name, ImportKind(about, _names(name, open_codes), official, 50, folders=True))
    committees = _names("committees", lambda path, _kind, _source: open_committees(path))
    kinds.add("committees", ImportKind("technical committees", committees, official))


_declare()
