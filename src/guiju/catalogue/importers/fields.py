"""The facts a list may hold and the headings under which lists hold them.

Headings are compared folded: one width, lower case, without spaces, marks and brackets. Met in official platforms,
standards services, filing announcements, engineers' own lists, and bibliographic data made from Relaton.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from guiju.kernel.sheets.headings import fold_heading

__all__ = ["DATES", "FIELD_OF", "HEADINGS", "NUMBER", "fold_heading", "without_brackets"]

NUMBER: Final = "number"


def _headings(text: str) -> tuple[str, ...]:
    return tuple(text.split())


HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": _headings(
        "number 标准号 标准编号 标准代号 标准号码 编号 标准 id code stdno standardno standardnumber "
        "standard docid reference ref cstdcode stdcode a100 文件编号 规范编号 标准规范编号 "
        "standardcode identifier 标准文献号 docnumber"
    ),
    "title_zh": _headings(
        "titlezh 中文名称 标准中文名称 中文标准名称 cncname ccname chname a298 chinesetitle "
        "titlechinese titleinchinese 中文题名 标准名称中文 titlecn namezh"
    ),
    "title_en": _headings(
        "titleen 英文名称 标准英文名称 英文标准名称 cename enname a302 englishtitle titleenglish "
        "英文题名 标准名称英文 nameen titleinenglish"
    ),
    "title": _headings("title 标准名称 名称 标准题名 题名 name standardname standardtitle 规范名称 标准规范名称"),
    "level": _headings("level 标准层级 层级 标准级别 级别 标准类型 标准类别 doctype stdtype 标准种类"),
    "mandate": _headings("mandate 标准性质 性质 属性 标准属性 强制性推荐性 stdnature nature 约束力 执行性质"),
    "status": _headings(
        "status 状态 标准状态 state stage a000 有效性 现行状态 currentstage statusjson standardstatus 时效性"
    ),
    "event": _headings("event 公告类型 公告内容 变动 变更类型"),
    "issued": _headings(
        "issued 发布日期 发布时间 批准日期 批准发布日期 颁布日期 issuedate a101 published "
        "publicationdate publisheddate publishdate dateofissue 发布日 releasedate"
    ),
    "effective": _headings(
        "effective 实施日期 实施时间 施行日期 生效日期 执行日期 actdate a205 effectivedate "
        "implementationdate inforce inforcefrom dateinforce 实施日 validfrom dateofimplementation"
    ),
    "withdrawn": _headings(
        "withdrawn 废止日期 废止时间 作废日期 失效日期 enddate withdrawndate withdrawaldate obsoleted "
        "validto dateofwithdrawal 代替日期 被代替日期"
    ),
    "ics": _headings("ics icscode icscodes ics分类号 国际标准分类号 国际分类号 a826 ics号 ics分类"),
    "ccs": _headings("ccs ccscode 中国标准分类号 中标分类号 ccs分类号 a825 中标分类 ccs分类 中国标准分类"),
    "adopts": _headings(
        "adopts 采标 采标号 采用标准 采标情况 采用国际标准 采用国际标准号 采用关系 adopted adoption "
        "采标标准号 采用标准号 adoptedstandard adopttype 一致性程度及采标号"
    ),
    "adoption_degree": _headings("adoptiondegree 采标程度 一致性程度 采用程度 degree 采标方式 采标类型 一致性程度标识"),
    "replaces": _headings(
        "replaces 代替标准 代替标准号 代替 替代标准 替代 totalrepe supersedes 代替情况 代替标准编号 "
        "替代标准号 obsoletes 所代替标准"
    ),
    "replaced_by": _headings(
        "replacedby 被代替标准 被代替 被替代 替代者 被代替标准号 supersededby 被以下标准代替 新标准 "
        "新标准号 现行版本 obsoletedby 替代后标准 被替代为 被替代标准号 被替代标准"
    ),
    "replaces_part": _headings("replacespart 部分代替 部分代替标准 部分代替标准号"),
    "relations": _headings("relations 关系 relation"),
    "cites": _headings("cites 规范性引用文件 引用标准 引用文件 normativereferences references"),
    "committee": _headings("committee 归口单位 技术归口 归口 taname tc ownercommittee 技术委员会 归口委员会"),
    "committee_name": _headings("committeename tcname 归口单位名称 技术委员会名称"),
    "responsible_body": _headings(
        "responsiblebody 主管部门 行业主管部门 cdname chargedept deptorregion 主管单位 主编部门 publisher"
    ),
    "issuing_body": _headings("issuingbody 发布单位 发布部门 批准发布部门 批准部门 发布机构 批准单位 颁布部门"),
    "plan_number": _headings("plannumber 计划号 计划编号 planno"),
    "record_number": _headings("recordnumber 备案号 recordno"),
    "drafters": _headings(
        "drafters 起草单位 主要起草单位 draftunit draftingorganisations draftingorganizations "
        "编制单位 主编单位 leadingunit"
    ),
    "scope": _headings("scope scopeen 范围 适用范围 标准范围"),
    "former_number": _headings("formernumber 原标准号 原编号 原标准编号 转化前标准号 转换前标准号"),
    "mandate_changed": _headings("mandatechanged 强制转推荐日期 属性变更日期 性质变更日期 转化日期 转换日期"),
    "seen_at": _headings("seenat 查证日期 查询日期 查新日期 核查日期 seenon 收集日期 retrieved accessed"),
}
"""Field by field, the folded headings that name it; the first field that claims a heading has it."""

DATES: Final = frozenset({"issued", "effective", "withdrawn", "mandate_changed", "seen_at"})

_BRACKETS: Final = re.compile(r"[(\[【〔].*?[)\]】〕]")


def without_brackets(heading: str) -> str:
    """A heading without remarks such as (必填) or (Standard No.)."""
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", heading))


FIELD_OF: Final[Mapping[str, str]] = {
    heading: field for field, headings in reversed(tuple(HEADINGS.items())) for heading in headings
}
