"""The words of the search: how a query was understood, and what else it could mean."""

from __future__ import annotations

from typing import Final

from guiju.kernel.reasons import Text
from guiju.platform.reasons import declare

TEXTS: Final[dict[str, Text]] = {
    "search.identifier": Text("标准号 %(number)s", "the number %(number)s"),
    "search.successors": Text("代替 %(number)s 的标准", "what replaces %(number)s"),
    "search.second_reading": Text("或标准号 %(number)s", "or the number %(number)s"),
    "search.digits": Text("编号 %(number)s，不论发布机构", "the number %(number)s of any body"),
    "search.body": Text("%(body)s 的标准优先", "standards of %(body)s first"),
    "search.words": Text("词语：%(words)s", "the words %(words)s"),
    "search.phrase": Text("原文连续出现“%(phrase)s”", "exactly “%(phrase)s”"),
    "search.excluded": Text("不含“%(word)s”", "without “%(word)s”"),
    "search.years": Text("%(first)s 年至 %(last)s 年", "from %(first)s to %(last)s"),
    "search.year": Text("%(year)s 年优先", "the year %(year)s first"),
    "search.wish": Text("“%(word)s”按条件理解", "“%(word)s” taken as a condition"),
    "search.corrected": Text("没有或少见“%(word)s”，也查 %(near)s", "“%(word)s” is rare or absent; also %(near)s"),
    "search.some_words": Text(
        "含有全部词语的标准很少，也列出含有部分词语的",
        "few standards hold all the words; those that hold some are shown too",
    ),
    "search.building": Text("检索索引正在建立，请稍候", "the search index is being built; try again shortly"),
    "search.empty": Text("没有可检索的内容", "there is nothing to look for"),
    "search.as_words": Text("把“%(text)s”当作词语检索", "look for “%(text)s” as words"),
    "search.as_number": Text("只查标准号 %(number)s", "only the number %(number)s"),
    "search.as_typed": Text("只查“%(word)s”本身", "only “%(word)s” itself"),
    "search.near_meaning": Text(
        "没有标准含有这些词语，列出的只是名称含义相近的",
        "no standard holds these words; those shown are only near in meaning",
    ),
    "search.near_meaning_too": Text(
        "也列出不含这些词语、但名称含义相近的",
        "standards near in meaning are shown too, though they hold none of the words",
    ),
}

declare(TEXTS)
