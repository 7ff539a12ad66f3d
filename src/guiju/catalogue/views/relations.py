"""A standard's relations as its page shows them: adoption, references and amendments, both ways, drawn and listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guiju.catalogue.forms import DEGREES, own_title
from guiju.catalogue.rules import Status
from guiju.catalogue.rules.references import Match, ReferenceState, judge_reference
from guiju.catalogue.views.drawing import Graph, Node
from guiju.catalogue.views.neighbour_graph import Side, draw_neighbours
from guiju.catalogue.views.picture import MOST as MOST_PICTURED
from guiju.catalogue.views.picture import picture_of
from guiju.platform import reasons
from guiju.platform.language import page_language

if TYPE_CHECKING:
    from guiju.catalogue.queries.record import Related, StandardRecord


Row = TypeVar("Row")

SHOWN: Final = 20
DRAWN: Final = 5
LISTS: Final = {
    "adopts": (gettext_lazy("This standard adopts"), gettext_lazy("Degree")),
    "adopted_by": (gettext_lazy("Adopted by"), gettext_lazy("Degree")),
    "cites": (gettext_lazy("Normative references"), gettext_lazy("Dated or undated")),
    "cited_by": (gettext_lazy("Cited by"), gettext_lazy("Dated or undated")),
    "amended_by": (gettext_lazy("Amended or corrected by"), ""),
    "amends": (gettext_lazy("This document amends or corrects"), ""),
}
OUTDATED: Final = {
    ("adopted_by", True): gettext_lazy("adopts an edition no longer current"),
    ("adopted_by", False): gettext_lazy("adopts a standard no longer current"),
    ("cited_by", True): gettext_lazy("cites an edition no longer current"),
    ("cited_by", False): gettext_lazy("cites a standard no longer current"),
}
"""Not the standard listed, which may well be in force, but what it names: with the year (True) or without."""
JOINED: Final = {"amended_by": ("amended_by", "corrected_by"), "amends": ("amends", "corrects")}
SECTIONS: Final = (
    ("adoption", gettext_lazy("Adoption"), ("adopts", "adopted_by")),
    ("citations", gettext_lazy("References"), ("cites", "cited_by")),
    ("amendments", gettext_lazy("Amendments and corrigenda"), ("amended_by", "amends")),
)


@dataclass(frozen=True, slots=True)
class RelatedRow:
    """Another standard and what is to be said of it.

    `key` as the relation names it; `page` the key of the edition that is meant, empty where none is held. `how` is
    a degree of adoption, or dated or undated, with a short form for drawings. `current`: whether the relation still
    leads to what holds; None where that cannot be told or is not asked. `outdated`
    says that it does not, where more than that is to be said.
    """

    key: str
    page: str
    title: str
    status: str
    how: str = ""
    how_short: str = ""
    current: bool | None = None
    outdated: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationList(Generic[Row]):
    """The standards of one relation; `how_label` heads what says how, and is empty where a relation cannot go stale."""

    name: str
    label: str
    how_label: str
    rows: tuple[Row, ...]

    @property
    def shown(self) -> tuple[Row, ...]:
        """Those the page of the standard has room for."""
        return self.rows[:SHOWN]

    @property
    def more(self) -> int:
        """How many others there are."""
        return max(len(self.rows) - SHOWN, 0)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: relations of one kind both ways, drawn and listed."""

    anchor: str
    title: str
    lists: tuple[RelationList[RelatedRow], ...]
    graph: Graph | None = None
    picture: dict[str, Any] | None = None


def sections_shown(record: StandardRecord, on: dt.date) -> list[Section]:
    """Adoption, references and amendments, both ways; what there is nothing of is left out."""
    found = []
    for anchor, title, names in SECTIONS:
        lists = tuple(one for name in names if (one := list_relation(record, name, on)).rows)
        if lists:
            found.append(Section(anchor, str(title), lists, *_drawings(record, anchor, lists, on)))
    return found


def list_relation(record: StandardRecord, name: str, on: dt.date) -> RelationList[RelatedRow]:
    """One relation in full, in the order of the numbers."""
    label, how_label = LISTS[name]
    items = [item for one in JOINED.get(name, (name,)) for item in record.relations.get(one, ())]
    row = _to if name in {"adopts", "cites"} else _from
    return RelationList(name, str(label), str(how_label), tuple(row(item, name, record, on) for item in items))


