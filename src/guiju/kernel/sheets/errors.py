"""What can be wrong with a file somebody hands over.

SheetError
├── WrongTypeError       the content is something else than the name promises, or a form that is not read
├── EncryptedError       a password stands before the content
├── BrokenError          the file is cut off or damaged
├── TooLargeError        a limit was passed
├── EmptyError           there is nothing to read
├── NoSuchSheetError     the workbook has no sheet of that name
└── CannotAnnotateError  the answers cannot be put into this file
"""

from __future__ import annotations

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets.reasons import TEXTS


class SheetError(Exception):
    """A file that cannot be read or written; `reason` says what, where, and what to do."""

    def __init__(self, code: str, **params: object) -> None:
        self.reason = Reason.of(f"sheets.{code}", **params)
        super().__init__(TEXTS[self.reason.code].en % dict(self.reason.params))


class WrongTypeError(SheetError):
    """The content is something else than the name promises, or a form that is not read."""


class EncryptedError(SheetError):
    """A password stands before the content."""


class BrokenError(SheetError):
    """The file is cut off or damaged."""


class TooLargeError(SheetError):
    """A limit was passed."""


class EmptyError(SheetError):
    """There is nothing to read."""


class NoSuchSheetError(SheetError):
    """The workbook has no sheet of that name."""


class CannotAnnotateError(SheetError):
    """The answers cannot be put into this file."""
