"""The language of the page being made, as reasons know it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import get_language

from guiju.kernel.reasons import Language

LANGUAGE_CODES: Final[dict[Language, str]] = {"zh": "zh-hans", "en": "en"}
"""The languages as Django knows them."""
LANGUAGE_TAGS: Final[dict[Language, str]] = {"zh": "zh-Hans", "en": "en"}
"""The languages as documents name them (BCP 47)."""


def page_language() -> Language:
    """Chinese or English."""
    return "zh" if (get_language() or "").startswith("zh") else "en"


def own_words(chinese: str, english: str) -> str:
    """The words in the page's language, else in the other."""
    return (chinese or english) if page_language() == "zh" else (english or chinese)