def _to(item: Related, name: str, _record: StandardRecord, _on: dt.date) -> RelatedRow:
    """What this standard adopts or cites, and whether it is still current."""
    how, short = _how(item, name)
    edition = item.state.edition
    return RelatedRow(
        key=item.key,
        page=edition.key if edition else "",
        title=own_title(edition.title_zh, edition.title_en) if edition else "",
        status=item.state.status or "",
        how=how,
        how_short=short,
        current=item.state.current,
        remarks=_remarks(item.state) if edition else (),
    )


def _remarks(state: ReferenceState) -> tuple[str, ...]:
    """Why; that the very edition named was found goes without saying."""
    told = [reason for reason in state.reasons if reason.code != "reference.exact"]
    return tuple(reasons.render(reason, page_language()) for reason in told)


def _from(item: Related, name: str, record: StandardRecord, on: dt.date) -> RelatedRow:
    """What adopts, cites or amends this standard, and whether this is still the edition to go by."""
    how, short = _how(item, name)
    edition = item.edition
    leads = _leads_here(record, item, on)
    return RelatedRow(
        key=item.key,
        page=edition.key if edition else "",
        title=own_title(edition.title_zh, edition.title_en) if edition else "",
        status=item.status or "",
        how=how,
        how_short=short,
        current=leads.current if how else None,
        outdated=str(OUTDATED.get((name, item.dated), "")),
        remarks=_meant(leads, record) if how else (),
    )


def _leads_here(record: StandardRecord, item: Related, on: dt.date) -> ReferenceState:
    """A reference with the year holds as long as the edition it leads to; one without goes to the newest."""
    edition = record.edition
    if item.names:
        return item.state
    if item.dated:
        return judge_reference(edition.key, edition, record.editions, on)
    return judge_reference(edition.undated_key, None, record.editions, on)


def _meant(leads: ReferenceState, record: StandardRecord) -> tuple[str, ...]:
    """That another year is named, or that another edition is meant; that this very one is, goes without saying."""
    elsewhere = leads.edition is not None and leads.edition.key != record.edition.key
    if elsewhere or leads.match in {Match.FORM, Match.NEAREST}:
        return (reasons.render(leads.reasons[0], page_language()),)
    return ()


def _how(item: Related, name: str) -> tuple[str, str]:
    if name in {"adopts", "adopted_by"}:
        return str(DEGREES.get(item.degree, item.degree or _("not stated"))), item.degree
    if name in {"cites", "cited_by"}:
        dated = _("dated") if item.dated else _("undated")
        return dated, dated
    return "", ""


def _drawings(
    record: StandardRecord, anchor: str, lists: Sequence[RelationList[RelatedRow]], on: dt.date
) -> tuple[Graph | None, dict[str, Any] | None]:
    """The drawing for paper, and one with many more neighbours for the script; amendments are listed only."""
    if anchor == "amendments":
        return None, None
    many = picture_of(_drawn(record, lists, on, MOST_PICTURED // len(lists)), anchor, sided=True)
    return _drawn(record, lists, on, DRAWN), many


def _drawn(record: StandardRecord, lists: Sequence[RelationList[RelatedRow]], on: dt.date, most: int) -> Graph:
    here = Node(record.standard.key, record.edition.status_on(on).status)
    sides = {one.name in {"adopts", "cites"}: _side(one, most) for one in lists}
    none = Side("", ())
    return draw_neighbours(here, sides.get(True, none), sides.get(False, none))


def _side(one: RelationList[RelatedRow], most: int) -> Side:
    """The first few, those that ask for attention before the others, and a box that counts the rest."""
    urgent = sorted(one.rows, key=lambda row: (row.current is not False, row.status != Status.IN_FORCE))
    nodes = [_neighbour(row) for row in urgent[:most]]
    left_out = len(one.rows) - len(nodes)
    if left_out:
        said = ngettext("and %(count)s more", "and %(count)s more", left_out) % {"count": left_out}
        nodes.append(Node("", line=said, address=f"#{one.name}"))
    return Side(one.label, nodes)


def _neighbour(row: RelatedRow) -> Node:
    stale = row.current is False
    line = " · ".join(
        word for word in (row.how_short, (row.outdated or _("no longer current")) if stale else "") if word
    )
    return Node(
        row.key,
        row.status,
        held=bool(row.page),
        line=line,
        stale=stale,
        address=_address(row.page),
        title=row.title,
    )


def _address(key: str) -> str:
    return reverse("standard", args=[key]) if key else ""
