"""Translations: all there, their placeholders kept, compiled without system tools."""

from __future__ import annotations

import re
from collections.abc import Sequence

from babel.messages.pofile import read_po

from guiju.site import messages


def entries() -> list[tuple[str, str]]:
    with messages.PO.open("rb") as file:
        catalog = read_po(file, locale="zh_Hans")
    return [(_last(entry.id), _last(entry.string or "")) for entry in catalog if entry.id]


def _last(forms: str | Sequence[str]) -> str:
    return forms if isinstance(forms, str) else forms[-1]


def test_every_message_has_a_chinese_translation() -> None:
    assert messages.untranslated() == []


def test_messages_are_found_in_templates_and_code() -> None:
    """Guards the test above: an extraction that finds nothing would pass it."""
    assert len({place for _, _, place in messages.find_messages()}) > 5


def test_translations_keep_the_placeholders_of_their_message() -> None:
    different = [
        source
        for source, chinese in entries()
        if set(re.findall(r"%\(\w+\)", source)) != set(re.findall(r"%\(\w+\)", chinese))
    ]
    assert different == []


def test_extraction_finds_every_form_a_template_has() -> None:
    template = (
        "{% translate 'One' %}{% translate \"Two\" as x %}{{ _('Three') }}"
        "{% blocktranslate with n=m %}Four {{ n }} 5 %{% endblocktranslate %}"
        "{% blocktranslate count n=m trimmed %}\n  one line\n{% plural %}\n  {{ n }} lines\n{% endblocktranslate %}"
    )
    assert list(messages._find_in_template(template)) == [
        "One",
        "Two",
        "Three",
        "Four %(n)s 5 %%",
        ("one line", "%(n)s lines"),
    ]
