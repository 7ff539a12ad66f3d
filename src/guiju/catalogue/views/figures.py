"""The statistics as their page and files show them: each figure a table, a drawing, and the words that define it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guiju.catalogue.forms import DEGREES, LEVELS
from guiju.catalogue.rules import Status
from guiju.catalogue.rules.figures import AGE_BANDS, Ages, Standing, percent
from guiju.catalogue.views.bar_chart import Chart, Step, draw_bars, span_of, steps_of

if TYPE_CHECKING:
    from guiju.catalogue.queries.statistics import Statistics

Cells = Sequence[object]
NAMES: Final = ("levels", "years", "ages", "adoption")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a figure: what it counts, its numbers, and where those counted are listed."""

    label: str
    cells: Cells
    address: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: heads by column (the first of what is counted), rows, definitions, and both drawings."""

    name: str
    title: str
    heads: Mapping[str, str]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    chart: Chart
    picture: Mapping[str, Any]

    @property
    def columns(self) -> tuple[str, ...]:
        """Heads of the columns of numbers."""
        return tuple(self.heads.values())[1:]


NOTHING: Final = Standing({})
NO_ROW: Final = Row("", ())


def figures_of(found: Statistics, filters: Mapping[str, Any]) -> dict[str, Figure]:
    """All figures by their names. `filters` are those of the page, for the lists that rows lead to."""
    made = (_levels(found, filters), _years(found, filters), _ages(found), _adoption(found))
    return dict(zip(NAMES, made, strict=True))


def _list_of(found: Statistics, filters: Mapping[str, Any], **more: object) -> str:
    """The list of standards that a number counts."""
    query = {**filters, **more, "on": found.on.isoformat()}
    return f"{reverse('standards')}?{urlencode(query, doseq=True)}"


def _levels(found: Statistics, filters: Mapping[str, Any]) -> Figure:
    words = {**LEVELS, "": _("not stated")}
    met = [(name, found.levels[name]) for name in words if name in found.levels]
    rows = tuple(
        Row(
            str(words[name]),
            _standing(one),
            _list_of(found, filters, level=name) if name else "",
        )
        for name, one in met
    )
    return Figure(
        name="levels",
        title=_("By level"),
        heads={"level": _("Level"), **_standing_heads()},
        rows=rows,
        notes=(_share_defined(found.whole.left_out),),
        chart=_bars([(str(words[name]), one.held) for name, one in met]),
        picture=_picture("levels", [row.label for row in rows], _standings([one for _name, one in met], rows)),
    )


def _standing_heads() -> dict[str, str]:
    return {
        "editions": _("Editions"),
        "in_force": _("In force"),
        "ended": _("Replaced or withdrawn"),
        "share_in_force_percent": _("Share in force, %"),
    }


def _standing(one: Standing) -> Cells:
    return (one.held, one.in_force, one.ended, one.share_in_force)


def _share_defined(left_out: int) -> str:
    said = ngettext(
        "Share in force: those in force out of those in force, replaced or withdrawn. "
        "%(count)s edition that is not yet in force, a draft or of unknown status is left out of it.",
        "Share in force: those in force out of those in force, replaced or withdrawn. "
        "%(count)s editions that are not yet in force, drafts or of unknown status are left out of it.",
        left_out,
    )
    return said % {"count": intcomma(left_out)}


def _standings(held: Sequence[Standing], rows: Sequence[Row]) -> list[dict[str, Any]]:
    """In force and ended as bars upon one another; those in force lead to their list."""
    series: list[dict[str, Any]] = [
        {"name": _("In force"), "tone": "good", "values": [one.in_force for one in held]},
        {"name": _("Replaced or withdrawn"), "tone": "past", "values": [one.ended for one in held]},
        {"name": _("Neither, or not known"), "tone": "open", "values": [one.left_out for one in held]},
    ]
    series[0]["hrefs"] = [f"{row.address}&status={Status.IN_FORCE}" if row.address else "" for row in rows]
    return series


def _years(found: Statistics, filters: Mapping[str, Any]) -> Figure:
    held = {year: one for year, one in found.years.items() if year}
    rows = tuple(
        Row(str(year), _standing(one), _list_of(found, filters, year_from=year, year_to=year))
        for year, one in sorted(held.items(), reverse=True)
    )
    undated = found.years[None].held if None in found.years else 0
    steps = steps_of({year: one.held for year, one in held.items()}, span_of(held))
    return Figure(
        name="years",
        title=_("By year of the number"),
        heads={"year": _("Year"), **_standing_heads()},
        rows=rows,
        notes=(_share_defined(found.whole.left_out), *_undated(undated)),
        chart=draw_bars(steps),
        picture=_years_picture(held, rows),
    )


def _undated(count: int) -> tuple[str, ...]:
    said = ngettext(
        "%(count)s edition without a year in its number is left out.",
        "%(count)s editions without a year in their number are left out.",
        count,
    )
    return (said % {"count": intcomma(count)},) if count else ()


def _years_picture(held: Mapping[int, Standing], rows: Sequence[Row]) -> Mapping[str, Any]:
    """Every year from the first to the last, those with nothing too; the share in force as a line above the bars."""
    span = span_of(held)
    years = range(span[0], span[1] + 1) if span else range(0)
    by_year = {int(row.label): row for row in rows}
    standings = [held.get(year, NOTHING) for year in years]
    series = _standings(standings, [by_year.get(year, NO_ROW) for year in years])
    shares = [held[year].share_in_force if year in held else None for year in years]
    line = {"name": _("Share in force, %"), "tone": "accent", "line": True, "values": [_number(one) for one in shares]}
    return _picture("years", [str(year) for year in years], [*series, line])


def _ages(found: Statistics) -> Figure:
    ages = found.ages
    counted = list(zip(_bands(), ages.bands, strict=True))
    in_force = {"name": _("In force"), "tone": "accent", "values": list(ages.bands)}
    return Figure(
        name="ages",
        title=_("By age"),
        heads={"age": _("Age"), "in_force": _("In force"), "share_percent": _("Share, %")},
        rows=tuple(Row(label, (count, percent(count, ages.dated))) for label, count in counted) if ages.dated else (),
        notes=_ages_defined(ages),
        chart=_bars(counted),
        picture=_picture("ages", _bands(), [in_force]),
    )


def _bands() -> list[str]:
    return [
        _("%(first)s years and more") % {"first": first}
        if last is None
        else _("%(first)s to %(last)s years") % {"first": first, "last": last}
        for first, last in AGE_BANDS
    ]


def _ages_defined(ages: Ages) -> tuple[str, ...]:
    defined = (
        _(
            "Age (标龄) is counted in completed years from the date of issue, of what is in force; where only its "
            "month or year is known, from the first day of that."
        ),
        _("Government standards are to be reviewed at least every five years (Standardization Law, article 29)."),
    )
    said = ngettext(
        "%(count)s standard without a date of issue is left out.",
        "%(count)s standards without a date of issue are left out.",
        ages.undated,
    )
    return (*defined, said % {"count": intcomma(ages.undated)}) if ages.undated else defined


def _adoption(found: Statistics) -> Figure:
    labels = [str(DEGREES.get(one.degree, one.degree or _("not stated"))) for one in found.adopting]
    adopting = sum(one.standards for one in found.adopting)
    series = [
        {"name": _("What is adopted is in force"), "tone": "good", "values": [one.current for one in found.adopting]},
        {"name": _("It is replaced or withdrawn"), "tone": "bad", "values": [one.overtaken for one in found.adopting]},
        {"name": _("It cannot be told"), "tone": "open", "values": [one.open for one in found.adopting]},
    ]
    return Figure(
        name="adoption",
        title=_("By adoption"),
        heads={
            "degree": _("Degree"),
            "standards": _("Standards"),
            **{name: str(one["name"]) for name, one in zip(("current", "overtaken", "open"), series, strict=True)},
        },
        rows=tuple(
            Row(label, (one.standards, one.current, one.overtaken, one.open))
            for label, one in zip(labels, found.adopting, strict=True)
        ),
        notes=_adoption_defined(adopting, found.may_adopt),
        chart=_bars([(label, one.standards) for label, one in zip(labels, found.adopting, strict=True)]),
        picture=_picture("adoption", labels, series),
    )


def _adoption_defined(adopting: int, among: int) -> tuple[str, ...]:
    said = _(
        "Counted are the %(among)s Chinese standards in force; %(adopting)s of them state what they adopt, each "
        "counted once under its closest degree. IDT and MOD are adoption, NEQ is a stated relation only. This is no "
        "rate of adoption as a policy defines it."
    )
    return (
        said % {"among": intcomma(among), "adopting": intcomma(adopting)},
        _("What is adopted cannot be told to be in force where it is named without its year or is not held here."),
    )


def _bars(counted: Iterable[tuple[str, int]]) -> Chart:
    return draw_bars([Step(0, 0, label, count) for label, count in counted])


def _picture(name: str, labels: Sequence[str], series: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    return {"id": f"drawing-{name}", "kind": "bars", "labels": labels, "series": series}


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
