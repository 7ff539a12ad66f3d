"""From changed standards to alerts: what holds now is compared with what was noted, and the difference is told once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from guiju.alerts.queries.known import load_told
from guiju.alerts.rules import Concerned, Message, Severity
from guiju.alerts.rules import Kind as MessageKind
from guiju.alerts.services.issuing import issue
from guiju.catalogue.queries import load_editions_by_key
from guiju.catalogue.queries.links import load_links_from
from guiju.catalogue.queries.touched import load_adopters, load_changing, load_numbered_before
from guiju.catalogue.rules import RelationType
from guiju.catalogue.rules.links import Link
from guiju.kernel.reasons import Reason
from guiju.watch.models import Fact as FactRow
from guiju.watch.queries.concerned import (
    Hearer,
    iterate_hearers,
    iterate_hearers_of_numbers,
    load_watched,
    load_watched_numbers,
)
from guiju.watch.queries.noted import load_due, load_full, load_noted
from guiju.watch.rules.facts import Fact, FactState, Kind, derive
from guiju.watch.rules.items import number_of_key
from guiju.watch.rules.telling import Step, Tell, reconcile
from guiju.watch.services.counting import add_told
from guiju.watch.services.moving import move_on

SUBJECT: Final = "standard"
LOOK_BACK: Final = dt.timedelta(days=7)
"""How far the daily look reaches back, should no worker have run for some days."""
SEVERITIES: Final = {
    Kind.REPLACED: Severity.ACTION,
    Kind.WITHDRAWN: Severity.ACTION,
    Kind.MANDATE: Severity.ACTION,
    Kind.BASE: Severity.REFERENCE,
    Kind.REVIEW: Severity.REFERENCE,
    Kind.RECORD: Severity.REFERENCE,
}
CORRECTIONS: Final = frozenset({"title_zh", "title_en", "number", "mandate", "level", "committee", "classifications"})
"""Facts of a record whose correction nothing else tells of."""
Told = dict[int, tuple[Reason, ...]]


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened in the catalogue: keys that are new, and for others which facts are another now."""

    created: frozenset[str] = frozenset()
    updated: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Found:
    """A step of one standard, with its key."""

    key: str
    step: Step


def look_at_changes(changes: Changes) -> int:
    """Tell what follows from changes of the catalogue; returns how many alerts were issued."""
    keys = {*changes.created, *changes.updated}
    watched = load_watched(keys | load_adopters(keys))
    named, news = _new_editions(changes.created)
    return _look(watched | named, corrected=changes.updated, new_editions=news)


def look_at_day() -> int:
    """Tell what has come with time: facts whose day it is, and what adopts an edition that ended."""
    today = timezone.localdate()
    turned = load_changing(today - LOOK_BACK, today)
    return _look(load_due(today) | load_watched(turned | load_adopters(turned)))


def note_silently(keys: Collection[str]) -> None:
    """Standards that come under watch: what holds of them already is noted and not told."""
    known = load_noted(keys)
    _look([key for key in keys if key not in known])


def _new_editions(created: Collection[str]) -> tuple[set[str], set[str]]:
    """Of standards that are new, those whose number is under watch; and of these, those it had editions of before."""
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for key in created:
        numbers[number_of_key(key)].add(key)
    watched = load_watched_numbers(numbers)
    before = load_numbered_before(watched, created)
    return {key for one in watched for key in numbers[one]}, {key for one in before for key in numbers[one]}


def _look(
    keys: Collection[str], *, corrected: Mapping[str, frozenset[str]] | None = None, new_editions: Collection[str] = ()
) -> int:
    """Compare, write and tell, all in one transaction; then lists that follow go on to successors."""
    if not keys:
        return 0
    today = timezone.localdate()
    with transaction.atomic():
        found = _steps(keys, today, frozenset(new_editions))
        found += _corrections(corrected or {}, found, load_watched(set(corrected or {}) & set(keys)), today)
        _write(found)
        told = _tell([one for one in found if one.step.tell is not None], today)
        move_on(keys, today=today)
    return told


def _steps(keys: Collection[str], today: dt.date, new_editions: frozenset[str]) -> list[_Found]:
    editions = load_editions_by_key(set(keys))
    adopted: defaultdict[str, list[Link]] = defaultdict(list)
    for link in load_links_from(set(editions), (RelationType.ADOPTS,), on=today):
        adopted[link.subject].append(link)
    noted = load_noted(keys)
    found = []
    for key, edition in editions.items():
        derived = derive(edition, adopted[key], today=today, steps=settings.GUIJU_WATCH_STEPS)
        steps = reconcile(derived, noted.get(key, {}), today=today, new_edition=key in new_editions)
        found += [_Found(key, step) for step in steps]
    return found


def _corrections(
    updated: Mapping[str, frozenset[str]], found: Sequence[_Found], watched: Collection[str], today: dt.date
) -> list[_Found]:
    """A corrected record is told where no other fact tells of it."""
    told = {one.key for one in found if one.step.tell is not None}
    new = {one.key for one in found if one.step.fact.kind is Kind.RECORDED}
    corrected = []
    for key in sorted(set(watched) - told - new):
        names = sorted(updated.get(key, frozenset()) & CORRECTIONS)
        if names:
            fact = Fact(Kind.RECORD, f"record:{timezone.now().isoformat()}", on=today, by=", ".join(names))
            corrected.append(_Found(key, Step(fact, FactState.TOLD, 1, Tell.ALERT)))
    return corrected


