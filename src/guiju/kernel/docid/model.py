"""What a standard identifier is once it has been understood: `DocId` and `Amendment`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import total_ordering
from typing import Final

from guiju.kernel.docid import explain, levels, render
from guiju.kernel.reasons import Reason

IGNORABLE: Final = frozenset({"year", "part", "amendments", "mandate", "dual", "doctype", "language", "reissue"})


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change to a standard published beside it (amendment, corrigendum, amendment sheet 修改单).

    `kind` is the body's own word (XG, Amd, Cor, A, AC, AMD, ISH, Addendum ...). `included` says that the
    change is merged into the text (`+A1:2008`, a consolidated edition); without it the identifier
    names the change itself (`/A1:2008`).
    """

    kind: str
    number: str = ""
    year: int | None = None
    month: int | None = None
    included: bool = False


class _Remembering:
    """Where an identifier keeps its key once it was asked for; no field of it."""

    __slots__ = ("_key",)
    _key: str


@total_ordering
@dataclass(frozen=True, slots=True, eq=True)
class DocId(_Remembering):
    """A standard identifier taken apart. Falsy when the text held none.

    Two values are equal when they name the same document: spelling, case, width, dashes and spaces of the
    text they came from play no part. `edition` and `notes` are kept to explain and do not count.
    """

    body: str = ""
    """Issuing prefix without the mandate: GB, SJ, DB50, T/CECS, ISO/IEC, BS EN ISO."""
    kind: str = ""
    """standard, plan, project, working_document, unknown_body; empty when there is no identifier."""
    mandate: str = ""
    """mandatory, recommended or guidance as the prefix of a Chinese number says it; evidence, not proof."""
    doctype: str = ""
    """Kind of deliverable: TR, TS, PAS, Guide ...; empty for a standard."""
    number: str = ""
    """As written, with leading zeros and letters: 016, 9001C, C 8147, BT.1082."""
    parts: tuple[str, ...] = ()
    part_range: str = ""
    """Where a range was written, its last member: 47013.13 of 47013.1~47013.13."""
    all_parts: bool = False
    year: int | None = None
    month: int | None = None
    reissue: int | None = None
    """Year of a reprint with local amendments: GB 50016-2014(2018年版)."""
    reaffirmed: int | None = None
    stage: str = ""
    """Stage of a draft: DIS, CD, pr, FDIS, D3."""
    language: str = ""
    version: str = ""
    """Version the body counts beside the year: V1.2.1 (ETSI), e1 (ASTM), v3.0 (BSI Flex)."""
    variant: str = ""
    """Form of the publication: CSV, RLV, ExComm, Handbook, EB."""
    amendments: tuple[Amendment, ...] = ()
    dual: DocId | None = None
    """The other number of the same text (identical adoption, joint publication)."""
    edition: str = field(default="", compare=False)
    notes: tuple[Reason, ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.kind)

    def __hash__(self) -> int:
        """Of what tells identifiers apart: all twenty fields took ten times as long, a few times for each line."""
        return hash((self.body, self.number, self.parts, self.year))

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, DocId):
            return NotImplemented
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        return self.canonical

    @property
    def known(self) -> bool:
        """Whether the issuing body is one of those in `bodies`."""
        return self.kind not in {"", "unknown_body"}

    @property
    def level(self) -> str:
        """Level of the issuing body: one of `levels.LEVELS`, empty when it cannot be told."""
        return levels.level_of(self.body, self.kind)

    @property
    def publisher(self) -> str:
        """First body of a chain: BS of BS EN ISO."""
        return levels.publisher_of(self.body)

    @property
    def canonical(self) -> str:
        """The one spelling of this identifier; parsing it gives an equal value."""
        return render.canonical(self)

    @property
    def key(self) -> str:
        """What a record is looked up by: the canonical form without the dual number and the language."""
        try:
            return self._key
        except AttributeError:
            bare = replace(self, dual=None, language="") if self.dual or self.language else self
            object.__setattr__(self, "_key", render.canonical(bare))
            return self._key

    @property
    def printed(self) -> str:
        """As the body prints it: GB/T 19001—2016 for Chinese levels, the canonical form elsewhere."""
        return render.printed(self)

    @property
    def is_dated(self) -> bool:
        """Whether a year is named."""
        return self.year is not None

    @property
    def undated(self) -> DocId:
        """The same document without year, reissue, amendments, version and dual number."""
        return replace(
            self,
            year=None,
            month=None,
            reissue=None,
            reaffirmed=None,
            version="",
            amendments=(),
            dual=None,
            edition="",
            notes=(),
        )

    @property
    def block(self) -> str:
        """Body and number only (GB 7000): fetches every part, edition and mandate of a number."""
        return f"{self.body} {self.number}".strip()

    @property
    def sort_key(self) -> tuple[object, ...]:
        """What identifiers are ordered by: publisher, number as a number, parts, year."""
        return render.sort_key(self)

    def matches(self, other: DocId, ignore: Collection[str] = ()) -> bool:
        """Same document when the named differences are overlooked (names: `IGNORABLE`).

        An undated identifier matches a dated one only with `year` ignored. Nothing matches an empty one.
        Unknown names in `ignore` raise ValueError.
        """
        unknown = set(ignore) - IGNORABLE
        if unknown:
            raise ValueError(f"cannot ignore {sorted(unknown)}; expected some of {sorted(IGNORABLE)}")
        if not self or not other:
            return False
        return _without(self, ignore) == _without(other, ignore)

    def understood(self) -> tuple[Reason, ...]:
        """What was understood, for a person to correct."""
        return explain.understood(self)

    def as_dict(self) -> dict[str, object]:
        """Every field and derived form, ready for JSON."""
        return render.as_dict(self)


_BLANK: Final[dict[str, dict[str, object]]] = {
    "year": {"year": None, "month": None, "reissue": None, "reaffirmed": None, "version": ""},
    "part": {"parts": (), "part_range": "", "all_parts": False},
    "amendments": {"amendments": (), "variant": ""},
    "mandate": {"mandate": ""},
    "dual": {"dual": None},
    "doctype": {"doctype": "", "stage": ""},
    "language": {"language": ""},
    "reissue": {"reissue": None},
}


def _without(docid: DocId, ignore: Collection[str]) -> DocId:
    blank: dict[str, object] = {}
    for name in ignore:
        blank.update(_BLANK[name])
    return replace(docid, **blank) if blank else docid  # type: ignore[arg-type]


NOTHING: Final = DocId()
