"""A person's own Word document given back with a mark beside each reference, everything else as it was."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from guiju.kernel.sheets.archive import Archive
from guiju.kernel.sheets.errors import CannotAnnotateError
from guiju.kernel.sheets.kinds import detect_kind
from guiju.kernel.sheets.limits import DEFAULT_LIMITS
from guiju.kernel.sheets.markup import utf8_parser
from guiju.kernel.sheets.rewriting import Plan, refuse_signed, replacing, write_package
from guiju.kernel.sheets.splicing import insert, splice
from guiju.kernel.sheets.tags import find_tags
from guiju.kernel.sheets.word_marking import MarkingHandler, find_edits
from guiju.kernel.sheets.word_parts import STYLE_NAMES, WordParts, find_own_styles, find_parts
from guiju.kernel.sheets.word_runs import style_definitions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guiju.kernel.sheets.limits import Limits
    from guiju.kernel.sheets.splicing import Edit
    from guiju.kernel.sheets.word_marking import MarksOf


def annotate_docx(
    source: Path, target: Path, *, marks_of: MarksOf, note: str = "", limits: Limits = DEFAULT_LIMITS
) -> None:
    """Write `source` to `target` with marks put into its paragraphs and `note` as a paragraph at its end.

    `marks_of` is asked once for each paragraph that is not blank, in the order of `WordDocument`. A mark stands behind
    the text it belongs to; where that text is the result of a field, a link or a content control, behind the whole of
    it, for those may be written anew. Marks of an earlier check are taken out. All are of a style of their own, so
    that one choice in Word selects them. Only parts with text and the list of styles change.

    Raises `CannotAnnotateError` for a signed document, `SheetError` for what cannot be read.
    """
    if detect_kind(source, limits) != "document":
        raise CannotAnnotateError("not_annotatable")
    with Archive(source, limits) as scanned, Archive(source, limits) as archive, replacing(target) as temporary:
        refuse_signed(archive)
        parts = find_parts(archive)
        styles = find_own_styles(archive, parts)
        plan = Plan(_with_styles(archive, parts, styles), at_end=tuple(part for part, _kind in parts.text))
        marking = _Marking(scanned, parts, styles, marks_of, note, limits)
        plan.edits = {part: partial(marking.edits, part, kind) for part, kind in parts.text}
        write_package(archive, temporary, plan)


class _Marking:
    """Goes through the parts one after another, for paragraphs are numbered through all of them."""

    def __init__(
        self, archive: Archive, parts: WordParts, styles: dict[str, str], marks_of: MarksOf, note: str, limits: Limits
    ) -> None:
        self._archive = archive
        self._parts = parts
        self._styles = styles
        self._marks_of = marks_of
        self._note = note
        self._limits = limits
        self._number = 0

    def edits(self, part: str, kind: str) -> Iterator[Edit]:
        """The edits of one part."""
        handler = MarkingHandler(
            part,
            kind,
            self._limits,
            frozenset(self._styles.values()),
            self._number,
            parser=utf8_parser(part),
            marks_of=self._marks_of,
            styles=self._styles,
            note=self._note if part == self._parts.body else "",
        )
        yield from find_edits(self._archive, handler)
        self._number = handler.number


def _with_styles(archive: Archive, parts: WordParts, styles: dict[str, str]) -> dict[str, bytes]:
    """The list of styles with ours added; nothing where it has them or where there is none."""
    if parts.styles is None or parts.styles not in archive.names:
        return {}
    content = b"".join(archive.chunks(parts.styles))
    tags = find_tags(content, parts.styles, {"styles", "name"})
    named = {value for tag in tags for key, value in tag.attributes.items() if key.endswith(":val")}
    missing = [own for own, name in STYLE_NAMES.items() if name not in named]
    if not missing or not tags or tags[0].local != "styles" or tags[0].end < tags[0].inside:
        return {}
    definitions = style_definitions(tags[0].name.rpartition(":")[0], styles, missing)
    return {parts.styles: b"".join(splice([content], [insert(tags[0].end, definitions)]))}
