"""Learning which Chinese and English words mean the same, from texts that say the same in both.

Every English word of a text is the translation of one of the Chinese words beside it; which one is estimated by
expectation and maximisation over all pairs of texts (the first of the well-known IBM models), and once more in the
other direction. A pair of words is believed when both directions agree and it was met more than once.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Final, NamedTuple, TypeAlias

from guiju.kernel import segment

ROUNDS: Final = 6
LEAST_TOGETHER: Final = 2
LEAST_WEIGHT: Final = 0.25
PARTNERS: Final = 2
LONGEST_TEXT: Final = 30
"""Words of a text that are looked at; a list of goods pairs everything with everything."""

_EMPTY_WORDS: Final = frozenset(
    {"的", "和", "与", "及", "或", "等", "用", "其", "其他", "第", "之", "在", "为", "以", "对", "由"}
)

Sides: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
Chances: TypeAlias = Mapping[tuple[str, str], float]


class Term(NamedTuple):
    """A Chinese and an English word that mean the same; `weight` up to 1 says how surely."""

    zh: str
    en: str
    weight: float
    origin: str


def learn(pairs: Iterable[tuple[str, str]], origin: str) -> list[Term]:
    """The terms that pairs of Chinese and English texts teach, in order of the Chinese word, the surest first."""
    pairs = tuple(dict.fromkeys(pairs))
    sides = [(zh, en) for one, other in pairs if (zh := _chinese(one)) and (en := _english(other))]
    met = _met_together(sides)
    forward = _align(sides, met)
    backward = _align([(en, zh) for zh, en in sides], {(en, zh): n for (zh, en), n in met.items()})
    written = _written(pair[1] for pair in pairs)
    terms = (term._replace(en=written[term.en]) for term in _believed(met, forward, backward, origin))
    return sorted(terms, key=lambda term: (term.zh, -term.weight, term.en))


def _chinese(text: str) -> tuple[str, ...]:
    found = (run.text for run in segment.runs(segment.fold(text)) if run.chinese)
    words = dict.fromkeys(word for run in found for word in segment.words(run) if word not in _EMPTY_WORDS)
    return tuple(words) if len(words) <= LONGEST_TEXT else ()


def _english(text: str) -> tuple[str, ...]:
    found = [run.text for run in segment.runs(segment.fold(text)) if run.text.isalpha() and not run.chinese]
    stems = dict.fromkeys(segment.stem(word) for word in found if word not in segment.FUNCTION_WORDS and len(word) > 1)
    return tuple(stems) if len(stems) <= LONGEST_TEXT else ()


def _written(texts: Iterable[str]) -> dict[str, str]:
    """Each stem as it is mostly written, for people to read."""
    counts = Counter(run.text for text in texts for run in segment.runs(segment.fold(text)) if not run.chinese)
    return {segment.stem(word): word for word, _count in reversed(counts.most_common())}


def _met_together(sides: Iterable[Sides]) -> dict[tuple[str, str], int]:
    counts: Counter[tuple[str, str]] = Counter()
    for zh, en in sides:
        counts.update(product(zh, en))
    return {pair: count for pair, count in counts.items() if count >= LEAST_TOGETHER}


def _align(sides: Iterable[Sides], met: Mapping[tuple[str, str], int]) -> Chances:
    """For each pair the chance that the first word is said by the second."""
    sides = list(sides)
    chances: dict[tuple[str, str], float] = dict.fromkeys(met, 1.0)
    for _round in range(ROUNDS):
        expected: defaultdict[tuple[str, str], float] = defaultdict(float)
        whole: defaultdict[str, float] = defaultdict(float)
        for source, target in sides:
            for word in target:
                shares = [(pair, chances[pair]) for one in source if (pair := (one, word)) in chances]
                total = sum(share for _pair, share in shares)
                for pair, share in shares:
                    expected[pair] += share / total
                    whole[pair[0]] += share / total
        chances = {pair: count / whole[pair[0]] for pair, count in expected.items() if count > 1e-6}
    return chances


def _believed(met: Mapping[tuple[str, str], int], forward: Chances, backward: Chances, origin: str) -> Iterator[Term]:
    by_zh: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for (zh, en), count in met.items():
        both = math.sqrt(forward.get((zh, en), 0.0) * backward.get((en, zh), 0.0))
        weight = round(both * count / (count + 1), 2)
        if weight >= LEAST_WEIGHT:
            by_zh[zh].append((weight, en))
    for zh, found in by_zh.items():
        for weight, en in sorted(found, key=lambda pair: (-pair[0], pair[1]))[:PARTNERS]:
            yield Term(zh, en, weight, origin)
