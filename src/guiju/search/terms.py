"""The term base: which Chinese and English terms the search takes for one another.

Two files of the same columns (zh, en, weight, origin). One comes with Guiju, learned from the bilingual names of the
customs tariff. The other lies in GUIJU_HOME and belongs to the officials: learning rewrites the rows whose origin is
`learned` and leaves every other row as it is. A row of weight 0 forbids a pair, whoever proposes it.
"""

from __future__ import annotations

import csv
import io
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeAlias

from guiju.kernel import segment
from guiju.search.learning import Term, learn

log = logging.getLogger(__name__)

COLUMNS: Final = ("zh", "en", "weight", "origin")
Synonyms: TypeAlias = Mapping[str, Sequence[tuple[str, float]]]
TRANSLATIONS: Final = 2
"""How many translations of a word a record is given."""
LEARNED: Final = "learned"
FILE: Final = "terms.csv"


class TermsError(ValueError):
    """A row of the term base cannot be read; the message names file, row and what was expected."""


def read_terms(text: str, name: str) -> Iterator[Term]:
    """The rows of a term base. `TermsError` for one without both terms or with a weight that is none."""
    for number, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), start=2):
        zh, en = (row.get("zh") or "").strip(), (row.get("en") or "").strip()
        try:
            weight = float(row.get("weight") or "")
        except ValueError:
            weight = -1.0
        if not zh or not en or not 0 <= weight <= 1:
            raise TermsError(f"{name}, row {number}: expected zh, en and a weight from 0 to 1, found {dict(row)}")
        yield Term(zh, en, weight, (row.get("origin") or "").strip())


def shipped_terms() -> list[Term]:
    """The terms that come with Guiju."""
    return list(read_terms(files("guiju.search").joinpath(FILE).read_text(encoding="utf-8"), FILE))


def own_terms(path: Path) -> list[Term]:
    """The terms of this installation: learned and edited ones."""
    return list(read_terms(path.read_text(encoding="utf-8-sig"), path.name)) if path.is_file() else []


def usable_terms(path: Path) -> list[Term]:
    """The terms of this installation; none where its file cannot be read, which stops neither search nor pages."""
    try:
        return own_terms(path)
    except (ValueError, csv.Error, OSError):  # not a term base, not UTF-8, not to be opened
        log.warning("terms unreadable, only those that come with Guiju are used", exc_info=True)
        return []


def relearn(path: Path, pairs: Iterable[tuple[str, str]]) -> int:
    """Rewrite the learned rows of a term base from pairs of texts; returns how many there are now."""
    kept = [term for term in own_terms(path) if term.origin != LEARNED]
    learned = learn(pairs, LEARNED)
    draft = path.with_suffix(".draft")
    draft.write_text(write_terms([*kept, *learned]), encoding="utf-8")
    draft.replace(path)
    return len(learned)


def write_terms(terms: Iterable[Term]) -> str:
    """A term base as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(terms)
    return out.getvalue()


def synonyms(*groups: Iterable[Term]) -> Synonyms:
    """For each Chinese word its English stems and for each English stem its Chinese words, the surest first.

    A later group overrules an earlier one on the same pair.
    """
    weights = {(segment.fold(t.zh), _stems(t.en)): t.weight for group in groups for t in group}
    found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for (zh, en), weight in weights.items():
        if weight > 0:
            found[zh].append((en, weight))
            found[en].append((" ".join(segment.bigrams(zh)), weight))
    return {word: sorted(others, key=lambda pair: (-pair[1], pair[0])) for word, others in found.items()}


def translate(titles: Sequence[str], known: Synonyms) -> list[str]:
    """The words of folded titles in the language that none of them is in, as tokens; none where both are there."""
    chinese = [title for title in titles if segment.is_chinese(title)]
    if chinese and len(chinese) < len(titles):
        return []
    words = [word for title in titles for run in segment.runs(title) for word in _words(run)]
    words += [f"{one} {other}" for one, other in pairwise(words)] if not chinese else []
    found = (translation for word in words for translation, _sure in known.get(word, ())[:TRANSLATIONS])
    return [token for translation in dict.fromkeys(found) for token in translation.split()]


def _words(run: segment.Run) -> list[str]:
    return segment.words(run.text) if run.chinese else [segment.stem(run.text)]


def _stems(english: str) -> str:
    return " ".join(segment.tokens(segment.fold(english)))
