"""Answers of a run that keeps nothing in the database, in a file of their own instead of in memory."""

from __future__ import annotations

import json
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from typing import Any, Final

from guiju.checks.answers import Told
from guiju.checks.rules import Candidate, Outcome
from guiju.kernel.batches import in_batches
from guiju.kernel.reasons import Reason

AT_ONCE: Final = 500


class AnswersOnDisk:
    """Answers in order, read as often as they are asked for. In memory 50,000 of them took 128 MB.

    The file is gone with the value. One line of it is a JSON list of some hundred answers.
    """

    def __init__(self, answers: Iterable[Told]) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as this value)
        weakref.finalize(self, self._file.close)
        self._starts: list[int] = []
        self._count = 0
        for batch in in_batches(answers, AT_ONCE):
            self._starts.append(self._file.tell())
            self._file.write(json.dumps([_as_list(answer) for answer in batch]).encode() + b"\n")
            self._count += len(batch)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Told]:
        for start in self._starts:
            self._file.seek(start)
            yield from map(_from_list, json.loads(self._file.readline()))


def _as_list(answer: Told) -> list[Any]:
    candidates = [(one.key, one.title_zh, one.title_en, _plain(one.reasons)) for one in answer.candidates]
    return [
        answer.line,
        answer.part,
        answer.input,
        answer.key,
        answer.outcome,
        answer.standard,
        answer.title,
        answer.dates,
        answer.successors,
        _plain(answer.reasons),
        candidates,
    ]


def _plain(reasons: Iterable[Reason]) -> list[Any]:
    return [(reason.code, reason.params) for reason in reasons]


def _from_list(kept: list[Any]) -> Told:
    line, part, text, key, outcome, standard, title, dates, successors, reasons, candidates = kept
    return Told(
        line=line,
        part=part,
        input=text,
        key=key,
        outcome=Outcome(outcome),
        standard=standard,
        title=title,
        dates=dates,
        successors=tuple(successors),
        reasons=_reasons(reasons),
        candidates=tuple(Candidate(one, zh, en, _reasons(why)) for one, zh, en, why in candidates),
    )


def _reasons(kept: Iterable[Any]) -> tuple[Reason, ...]:
    return tuple([Reason(code, tuple([(name, value) for name, value in params])) for code, params in kept])