def _write(found: Iterable[_Found]) -> None:
    rows = [
        FactRow(
            subject_key=one.key,
            what=one.step.fact.what,
            on=one.step.fact.on,
            by=one.step.fact.by[:500],
            due=one.step.fact.due,
            state=one.step.state.value,
            revision=one.step.revision,
        )
        for one in found
    ]
    FactRow.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["subject_key", "what"],
        update_fields=["on", "by", "due", "state", "revision", "noted_at"],
    )


def _tell(found: Sequence[_Found], today: dt.date) -> int:
    """Issue what is to be told to whom it concerns; whoever would be told too much in a day gets one summary."""
    if not found:
        return 0
    concerned = _concerned(found)
    loads: defaultdict[int, int] = defaultdict(int)
    for told in concerned:
        for recipient in told:
            loads[recipient] += 1
    full = _full(loads, today)
    issues = [
        (_message(one), [Concerned(who, reasons) for who, reasons in told.items() if who not in full])
        for one, told in zip(found, concerned, strict=True)
    ]
    spoken = [(message, people) for message, people in issues if people]
    return issue([*spoken, *_summaries(full, loads, today)])


def _concerned(found: Sequence[_Found]) -> list[Told]:
    """For every step whom it concerns and why; a successor that an end names is not told a second time."""
    by_key = _gathered(iterate_hearers({one.key for one in found}))
    published = {number_of_key(one.key) for one in found if one.step.fact.kind is Kind.PUBLISHED}
    by_number = _gathered(iterate_hearers_of_numbers(published)) if published else {}
    earlier = load_told([(SUBJECT, one.key, one.step.references) for one in found if one.step.references])
    named: defaultdict[str, set[int]] = defaultdict(set)
    for one in found:
        if one.step.fact.kind in {Kind.END_KNOWN, Kind.REPLACED} and one.step.tell is not Tell.CANCEL:
            for successor in one.step.fact.by.split(", "):
                named[successor] |= by_key.get(one.key, {}).keys()
    return [_hearing(one, by_key, by_number, earlier, named) for one in found]


def _hearing(
    one: _Found,
    by_key: Mapping[str, Told],
    by_number: Mapping[str, Told],
    earlier: Mapping[tuple[str, str, str], set[int]],
    named: Mapping[str, set[int]],
) -> Told:
    told = dict(by_key.get(one.key, {}))
    if one.step.fact.kind is Kind.PUBLISHED:
        told |= by_number.get(number_of_key(one.key), {})
        told = {who: why for who, why in told.items() if who not in named.get(one.key, ())}
    if one.step.tell is Tell.ALERT:
        return told
    knew = earlier.get((SUBJECT, one.key, one.step.references), set())
    if one.step.tell is Tell.CANCEL:
        return {who: told.get(who, ()) for who in knew}
    return told | dict.fromkeys(knew - told.keys(), ())


def _gathered(hearers: Iterable[Hearer]) -> dict[str, Told]:
    """By key and recipient, the reasons of every list and document together."""
    found: defaultdict[str, Told] = defaultdict(dict)
    for hearer in hearers:
        own = found[hearer.key]
        own[hearer.recipient] = (*own.get(hearer.recipient, ()), *hearer.reasons)
    return found


def _message(one: _Found) -> Message:
    step, fact = one.step, one.step.fact
    return Message(
        subject=(SUBJECT, one.key),
        event=step.event,
        headline=headline_of(one.key, fact, taken_back=step.tell is Tell.CANCEL),
        severity=SEVERITIES.get(fact.kind, Severity.NOTICE),
        place=reverse("standard", args=[one.key]),
        kind=MessageKind(step.tell.value) if step.tell else MessageKind.ALERT,
        references=step.references,
    )


def headline_of(key: str, fact: Fact, *, taken_back: bool = False) -> Reason:
    """A fact in one sentence; its date and what else it says are said where they are known."""
    kind = fact.kind.value
    if taken_back:
        return Reason.of(f"watch.cancelled.{kind}", number=key, on=fact.on or "")
    form = ".".join(["watch", "fact", kind, *(["on"] if fact.on else []), *(["by"] if fact.by else [])])
    name = fact.what.partition(":")[2]
    return Reason.of(form, number=key, on=fact.on or "", by=fact.by, name=name, days=fact.step)


def _full(loads: Mapping[int, int], today: dt.date) -> set[int]:
    """Recipients who are told more than the limit of a day, with what they would be told now."""
    add_told(loads, today)
    return load_full(today, settings.GUIJU_WATCH_MOST_ALERTS) & loads.keys()


def _summaries(
    full: Collection[int], loads: Mapping[int, int], today: dt.date
) -> list[tuple[Message, list[Concerned]]]:
    """One alert for all of whom too much changed today, with the way to the differences of their lists."""
    if not full:
        return []
    message = Message(
        subject=("watch", today.isoformat()),
        event="many",
        headline=Reason.of("watch.many", on=today),
        place=f"{reverse('lists_changes')}?since={today.isoformat()}",
    )
    return [(message, [Concerned(who, (Reason.of("watch.why.many", count=loads[who]),)) for who in sorted(full)])]
