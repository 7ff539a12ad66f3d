"""What was understood, said as reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guiju.kernel.reasons import Reason

if TYPE_CHECKING:
    from guiju.kernel.docid.model import DocId


def understood(docid: DocId) -> tuple[Reason, ...]:
    """Reasons in reading order."""
    if not docid:
        return (Reason.of("docid.nothing"),)
    return docid.notes
