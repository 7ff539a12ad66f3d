"""A package of parts copied with some of them changed, every other part byte for byte."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from guiju.kernel.sheets.errors import CannotAnnotateError
from guiju.kernel.sheets.splicing import Edit, splice

if TYPE_CHECKING:
    from pathlib import Path

    from guiju.kernel.sheets.archive import Archive

_SIGNATURES = "_xmlsignatures/"


@dataclass(slots=True)
class Plan:
    """What to change in which part: a whole new content, or the edits of a stream.

    `at_end` names parts that are written after all others, in that order: their edits build on one another.
    """

    contents: dict[str, bytes] = field(default_factory=dict)
    edits: dict[str, Callable[[], Iterator[Edit]]] = field(default_factory=dict)
    at_end: tuple[str, ...] = ()


def refuse_signed(archive: Archive) -> None:
    """Raise where a digital signature stands for every byte: a change would break it."""
    if any(name.startswith(_SIGNATURES) for name in archive.names):
        raise CannotAnnotateError("signed")


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A file beside the target that takes its place once it is whole."""
    temporary = target.with_name(f".{target.name}.part")
    try:
        yield temporary
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def write_package(archive: Archive, target: Path, plan: Plan) -> None:
    """Copy the package with the changes of the plan."""
    infos = {one.filename: one for one in archive.zip.infolist()}
    early = [name for name in infos if name not in plan.at_end]
    with zipfile.ZipFile(target, "w", compresslevel=6) as out:
        for name in (*early, *plan.at_end):
            info = infos[name]
            copy = zipfile.ZipInfo(info.filename, info.date_time)
            copy.compress_type, copy.external_attr = info.compress_type, info.external_attr
            if content := plan.contents.get(name):
                out.writestr(copy, content)
            else:
                _copy_part(archive, out, copy, plan)


def _copy_part(archive: Archive, out: zipfile.ZipFile, info: zipfile.ZipInfo, plan: Plan) -> None:
    chunks = archive.chunks(info.filename)
    if info.filename in plan.edits:
        chunks = splice(chunks, plan.edits[info.filename]())
        info.compress_type = zipfile.ZIP_DEFLATED
    with out.open(info, "w", force_zip64=False) as part:
        for data in chunks:
            part.write(data)
