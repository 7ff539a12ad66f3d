"""Rows of a list of organisations: what each says, or why it is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from guiju.kernel.reasons import Reason
from guiju.kernel.rejected import Problem, RejectedRow
from guiju.kernel.sheets.headings import fold_heading
from guiju.organisations.rules.codes import Code, CodeError, Scheme, read_code, read_customs, read_uscc
from guiju.organisations.rules.names import LONGEST, clean_name, fold_name
from guiju.organisations.rules.regions import read_industry, read_region


def _headings(text: str) -> tuple[str, ...]:
    return tuple(text.split())


HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": _headings(
        "name 名称 机构名称 企业名称 单位名称 公司名称 组织名称 全称 中文名称 namezh organisation organization "
        "organisationname organizationname company companyname enterprise 企业 单位 机构"
    ),
    "name_en": _headings("nameen 英文名称 englishname 企业英文名称"),
    "former": _headings("former 曾用名 原名称 formername 企业曾用名"),
    "kind": _headings("kind 机构类别 机构类型 单位类别"),
    "uscc": _headings("uscc 统一社会信用代码 社会信用代码 信用代码 unifiedsocialcreditcode 统一信用代码"),
    "customs": _headings("customscode 海关注册编码 海关编码 海关注册登记编码 海关备案编码 customsregistrationcode"),
    "code": _headings("code 代码 编号 企业代码 机构代码"),
    "region": _headings("region 行政区划 行政区划代码 地区 所在地区 regioncode 区划"),
    "industry": _headings("industry 行业 行业代码 国民经济行业 所属行业 industrycode"),
    "address": _headings("address 地址 住所 注册地址 通讯地址 企业地址"),
    "website": _headings("website 网址 网站 官网 homepage url"),
}
"""Field by field, the folded headings that name it; the first column of a name has it."""
KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "enterprise": ("enterprise", "企业", "公司"),
    "authority": ("authority", "机关", "行政机关", "政府部门"),
    "association": ("association", "协会", "学会", "商会", "社会团体", "社团"),
    "alliance": ("alliance", "联盟"),
    "laboratory": ("laboratory", "实验室", "检测机构", "检验检测机构"),
    "university": ("university", "高校", "大学", "高等院校"),
    "institute": ("institute", "研究院", "研究所", "科研院所", "标准化研究院"),
    "committee": ("committee", "标委会", "技术委员会", "标准化技术委员会"),
}
_KIND_OF: Final = {fold_heading(word): kind for kind, words in KINDS.items() for word in words}
_BETWEEN: Final = re.compile(r"[;；、\n]")
_LONGEST: Final = {"address": 500, "website": 500}


@dataclass(frozen=True, slots=True)
class ReadOrganisation:
    """One row understood: the name as shown and as compared, codes, and facts by field."""

    row: int
    cells: tuple[str, ...]
    name: str
    folded: str
    uscc: str = ""
    codes: tuple[Code, ...] = ()
    former: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


def guess_places(columns: Sequence[str]) -> dict[str, int]:
    """The place of each field's column, by the headings."""
    folded = [fold_heading(column) for column in columns]
    places = {
        name: next((place for place, heading in enumerate(folded) if heading in headings), -1)
        for name, headings in HEADINGS.items()
    }
    return {name: place for name, place in places.items() if place >= 0}


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one list; `regions` are codes of regions by their names, for lists that give names."""

    columns: tuple[str, ...]
    places: Mapping[str, int]
    regions: Mapping[str, str] = field(default_factory=dict)

    def read(self, row: int, cells: tuple[str, ...]) -> ReadOrganisation | RejectedRow:
        """What a row says; refused with every problem it has."""
        given = {name: cells[place].strip() if place < len(cells) else "" for name, place in self.places.items()}
        problems: list[Problem] = []

        def tried(name: str, read: Callable[[str], str]) -> str:
            try:
                return read(given[name]) if given.get(name) else ""
            except CodeError as error:
                problems.append(Problem(self.columns[self.places[name]], given[name], error.reason))
                return ""

        name = clean_name(given.get("name", ""))
        problems += [Problem(self.columns[self.places["name"]], given["name"], why) for why in _name_problems(name)]
        uscc = tried("uscc", read_uscc)
        customs = tried("customs", read_customs)
        facts = {
            "name_en": given.get("name_en", "")[:LONGEST],
            "kind": tried("kind", _kind),
            "region": tried("region", self._region),
            "industry": tried("industry", _industry),
            **{field: given.get(field, "")[:longest] for field, longest in _LONGEST.items()},
        }
        codes = [Code(Scheme.CUSTOMS, customs)] if customs else []
        if given.get("code"):
            try:
                codes.append(read_code(given["code"]))
            except CodeError as error:
                problems.append(Problem(self.columns[self.places["code"]], given["code"], error.reason))
        if problems:
            return RejectedRow(row, cells, tuple(problems))
        uscc = uscc or next((code.code for code in codes if code.scheme is Scheme.USCC), "")
        return ReadOrganisation(
            row=row,
            cells=cells,
            name=name,
            folded=fold_name(name),
            uscc=uscc,
            codes=tuple(dict.fromkeys(code for code in codes if code.scheme is not Scheme.USCC)),
            former=tuple(filter(fold_name, map(clean_name, _BETWEEN.split(given.get("former", ""))))),
            facts={field: value for field, value in facts.items() if value},
        )

    def _region(self, text: str) -> str:
        code = read_region(text) or self.regions.get(text, "")
        if not code:
            raise CodeError(Reason.of("organisation.bad_region", value=text[:100]))
        return code


def _name_problems(name: str) -> list[Reason]:
    if not name:
        return [Reason.of("organisation.no_name")]
    if len(name) > LONGEST:
        return [Reason.of("organisation.name_length", most=LONGEST)]
    if not fold_name(name):
        return [Reason.of("organisation.no_letters", value=name)]
    return []


def _kind(text: str) -> str:
    kind = _KIND_OF.get(fold_heading(text))
    if kind is None:
        raise CodeError(Reason.of("organisation.unknown_kind", value=text[:100], kinds="、".join(KINDS)))
    return kind


def _industry(text: str) -> str:
    code = read_industry(text)
    if not code:
        raise CodeError(Reason.of("organisation.bad_industry", value=text[:100]))
    return code
