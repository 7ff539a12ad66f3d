"""Cell styles added at the end of a workbook's list, so that those in use keep their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guiju.kernel.sheets.markup import element
from guiju.kernel.sheets.splicing import insert, splice
from guiju.kernel.sheets.tags import Tag, find_tags
from guiju.kernel.sheets.tones import TONE_COLOURS, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEXT_FORMAT = "49"
_LIST_DEPTH = 1


@dataclass(frozen=True, slots=True)
class AddedStyles:
    """The new style sheet and the number of the style for each tone; None is the style without a colour."""

    content: bytes
    numbers: dict[Tone | None, int]


@dataclass(frozen=True, slots=True)
class _List:
    """A list of a style sheet with its entries."""

    place: Tag
    entries: list[Tag]

    @property
    def prefix(self) -> str:
        return self.place.name.removesuffix(self.place.local)


def _find_list(tags: Sequence[Tag], name: str, entry: str) -> _List | None:
    place = next((tag for tag in tags if tag.local == name and tag.depth == _LIST_DEPTH), None)
    if place is None or place.text.endswith(b"/>"):
        return None
    inside = [tag for tag in tags if tag.local == entry and place.start < tag.start < place.end]
    return _List(place, [tag for tag in inside if tag.depth == _LIST_DEPTH + 1])


def add_styles(content: bytes, part: str, *, like: int, tones: Sequence[Tone]) -> AddedStyles | None:
    """Add text styles with the font and the borders of style `like`, wrapped, one without and one for each tone.

    None when the style sheet has no lists to add to.
    """
    tags = find_tags(content, part, {"fills", "fill", "cellXfs", "xf"})
    fills, cells = _find_list(tags, "fills", "fill"), _find_list(tags, "cellXfs", "xf")
    if fills is None or cells is None:
        return None
    base = cells.entries[like].attributes if like < len(cells.entries) else {}
    fill_ids = {tone: str(len(fills.entries) + i) for i, tone in enumerate(tones)}
    new_cells = [_cell_style(cells.prefix, base, fill_ids.get(tone) if tone else None) for tone in (None, *tones)]
    new_fills = [_fill(fills.prefix, TONE_COLOURS[tone]) for tone in tones]
    edits = []
    for grown, added in ((fills, new_fills), (cells, new_cells)):
        edits.append(grown.place.changed(count=str(len(grown.entries) + len(added))))
        edits.append(insert(grown.place.end, "".join(added).encode()))
    edits.sort(key=lambda edit: edit.start)
    numbers = {tone: len(cells.entries) + i for i, tone in enumerate((None, *tones))}
    return AddedStyles(b"".join(splice([content], edits)), numbers)


def _fill(prefix: str, colour: str) -> str:
    return (
        f'<{prefix}fill><{prefix}patternFill patternType="solid"><{prefix}fgColor rgb="FF{colour}"/>'
        f'<{prefix}bgColor indexed="64"/></{prefix}patternFill></{prefix}fill>'
    )


def _cell_style(prefix: str, base: dict[str, str], fill: str | None) -> str:
    attributes = {
        "numFmtId": _TEXT_FORMAT,
        "fontId": base.get("fontId", "0"),
        "fillId": fill or base.get("fillId", "0"),
        "borderId": base.get("borderId", "0"),
        "xfId": base.get("xfId", "0"),
        **dict.fromkeys(("applyNumberFormat", "applyFont", "applyFill", "applyBorder", "applyAlignment"), "1"),
    }
    opened = element(f"{prefix}xf", attributes).removesuffix("/>")
    return f'{opened}><{prefix}alignment vertical="top" wrapText="1"/></{prefix}xf>'
