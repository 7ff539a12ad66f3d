"""A report in one language, ready to be set: every text it shows, in order, without any thought of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from guiju.checks.reports.content import Content
from guiju.checks.rules import CONCLUDED, UNRESOLVED, Doubt, Outcome, excerpt, printed_code, shown
from guiju.kernel.reasons import Language, Reason
from guiju.platform.reasons import render

MOST_FINDINGS: Final = 2_000
"""More rows than this make a document of hundreds of pages; the rest is in the workbook."""
MOST_LINES_NAMED: Final = 200
LONGEST_CELL: Final = 600
"""Longer texts of a finding are cut on paper; the workbook has them whole."""
MOST_SOURCES: Final = 60
SHAPES: Final[Mapping[Outcome, tuple[str, str]]] = {
    Outcome.CURRENT: ("good", "●"),
    Outcome.AMENDED: ("soon", "◆"),
    Outcome.SUPERSEDED_SOON: ("soon", "◆"),
    Outcome.NOT_YET_IN_FORCE: ("soon", "◇"),
    Outcome.MANDATE_CHANGED: ("past", "△"),
    Outcome.REPLACED: ("past", "▲"),
    Outcome.WITHDRAWN: ("bad", "■"),
}
OPEN_SHAPE: Final = ("open", "○")
UNRESOLVED_IN_ORDER: Final = tuple(outcome for outcome in Outcome if outcome in UNRESOLVED)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: headings, rows of texts, a remark beneath it. `tones` has a colour for each row where rows have one."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    tones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """The parts of a report in the order they stand on paper; each is a pair of its heading and its content."""

    language: Language
    title: str
    draft: str
    facts: tuple[tuple[str, str], ...]
    conclusion: tuple[str, tuple[str, ...]]
    counts: tuple[str, Grid]
    findings: tuple[str, Grid]
    unverified: tuple[str, Grid]
    completed: tuple[str, Grid]
    coverage: tuple[str, Grid]
    sources: tuple[str, Grid]
    signatures: tuple[str, tuple[tuple[str, str], ...]]
    seal: tuple[str, tuple[tuple[str, str], ...]]
    seal_meaning: str
    address: str
    page: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language."""

    language: Language

    def __call__(self, name: str, **params: object) -> str:
        return render(Reason.of(f"report.{name}", **params), self.language)

    def check(self, name: str, **params: object) -> str:
        return render(Reason.of(f"check.{name}", **params), self.language)

    def own(self, values: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 (a text or a list of texts)
        return values[f"{name}_{self.language}"]

    @property
    def comma(self) -> str:
        return "，" if self.language == "zh" else ", "

    @property
    def semicolon(self) -> str:
        return "；" if self.language == "zh" else "; "


def print_report(content: Content, checksum: str, language: Language) -> Printed:
    """The report's texts in a language; `checksum` is that of the stored result, empty for a draft."""
    say, facts = _Words(language), content.facts
    return Printed(
        language=language,
        title=say("correction_title" if facts["replaces"] else "title"),
        draft="" if facts["number"] else say("draft"),
        facts=tuple(_facts(say, facts)),
        conclusion=(say("part.conclusion"), tuple(say.own(facts, "conclusion"))),
        counts=(say("part.counts"), _counts(say, facts["counts"])),
        findings=(say("part.findings"), _findings(say, content)),
        unverified=(say("part.open"), _unverified(say, facts)),
        completed=(say("part.completed"), _completed(say, content)),
        coverage=(say("part.coverage"), _coverage(say, facts["coverage"])),
        sources=(say("part.sources"), _sources(say, facts["sources"])),
        signatures=(say("part.signatures"), _signatures(say, facts)),
        seal=(say("part.verify"), _seal(say, facts, checksum)),
        seal_meaning=say("seal.meaning"),
        address=facts["address"],
        page=say("page", page="{page}", pages="{pages}"),
    )


def _facts(say: _Words, facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield say("head.number"), facts["number"] or say("head.no_number")
    if facts["replaces"]:
        yield say("head.replaces"), facts["replaces"]["number"]
        yield say("head.why_replaced"), facts["why_replaced"]
    yield say("head.client"), facts["client"]
    if facts["scope"]:
        yield say("head.scope"), facts["scope"]
    yield say("head.input"), shown(facts["file_name"]) or say("head.pasted")
    yield say("head.as_of"), facts["as_of"]
    yield say("head.checked_at"), day_and_time(facts["checked_at"])
    if facts["approved_at"]:
        yield say("head.approved_on"), facts["approved_at"][:10]
    lines = say(
        "head.lines_of",
        lines=facts["lines_read"],
        answers=facts["answers"],
        blank=facts["blank"],
        missing=len(facts["missing"]),
    )
    yield say("head.lines"), lines


def day_and_time(moment: str) -> str:
    """A stored moment as people write it, to the minute."""
    return f"{moment[:10]} {moment[11:16]}"


def _counts(say: _Words, counts: Mapping[str, int]) -> Grid:
    met = [outcome for outcome in (*CONCLUDED, *UNRESOLVED_IN_ORDER) if counts.get(outcome)]
    rows = tuple((_outcome(say, one), str(counts[one]), say(f"advice.{one}")) for one in met)
    columns = (say.check("column.outcome"), say("column.count"), say("column.advice"))
    return Grid(columns, rows, tones=tuple(_shape(one)[0] for one in met))


def _shape(outcome: Outcome) -> tuple[str, str]:
    return SHAPES.get(outcome, OPEN_SHAPE)


def _outcome(say: _Words, outcome: Outcome) -> str:
    """Shape and word: the colour alone never says it."""
    return f"{_shape(outcome)[1]} {say.check(f'outcome.{outcome}')}"


def _findings(say: _Words, content: Content) -> Grid:
    shown = list(islice(content, MOST_FINDINGS))
    several = {one["line"] for one in shown if one["part"] > 1}
    columns = (
        say.check("column.line"),
        say.check("column.input"),
        say.check("column.outcome"),
        say("column.standard"),
        say.check("column.successors"),
        say("column.why"),
    )
    cut = content.count > len(shown)
    return Grid(
        columns,
        tuple(_finding(say, one, several=one["line"] in several) for one in shown),
        say("findings_cut", shown=len(shown), total=content.count) if cut else "",
        tuple(_shape(Outcome(one["outcome"]))[0] for one in shown),
    )


def _finding(say: _Words, one: Mapping[str, Any], *, several: bool) -> tuple[str, ...]:
    place = say.own(one, "place")
    line = f"{one['line']}.{one['part']}" if several else str(one["line"])
    return (
        f"{line} {place}".strip(),
        "\n".join(filter(None, _written(one))),
        _outcome(say, Outcome(one["outcome"])),
        "\n".join(filter(None, (one["standard"], _cut(own_title(one, say.language)), _dates(say, one["dates"])))),
        _cut("\n→ ".join(one["successors"])),
        _cut(say.semicolon.join(why(one, say.language))),
    )


def _written(one: Mapping[str, Any]) -> Iterator[str]:
    """The line around its number, and the title beside it: what was handed in, with nothing in it that is not seen."""
    yield shown(excerpt(one["input"], one["key"]))
    if one["given_title"] not in one["input"]:
        yield shown(_cut(one["given_title"]))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def own_title(one: Mapping[str, Any], language: Language) -> str:
    """The title in the language, else in the other."""
    chinese, english = str(one["title_zh"]), str(one["title_en"])
    return (chinese or english) if language == "zh" else (english or chinese)


def _dates(say: _Words, dates: Mapping[str, str]) -> str:
    return say.comma.join(say.check(f"date.{name}", date=date) for name, date in dates.items())


def why(one: Mapping[str, Any], language: Language) -> list[str]:
    """What a person completed, the reasons, the advice."""
    say = _Words(language)
    said = [said_of_completion(one["completion"], language)] if one["completion"] else []
    return [*said, say.own(one, "reason"), *advice(one, language)]


def advice(one: Mapping[str, Any], language: Language) -> Iterator[str]:
    """What to do, by the outcome and by what it leaves open."""
    say = _Words(language)
    yield say(f"advice.{one['outcome']}")
    for doubt in one.get("doubts", ()):  # results of the first version say nothing of it
        yield say(f"doubt_advice.{doubt}")


def said_of_completion(kept: Mapping[str, str], language: Language) -> str:
    """Who completed it, when, and from where."""
    say = _Words(language)
    named = {**kept, "note": kept["note"] or say("no_note")}
    return say("completed_so", **named) if kept["number"] else say("noted_so", **named)


def dates_of(one: Mapping[str, Any], language: Language) -> str:
    """The dates of a finding in words."""
    return _dates(_Words(language), one["dates"])


def _unverified(say: _Words, facts: Mapping[str, Any]) -> Grid:
    """Open answers, what answers leave open behind their outcome, lines without an answer, and what was not read."""
    columns = (say.check("column.outcome"), say("column.count"), say("column.lines"), say("column.advice"))
    doubts = facts.get("doubts", {})
    open_ones = [
        (_outcome(say, one), facts["open_lines"].get(one), say(f"advice.{one}")) for one in UNRESOLVED_IN_ORDER
    ]
    doubted = [(f"△ {say(f'doubt.{one}')}", doubts.get(one), say(f"doubt_advice.{one}")) for one in Doubt]
    told = [
        (name, str(len(lines)), named_lines(lines), what_to_do)
        for name, lines, what_to_do in (*open_ones, *doubted)
        if lines
    ]
    if facts["missing"]:
        told.append((say("concluded.unanswered", count=len(facts["missing"])), "", named_lines(facts["missing"]), ""))
    told += [(f"△ {say('not_read')}", "", "", note) for note in facts.get(f"notes_{say.language}", ())]
    return Grid(columns, tuple(told), "" if told else say("all_verified"))


def named_lines(lines: Sequence[int]) -> str:
    """Line numbers with runs drawn together; past a number of runs the rest is left to the workbook."""
    runs: list[list[int]] = []
    for line in sorted(set(lines)):
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    told = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:MOST_LINES_NAMED]]
    return ", ".join(told) + (" …" if len(runs) > MOST_LINES_NAMED else "")


