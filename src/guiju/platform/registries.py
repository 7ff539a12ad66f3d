"""What sub-domains declare about themselves, for those above and below who must not import them.

Declarations live in the modules named in `DECLARATIONS`; `discover()` imports them once, when Django is ready.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Generic, NamedTuple, TypeVar

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

DECLARATIONS: Final = ("reasons", "tasks", "search", "events", "counts", "panels", "exchange")

T = TypeVar("T")


class AlreadyRegistered(LookupError):  # noqa: N818 (reads as what happened)
    """Two declarations claim one name."""


@dataclass
class Registry(Generic[T]):
    """Declared things by name, in the order declared."""

    what: str
    _items: dict[str, T] = field(default_factory=dict)

    def add(self, name: str, item: T) -> T:
        """Declare `item`; the same item may be declared again, another one under its name may not."""
        if self._items.setdefault(name, item) is not item:
            raise AlreadyRegistered(f"{self.what} {name!r} is declared twice")
        return item

    def get(self, name: str) -> T:
        """The item declared under `name`; `LookupError` names those that exist."""
        if name not in self._items:
            raise LookupError(f"no {self.what} named {name!r}; there are: {', '.join(sorted(self._items))}")
        return self._items[name]

    def __iter__(self) -> Iterator[tuple[str, T]]:
        return iter(self._items.items())

    def __contains__(self, name: str) -> bool:
        return name in self._items


def discover() -> None:
    """Import every declaration module of every sub-domain, so that each has said what it has to say."""
    for package in pkgutil.iter_modules(importlib.import_module("guiju").__path__, "guiju."):
        if package.ispkg:
            for name in DECLARATIONS:
                if importlib.util.find_spec(f"{package.name}.{name}"):
                    importlib.import_module(f"{package.name}.{name}")


@dataclass(frozen=True)
class Panel:
    """A part of a record page that another sub-domain fills: `template` rendered with what `context` returns.

    `context` takes the record's key and the request's query parameters; None leaves the panel out.
    """

    record: str
    title: str
    template: str
    context: Callable[[str], dict[str, object] | None]
    order: int = 100


@dataclass(frozen=True)
class Action:
    """Something the person who asks may do on a page of another sub-domain: `template` rendered for the request.

    `page` is the kind of page (standard, search); `context` takes the request and the record's key, or the query of a
    list; None leaves the action out.
    """

    page: str
    template: str
    context: Callable[[HttpRequest, str], dict[str, Any] | None]
    order: int = 100


def actions_on(page: str, request: HttpRequest, key: str) -> list[SafeString]:
    """Every action of a page, rendered, in order."""
    declared = sorted((action for _name, action in actions if action.page == page), key=lambda action: action.order)
    filled = ((action, action.context(request, key)) for action in declared)
    return [render_to_string(action.template, context, request) for action, context in filled if context is not None]


@dataclass(frozen=True)
class NavigationEntry:
    """A place in the main menu."""

    title: str
    url_name: str
    order: int = 100


class Origin(NamedTuple):
    """Whose package is being taken in: the installation, and the package by name and digest."""

    installation: str
    package: str
    digest: str


@dataclass(frozen=True)
class Stream:
    """Records that go to other installations in packages.

    `ids_after(id, most)` are ids of this installation's own records in their order, `ids_of_events(ids)` those that
    events about one of the `subjects` concern. `rows` tells records as JSON objects; `take_in` writes rows of another
    installation in the caller's transaction, however often they come, and counts what became of them. It raises
    `ValueError`, `LookupError` or `TypeError` for a row that is none of this stream.
    """

    about: str
    subjects: frozenset[str]
    ids_after: Callable[[int, int], Collection[int]]
    ids_of_events: Callable[[Collection[int]], Collection[int]]
    rows: Callable[[Collection[int]], Iterator[Mapping[str, Any]]]
    take_in: Callable[[Iterable[Mapping[str, Any]], Origin], Mapping[str, int]]


panels: Final[Registry[Panel]] = Registry("panel")
navigation: Final[Registry[NavigationEntry]] = Registry("navigation entry")
counts: Final[Registry[Callable[[], int]]] = Registry("count")
actions: Final[Registry[Action]] = Registry("action")
exchanges: Final[Registry[Stream]] = Registry("stream")
