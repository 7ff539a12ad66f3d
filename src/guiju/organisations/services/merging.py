"""Two organisations made one, and parted again.

Every row of every table that points at the organisation merged is carried over, whichever sub-domain it belongs to:
the tables are asked of Django, so that one added later is not forgotten. A row that the organisation kept has already
(the same person in both) stays where it was. Which rows moved is kept, so that undoing puts exactly them back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, Model, OneToOneField
from django.utils import timezone

from guiju.kernel.reasons import Reason
from guiju.organisations.models import Distinction, Merge, Organisation
from guiju.organisations.problems import OrganisationProblem, refuse_for
from guiju.organisations.queries.finding import place_of
from guiju.organisations.queries.standing import standing_of
from guiju.organisations.rules.merging import FACTS, filled_by, merge_problem
from guiju.organisations.rules.permissions import may_merge
from guiju.organisations.services.auditing import note
from guiju.platform import events
from guiju.platform.events import Happening
from guiju.platform.models import User

OWN: Final = (Merge, Distinction, Organisation)
"""Tables that tell of merging itself: their rows stay."""

Column = tuple[type[Model], str]


@transaction.atomic
def merge(*, kept: Organisation, merged: Organisation, actor: User, why: str = "", origin: str = "") -> Merge:
    """Make two one.

    `PermissionDenied` for whoever does not look after both, `OrganisationProblem` where their codes differ.
    """
    kept, merged = _locked(kept.pk, merged.pk)
    _permit(actor, kept, merged)
    refuse_for(merge_problem(_facts(kept), _facts(merged)))
    filled = filled_by(_facts(kept), _facts(merged))
    given_up = {"uscc": merged.uscc} if "uscc" in filled else {}
    made = Merge.objects.create(kept=kept, merged=merged, by=actor, why=why, filled=filled, given_up=given_up)
    made.moved = {_name(column): _move(column, merged.pk, kept.pk) for column in _columns()}
    made.save(update_fields=["moved"])
    merged.merged_into, merged.uscc = kept, None if given_up else merged.uscc
    merged.save(update_fields=["merged_into", "uscc"])
    for name, value in filled.items():
        setattr(kept, name, value)
    was_claimed, kept.is_claimed = kept.is_claimed, kept.is_claimed or merged.is_claimed
    if kept.is_claimed and not was_claimed:
        made.filled = {**filled, "is_claimed": True}
        made.save(update_fields=["filled"])
    kept.save(update_fields=[*filled, "is_claimed"])
    _tell("organisation.merged", made, actor, why, origin)
    return made


@transaction.atomic
def undo(*, made: Merge, actor: User, why: str = "", origin: str = "") -> None:
    """Part two that were merged: rows and facts go back; what came to the one kept afterwards stays there."""
    made = Merge.objects.select_for_update().get(pk=made.pk)
    kept, merged = _locked(made.kept_id, made.merged_id)
    _permit(actor, kept, merged)
    _refuse_undoing(made, kept, merged)
    for column in _columns():
        _put_back(column, made.moved.get(_name(column), []), kept.pk, merged.pk)
    for name, value in made.filled.items():
        if getattr(kept, name) == value:
            setattr(kept, name, _empty(name))
    kept.save(update_fields=list(made.filled))
    merged.merged_into = None
    for name, value in made.given_up.items():
        setattr(merged, name, value)
    merged.save(update_fields=["merged_into", *made.given_up])
    made.undone_at, made.undone_by = timezone.now(), actor
    made.save(update_fields=["undone_at", "undone_by"])
    _tell("organisation.parted", made, actor, why, origin)


@transaction.atomic
def tell_apart(*, one: Organisation, other: Organisation, actor: User, origin: str = "") -> None:
    """Two that look alike are not the same: they are not asked about again."""
    _permit(actor, one, other)
    refuse_for(Reason.of("organisation.merge_itself") if one.pk == other.pk else None)
    first, second = sorted((one, other), key=lambda row: row.pk)
    _made, created = Distinction.objects.get_or_create(first=first, second=second, defaults={"by": actor})
    if created:
        note("organisation.told_apart", first, actor, after={"other": str(second.uuid)}, origin=origin)


def preview(kept: Organisation, merged: Organisation) -> tuple[Reason | None, dict[str, str], dict[str, int]]:
    """What merging would do: why it cannot be, the facts taken over, and how many rows of which table would move."""
    problem = merge_problem(_facts(kept), _facts(merged))
    counts: dict[str, int] = {}
    for model, field in _columns():
        held = model._default_manager.filter(**{field: merged.pk}).count()  # noqa: SLF001 (Django's documented way)
        if held:
            counts[model.__name__] = counts.get(model.__name__, 0) + held
    return problem, filled_by(_facts(kept), _facts(merged)), counts


def _columns() -> Iterator[Column]:
    """Every column of every table that points at an organisation."""
    for relation in Organisation._meta.get_fields(include_hidden=True):  # noqa: SLF001 (Django's documented way to fields)
        field = getattr(relation, "field", None)
        if isinstance(field, ForeignKey | OneToOneField) and relation.auto_created and field.model not in OWN:
            yield field.model, field.name


def _name(column: Column) -> str:
    return f"{column[0].__name__}.{column[1]}"


def _move(column: Column, source: int, target: int) -> list[int]:
    """Point rows at another organisation; returns the ids of those that could be."""
    model, field = column
    rows = model._default_manager.filter(**{field: source})  # noqa: SLF001 (as above)
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    return [pk for pk in ids if _point(column, pk, source, target)]


def _put_back(column: Column, ids: list[int], source: int, target: int) -> None:
    for pk in ids:
        _point(column, pk, source, target)


def _point(column: Column, pk: int, source: int, target: int) -> bool:
    model, field = column
    try:
        with transaction.atomic():
            rows = model._default_manager.filter(pk=pk, **{field: source})  # noqa: SLF001 (as above)
            return bool(rows.update(**{field: target}))
    except IntegrityError:  # the other has such a row already
        return False


def _locked(*ids: int) -> tuple[Organisation, Organisation]:
    """Both rows held, in one order, so that two merges cannot wait for one another for ever."""
    held = {one.pk: one for one in Organisation.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    return held[ids[0]], held[ids[1]]


def _permit(actor: User, one: Organisation, other: Organisation) -> None:
    if not may_merge(standing_of(actor), place_of(one), place_of(other)):
        raise PermissionDenied


def _facts(one: Organisation) -> dict[str, str]:
    told = {name: getattr(one, name) or "" for name in FACTS}
    return {**told, "id": str(one.pk), "name": one.name, "merged_into": str(one.merged_into_id or "")}


def _empty(name: str) -> Any:  # noqa: ANN401 (a text, nothing, or no)
    return {"uscc": None, "is_claimed": False}.get(name, "")


def _refuse_undoing(made: Merge, kept: Organisation, merged: Organisation) -> None:
    if made.undone_at is not None or merged.merged_into_id != kept.pk:
        raise OrganisationProblem(Reason.of("organisation.merge_undone"))
    if kept.merged_into_id is not None:
        raise OrganisationProblem(Reason.of("organisation.merge_later", name=kept.name))
    code = made.given_up.get("uscc")
    if code and Organisation.objects.filter(uscc=code).exclude(pk=kept.pk).exists():
        raise OrganisationProblem(Reason.of("organisation.merge_code_taken", number=code))


def _tell(action: str, made: Merge, actor: User, why: str, origin: str) -> None:
    counts = {name: len(ids) for name, ids in made.moved.items() if ids}
    after = {"kept": str(made.kept.uuid), "merged": str(made.merged.uuid), "filled": made.filled, "moved": counts}
    for one in (made.kept, made.merged):
        note(action, one, actor, after=after, why=why, origin=origin)
    events.emit([Happening(action, ("organisation", str(one.uuid))) for one in (made.kept, made.merged)])