def _completed(say: _Words, content: Content) -> Grid:
    """Everything a person said of an answer, whether or not its row is among those shown."""
    if not content.facts["completions"]:
        return Grid((), ())
    columns = ("column.lines", "column.number_meant", "column.note", "column.by", "column.on")
    rows = tuple(
        (_line_name(kept), kept["number"], kept["note"] or say("no_note"), kept["by"], kept["on"])
        for kept in content.facts["completions"][:MOST_FINDINGS]
    )
    return Grid(tuple(map(say, columns)), rows)


def _line_name(kept: Mapping[str, Any]) -> str:
    return f"{kept['line']}.{kept['part']}" if kept["part"] > 1 else str(kept["line"])


def _coverage(say: _Words, coverage: Sequence[Mapping[str, Any]]) -> Grid:
    columns = ("column.body", "column.editions", "column.years", "column.read_on")
    rows = tuple((held["body"], str(held["count"]), _years(held), (held["last_seen"] or "")[:10]) for held in coverage)
    return Grid(tuple(map(say, columns)), rows, say("coverage_meaning"))


def _years(held: Mapping[str, Any]) -> str:
    first, last = held["year_from"], held["year_to"]
    return "" if not first else str(first) if first == last else f"{first}–{last}"


def _sources(say: _Words, sources: Sequence[Mapping[str, Any]]) -> Grid:
    """The sources by rank; a catalogue made of very many names the first, the stored result has them all."""
    rows = tuple((source["name"], (source["read_at"] or "")[:10]) for source in sources[:MOST_SOURCES])
    note = say("sources_cut", shown=len(rows), total=len(sources)) if len(sources) > len(rows) else ""
    return Grid((say("column.source"), say("column.read_on")), rows, note)


def _signatures(say: _Words, facts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((say(f"signature.{name}"), facts[name]) for name in ("searched_by", "checked_by", "approved_by"))


def _seal(say: _Words, facts: Mapping[str, Any], checksum: str) -> tuple[tuple[str, str], ...]:
    """Where and with what the report is verified; nothing for a draft."""
    if not facts["number"]:
        return ()
    return (
        (say("seal.address"), facts["address"]),
        (say("seal.code"), printed_code(facts["code"])),
        (say("seal.checksum"), checksum),
    )
