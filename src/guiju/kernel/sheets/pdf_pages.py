"""PDF as pages of text, read by pdfium in a confined process; what is only a picture is named, not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from guiju.kernel.confined.limiting import CPU_SECONDS, MOST_MEMORY
from guiju.kernel.confined.running import OutOfTime, ReadingFailed, read_from
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets.errors import BrokenError, EmptyError, EncryptedError, TooLargeError
from guiju.kernel.sheets.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from pathlib import Path

    from guiju.kernel.sheets.limits import Limits

MOST_CHARACTERS: Final = 1_000_000
"""Of one page."""
_HYPHEN_AT_LINE_END: Final = re.compile("[\ufffe\x02](?:\r?\n)?")
"""What pdfium gives for a hyphen that ends a line, and it gives no line end behind it."""
_SPACED: Final = re.compile(r"(?:\S {1,3}){4,}\S")
"""Letters set apart, as covers have them: 中 华 人 民 共 和 国."""
_NO_CHARACTER: Final = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_MOST_UNREADABLE: Final = 0.3


class Page(NamedTuple):
    """A page with text, by its place in the file from 1."""

    number: int
    text: str


class PdfPages:
    """The pages of a PDF that have text, once through. `notes` is complete at the end.

    Raises `SheetError` while it is read: a password, damage, a limit, or no text on any page.
    """

    def __init__(self, path: Path, limits: Limits = DEFAULT_LIMITS) -> None:
        self._path = path
        self._limits = limits
        self._without_text: list[int] = []
        self._broken: list[int] = []
        self._last = 0
        self.total = 0

    def __iter__(self) -> Iterator[Page]:
        with_text = 0
        for value in self._said():
            if isinstance(value, dict):
                self._take(value)
            elif (page := self._page(*value)) is not None:
                with_text += 1
                yield page
        if not with_text:
            raise EmptyError("no_text_layer", pages=self.total)

    def _said(self) -> Iterator[Any]:
        try:
            yield from read_from("pdf", str(self._path), str(self._limits.max_pages), str(MOST_CHARACTERS))
        except OutOfTime as error:
            raise TooLargeError("pdf_out_of_time", seconds=CPU_SECONDS, page=self._last) from error
        except ReadingFailed as error:
            raise BrokenError("pdf_failed", page=self._last, limit=MOST_MEMORY // 1024**2) from error

    def _take(self, about: dict[str, Any]) -> None:
        """How many pages there are, or why it cannot be read."""
        if "problem" not in about:
            self.total = about["pages"]
            return
        match about["problem"]:
            case "encrypted":
                raise EncryptedError("encrypted_pdf")
            case "too_many_pages":
                raise TooLargeError("too_many_pages", pages=self.total, limit=self._limits.max_pages)
            case "page_too_long":
                raise TooLargeError("page_too_long", page=self._last + 1, limit=MOST_CHARACTERS)
            case _:
                raise BrokenError("broken_pdf")

    def _page(self, number: int, raw: str | None, is_picture: bool) -> Page | None:  # noqa: FBT001 -- as it is printed
        self._last = number
        if raw is None:
            self._broken.append(number)
            return None
        text = tidy(raw)
        if is_picture or not text.strip() or is_garbled(text):
            self._without_text.append(number)
            return None
        return Page(number, text)

    @property
    def notes(self) -> tuple[Reason, ...]:
        """Pages that were passed over."""
        passed_over = (("pages_without_text", self._without_text), ("broken_pages", self._broken))
        return tuple(Reason.of(f"sheets.note.{code}", pages=listed(pages)) for code, pages in passed_over if pages)


def tidy(raw: str) -> str:
    """The text of a page with plain line ends, its hyphens back, and letters that were set apart together again."""
    text = _HYPHEN_AT_LINE_END.sub("-\n", raw).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return "\n".join(map(_closed_up, text.split("\n")))


def _closed_up(line: str) -> str:
    return line.replace(" ", "") if _SPACED.fullmatch(line.strip()) else line


def is_garbled(text: str) -> bool:
    """Whether the fonts do not tell which characters stand there, so that the text layer is of no use."""
    signs = len("".join(text.split()))
    return signs > 0 and len(_NO_CHARACTER.findall(text)) > signs * _MOST_UNREADABLE


def listed(pages: Iterable[int]) -> str:
    """Ascending page numbers as people write them: 1, 3-5."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
