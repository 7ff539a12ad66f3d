"""How words of the domain look on a page: chips, reasons, standard numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from guiju.catalogue import forms as catalogue_words
from guiju.catalogue.rules import Status
from guiju.checks import forms as check_words
from guiju.kernel.reasons import Language, Reason
from guiju.platform import reasons
from guiju.platform.language import LANGUAGE_TAGS, page_language
from guiju.search.marking import Piece

register = template.Library()

LONG_NUMBER: Final = 24  # characters; longer ones may break, at the signs between their parts
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_UNBROKEN: Final = re.compile(r"\d{4}-\d\d-\d\d|[A-Z][A-Z/]{0,12} ?[A-Z]{0,4} ?\d[\d.]{0,12}(?:[-:—]\d{1,4}){0,4}")


@register.simple_tag
def html_language() -> str:
    """The page's language tag."""
    return LANGUAGE_TAGS[page_language()]


@register.simple_tag
def symbol(name: str) -> SafeString:
    """One of the shapes that every page carries."""
    return format_html('<svg aria-hidden="true" focusable="false"><use href="#s-{}"/></svg>', name)


def _chip(word: catalogue_words.Word, size: str) -> SafeString:
    large = " chip--large" if size == "large" else ""
    return format_html('<span class="chip tone-{}{}">{}{}</span>', word.tone, large, symbol(word.symbol), word.text)


@register.simple_tag
def status_chip(status: str | None, size: str = "") -> SafeString:
    """Where an edition stands: word, colour and shape; without a timeline nobody knows."""
    return _chip(catalogue_words.STATUSES[status or Status.UNKNOWN], size)


@register.filter
def status_text(status: str) -> str:
    """A status in words."""
    return str(catalogue_words.STATUSES[status].text)


@register.filter
def status_tone(status: str) -> str:
    """The tone of a status, for what is drawn rather than written."""
    return catalogue_words.STATUSES[status].tone


@register.filter
def status_symbol(status: str) -> str:
    """The shape of a status, for what is drawn rather than written."""
    return catalogue_words.STATUSES[status].symbol


@register.simple_tag
def currency_chip(current: bool | None) -> SafeString:  # noqa: FBT001 (a template calls it by place)
    """Whether what a reference leads to is still current; None where that cannot be told."""
    return _chip(catalogue_words.CURRENCY[current], "")


@register.simple_tag
def outcome_chip(outcome: str, size: str = "") -> SafeString:
    """What a check answers: word, colour and shape."""
    return _chip(check_words.OUTCOMES[outcome], size)


@register.filter
def level_word(level: str) -> str:
    """The level of a standard in the page's language."""
    return str(catalogue_words.LEVELS.get(level, level))


@register.filter
def mandate_word(mandate: str) -> str:
    """The mandate of a standard in the page's language."""
    return str(catalogue_words.MANDATES.get(mandate, mandate))


@register.filter
def reason(value: Reason | Mapping[str, Any]) -> str:
    """A reason in words; one kept as JSON is taken too."""
    return reasons.render(value if isinstance(value, Reason) else _from_json(value), page_language())


@register.filter
def reason_list(values: Iterable[Reason | Mapping[str, Any]]) -> list[str]:
    """Several reasons in words."""
    return [reason(value) for value in values]


def _from_json(value: Mapping[str, Any]) -> Reason:
    params = value.get("params") or {}
    return Reason(value["code"], tuple((name, str(text)) for name, text in dict(params).items()))


@register.filter
def own_title(standard: Any) -> str:  # noqa: ANN401 (a record, an edition, a link of a chain: whatever has titles)
    """The title in the page's language, else in the other."""
    return catalogue_words.own_title(standard.title_zh, standard.title_en)


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """A title with the places marked that hold what was looked for."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if found else text,) for text, found in pieces)
    )


@register.filter
def number_class(number: str) -> str:
    """How a standard number is set: short ones never break."""
    return "standard-number standard-number--long" if len(number) > LONG_NUMBER else "standard-number"


@register.filter
def at(table: Mapping[str, Any], name: str) -> object:
    """The value of a table at a name that is itself a variable."""
    return table.get(name, "")


@register.filter
def steady(text: str) -> SafeString:
    """Text in which dates and short standard numbers are not broken over two lines."""
    pieces = []
    end = 0
    for found in _UNBROKEN.finditer(text):
        pieces += [escape(text[end : found.start()]), format_html('<span class="steady">{}</span>', found[0])]
        end = found.end()
    return SafeString("".join((*pieces, escape(text[end:]))))


@register.filter
def breakable(number: str) -> SafeString:
    """A standard number; a long one may break before its supplements."""
    if len(number) <= LONG_NUMBER:
        return escape(number)
    return SafeString(re.sub(r"(?<=\w)([+/])", r"<wbr>\1", str(escape(number))))


@register.filter
def in_its_language(title: str) -> SafeString:
    """A title marked as Chinese or English where the page is in the other, so that it is read aloud rightly."""
    language: Language = "zh" if _CHINESE.search(title) else "en"
    if not title or language == page_language():
        return escape(title)
    return format_html('<span lang="{}">{}</span>', LANGUAGE_TAGS[language], title)
