"""Letters as plain text: one by one, or several gathered and grouped by what they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guiju.alerts.channels.port import Letter
from guiju.alerts.rules import Kind, Severity

INBOX: Final = "/inbox"


@dataclass(frozen=True, slots=True)
class Group:
    """Letters about one subject, in the order they were issued; the last says what holds now."""

    subject: tuple[str, str]
    letters: tuple[Letter, ...]

    @property
    def severity(self) -> int:
        """That of the gravest."""
        return max(letter.severity for letter in self.letters)


def grouped(letters: Sequence[Letter]) -> list[Group]:
    """By subject, the gravest first, else as they came."""
    found: defaultdict[tuple[str, str], list[Letter]] = defaultdict(list)
    for letter in letters:
        found[letter.subject].append(letter)
    groups = [Group(subject, tuple(those)) for subject, those in found.items()]
    return sorted(groups, key=lambda group: -group.severity)


def title(letter: Letter) -> str:
    """The headline on one line, with a mark where it is urgent, changes or takes back what was told."""
    return f"{_mark(letter)}{one_line(letter.headline)}"


def title_of_all(letters: Sequence[Letter]) -> str:
    """What a message of these letters is called."""
    if len(letters) == 1:
        return title(letters[0])
    told = ngettext("%(count)d alert", "%(count)d alerts", len(letters)) % {"count": len(letters)}
    return f"规矩 Guiju · {told}"


def as_text(letters: Sequence[Letter]) -> str:
    """The whole of them as plain text."""
    if len(letters) == 1:
        return "\n".join(_lines(letters[0]))
    parts = [title_of_all(letters)]
    parts += ["\n".join(line for letter in group.letters for line in _lines(letter)) for group in grouped(letters)]
    return "\n\n".join(parts)


def shortened(letters: Sequence[Letter], most: int) -> str:
    """As plain text of at most `most` bytes of UTF-8; what does not fit is counted, and where to read it is said."""
    whole = as_text(letters)
    if _size(whole) <= most:
        return whole
    if len(letters) == 1:
        return _entry(letters[0], most)
    lines = [title_of_all(letters)]
    entries = [_entry(letter, most // 4) for group in grouped(letters) for letter in group.letters]
    for told, entry in enumerate(entries):
        if _size("\n".join([*lines, entry, *_tail(len(entries) - told - 1, letters)])) > most:
            return "\n".join([*lines, *_tail(len(entries) - told, letters)])
        lines.append(entry)
    return "\n".join(lines)


def cut(text: str, most: int) -> str:
    """At most `most` bytes of UTF-8, whole signs, with a mark where something is missing."""
    if _size(text) <= most:
        return text
    return text.encode()[: most - 3].decode("utf-8", "ignore") + "…"


def one_line(text: str) -> str:
    """Without line ends and signs that are not printed, so that it can stand in a header."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def site_of(letter: Letter) -> str:
    """The scheme and host of this installation, as the letter's link has them."""
    parts = urlsplit(letter.link)
    return f"{parts.scheme}://{parts.netloc}"


def marks(letter: Letter) -> list[str]:
    """What kind of message it is, where that is worth a word."""
    found = []
    if letter.kind == Kind.UPDATE:
        found.append(_("Update"))
    if letter.kind == Kind.CANCEL:
        found.append(_("Taken back"))
    if letter.severity >= Severity.URGENT:
        found.append(_("Urgent"))
    return found


def _mark(letter: Letter) -> str:
    return "".join(f"[{one}] " for one in marks(letter))


def _lines(letter: Letter) -> list[str]:
    lead, between = _("Why you are told:"), _("; ")
    why = [f"{lead} {between.join(letter.reasons)}"] if letter.reasons else []
    return [title(letter), *letter.details, *why, letter.link]


def _entry(letter: Letter, most: int) -> str:
    """Headline and link, the headline cut where both are too long."""
    return f"{cut(title(letter), max(most - _size(letter.link) - 1, 60))}\n{letter.link}"


def _tail(count: int, letters: Sequence[Letter]) -> list[str]:
    if not count:
        return []
    more = ngettext("%(count)d more in the inbox:", "%(count)d more in the inbox:", count) % {"count": count}
    return [f"{more} {site_of(letters[0])}{INBOX}"]


def _size(text: str) -> int:
    return len(text.encode())
