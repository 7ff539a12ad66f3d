"""Names of organisations: as shown, as compared, and without their legal form.

Company Law of the People's Republic of China, article 7 (2023): 有限责任公司 and 有限公司 are one form, and so are
股份有限公司 and 股份公司. The two forms are not the same, so what differs in that alone is only asked about.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from guiju.kernel.segment import CHINESE, fold, is_chinese

LONGEST: Final = 300
_SIGNS: Final = re.compile(r"[\W_]+")
_GAP: Final = re.compile(rf"(?<=[{CHINESE}])\s+|\s+(?=[{CHINESE}])")
_BRACKET_GAP: Final = re.compile(r"\s*([()])\s*")
_SPACES: Final = re.compile(r"\s+")
_BRACKETS: Final = str.maketrans("[]【】〔〕〈〉<>", "()()()()()")
_WIDE: Final = str.maketrans("()", "（）")
_SAME_FORMS: Final = (
    (re.compile("有限责任公司"), "有限公司"),
    (re.compile("股份公司"), "股份有限公司"),
    (re.compile(r"(?:company|co)(?:limited|ltd)"), "coltd"),
    (re.compile(r"incorporated\Z"), "inc"),
    (re.compile(r"(?<=[a-z])corporation\Z"), "corp"),
)
_FORM: Final = re.compile(r"(?:(?:股份)?有限公司|coltd|ltd|inc|corp|llc|gmbh)\Z")
LEAST_STEM: Final = 2
_ENDS: Final = (
    (("大学", "学院"), "university"),
    (("协会", "学会", "商会", "联合会"), "association"),
    (("联盟",), "alliance"),
    (("技术委员会",), "committee"),
    (("研究院", "研究所"), "institute"),
    (("局", "厅", "人民政府"), "authority"),
)


def clean_name(text: str) -> str:
    """A name as it is shown: one width, the brackets of its language, no stray spaces; the words untouched."""
    plain = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    plain = _SPACES.sub(" ", plain).strip()
    if not is_chinese(plain):
        return plain
    return _GAP.sub("", _BRACKET_GAP.sub(r"\1", plain)).translate(_WIDE)


def fold_name(text: str) -> str:
    """A name as it is compared: signs, brackets, width, case and traditional characters do not count."""
    folded = _SIGNS.sub("", fold(text))
    for form, same in _SAME_FORMS:
        folded = form.sub(same, folded)
    return folded[:LONGEST]


def stem_of(folded: str) -> str:
    """A folded name without its legal form; the name itself where little would be left."""
    stem = _FORM.sub("", folded)
    return stem if len(stem) >= LEAST_STEM else folded


def likely_kind(name: str) -> str:
    """What sort of body a Chinese name is likely to be of, where no list says so: by what it ends in."""
    return next((kind for ends, kind in _ENDS if name.endswith(ends)), "enterprise")
