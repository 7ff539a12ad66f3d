"""What the search may find in the catalogue, and what words of a query say of standards."""

from __future__ import annotations

from typing import Final

from guiju.catalogue.queries.searching import (
    bilingual_pairs,
    carrying_codes,
    concerned_by,
    count_searchable,
    of_committees,
    search_documents,
    turned_between,
)
from guiju.catalogue.rules import Level, Mandate, Status
from guiju.search.registry import Preference, Searchable, searchables

WORDS: Final[dict[str, Preference]] = {
    **dict.fromkeys(("国标", "国家标准", "对应国标"), Preference("level", (Level.NATIONAL,))),
    **dict.fromkeys(("行标", "行业标准"), Preference("level", (Level.INDUSTRY,))),
    **dict.fromkeys(("地标", "地方标准"), Preference("level", (Level.LOCAL,))),
    **dict.fromkeys(("团标", "团体标准"), Preference("level", (Level.GROUP,))),
    **dict.fromkeys(("企标", "企业标准"), Preference("level", (Level.ENTERPRISE,))),
    **dict.fromkeys(("国际标准", "international standard"), Preference("level", (Level.INTERNATIONAL,))),
    **dict.fromkeys(("强制性", "强制", "强标", "强制性标准", "mandatory"), Preference("mandate", (Mandate.MANDATORY,))),
    **dict.fromkeys(("推荐性", "推标", "推荐性标准"), Preference("mandate", (Mandate.RECOMMENDED,))),
    **dict.fromkeys(("指导性", "指导性技术文件"), Preference("mandate", (Mandate.GUIDANCE,))),
    **dict.fromkeys(("现行", "现行有效", "在用", "in force"), Preference("status", (Status.IN_FORCE,))),
    **dict.fromkeys(("即将实施", "未实施", "upcoming"), Preference("status", (Status.PUBLISHED,))),
    **dict.fromkeys(("废止", "作废", "已废止", "withdrawn"), Preference("status", (Status.WITHDRAWN, Status.REPLACED))),
    **dict.fromkeys(("被代替", "已被代替", "旧版", "历史版本", "superseded"), Preference("status", (Status.REPLACED,))),
}

STATUS_WEIGHTS: Final[dict[str, float]] = {
    Status.IN_FORCE: 6.0,
    Status.PUBLISHED: 5.5,
    Status.UNKNOWN: 3.5,
    Status.DRAFT: 1.5,
    Status.REPLACED: 0.8,
    Status.WITHDRAWN: 0.8,
}

searchables.add(
    "standard",
    Searchable(
        kind="standard",
        facets=("level", "mandate", "body", "year", "ics", "ccs", "committee", "adoption", "language"),
        single=("level", "mandate"),
        documents=search_documents,
        count=count_searchable,
        subject="standard",
        concerned=concerned_by,
        named_by={"classification": carrying_codes, "committee": of_committees},
        turned=turned_between,
        words=WORDS,
        status_weights={str(status): weight for status, weight in STATUS_WEIGHTS.items()},
        pairs=bilingual_pairs,
    ),
)
