"""Candidates for answers a person has to complete: near numbers and like titles, each with its reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from guiju.catalogue.queries import load_near_numbers, load_title_candidates
from guiju.checks.rules import MUCH_BETTER, Candidate, Outcome, Verdict

if TYPE_CHECKING:
    from guiju.catalogue.rules import Candidate as Near
    from guiju.kernel.docid import DocId

MOST: Final = 5
_OPEN: Final = frozenset({Outcome.NOT_FOUND, Outcome.NOT_COVERED})
LEAST_LIKE: Final = 75.0
"""Least likeness, 0 to 100, of a title offered for a line that holds no number."""
SHORTEST_TEXT: Final = 4


class Question(NamedTuple):
    """A verdict that candidates may complete, with what it was about."""

    verdict: Verdict
    docid: DocId
    text: str
    title: str

    @property
    def asks_numbers(self) -> bool:
        """Nothing held is the one meant, and nothing of its number was offered yet."""
        return self.verdict.outcome in _OPEN and not self.verdict.candidates

    @property
    def wanted_title(self) -> str:
        """The title to look for: the one beside the number; without any, the text that holds no number."""
        if self.verdict.outcome in _OPEN or self.title_differs:
            return self.title
        if self.verdict.outcome == Outcome.UNREADABLE:
            return self.title or (self.text if len(self.text) >= SHORTEST_TEXT else "")
        return ""

    @property
    def title_differs(self) -> bool:
        """Whether the title given does not fit the standard that answers."""
        return any(note.code == "check.title_differs" for note in self.verdict.notes)

    @property
    def least_like(self) -> float:
        """How like a title must be to be offered: much better than the one that answers, where there is one."""
        return MUCH_BETTER if self.title_differs else LEAST_LIKE


def suggest(questions: Collection[Question]) -> list[tuple[Candidate, ...]]:
    """Candidates for each question, in order, with a fixed number of queries for all of them."""
    asked = {question.docid for question in questions if question.asks_numbers}
    wanted = {question.wanted_title for question in questions} - {""}
    numbers = load_near_numbers(asked, MOST) if asked else {}
    titles = load_title_candidates(wanted, MOST) if wanted else {}  # the first call of a process builds an index
    return [tuple(_offers(question, numbers, titles)) for question in questions]


def _offers(
    question: Question, numbers: Mapping[str, tuple[Near, ...]], titles: Mapping[str, tuple[Near, ...]]
) -> Iterable[Candidate]:
    """What the verdict offers already, then like titles, then near numbers; each standard once with all its reasons."""
    offered = {candidate.key: candidate for candidate in question.verdict.candidates}
    like = [near for near in titles.get(question.wanted_title, ()) if near.score >= question.least_like]
    near = numbers.get(question.docid.key, ()) if question.asks_numbers else ()
    own = question.verdict.edition.key if question.verdict.edition else ""
    for one in (*like, *near):
        if one.key != own:
            known = offered.get(one.key, Candidate(one.key, one.title_zh, one.title_en))
            reasons = tuple(dict.fromkeys((*known.reasons, one.reason)))
            offered[one.key] = Candidate(one.key, one.title_zh, one.title_en, reasons)
    return offered.values()
