"""The words of the search: how a query was understood, and what else it could mean."""

from __future__ import annotations

from typing import Final

from guiju.kernel.reasons import Text
from guiju.platform.reasons import declare

TEXTS: Final[dict[str, Text]] = {
    "search.identifier": Text("标准号 %(number)s", "the number %(number)s"),
    "search.successors": Text("代替 %(number)s 的标准", "what replaces %(number)s"),
    "search.adopters": Text("采用 %(number)s 的标准", "what adopts %(number)s"),
    "search.not_adopted": Text(
        "本标准库中没有符合条件的标准采用 %(number)s，列出该编号本身",
        "this catalogue holds no such standard that adopts %(number)s; the number itself is shown",
    ),
    "search.not_held": Text("本标准库没有 %(number)s", "this catalogue does not hold %(number)s"),
    "search.not_held_year": Text(
        "本标准库没有 %(number)s 这一版，列出其他版本",
        "this catalogue does not hold the edition %(number)s; other editions are shown",
    ),
    "search.held_as": Text("%(number)s 以 %(other)s 收录", "%(number)s is held as %(other)s"),
    "search.not_held_related": Text("列出采用、代替或补充它的标准", "what adopts, replaces or amends it is shown"),
    "search.not_held_begins": Text("列出编号以此开头的标准", "numbers that begin so are shown"),
    "search.not_held_digits": Text("列出其他机构编号相同的标准", "the same digits of other bodies are shown"),
    "search.not_held_near": Text("列出编号只差一个字符的标准", "numbers one sign away are shown"),
    "search.second_reading": Text("或标准号 %(number)s", "or the number %(number)s"),
    "search.digits": Text("编号 %(number)s，不论发布机构", "the number %(number)s of any body"),
    "search.code": Text("或归入 %(name)s 的标准", "or standards under %(name)s"),
    "search.body": Text("%(body)s 的标准优先", "standards of %(body)s first"),
    "search.words": Text("词语：%(words)s", "the words %(words)s"),
    "search.phrase": Text("原文连续出现“%(phrase)s”", "exactly “%(phrase)s”"),
    "search.excluded": Text("不含“%(word)s”", "without “%(word)s”"),
    "search.years": Text("%(first)s 年至 %(last)s 年", "from %(first)s to %(last)s"),
    "search.year": Text("%(year)s 年优先", "the year %(year)s first"),
    "search.wish": Text("“%(word)s”按条件理解", "“%(word)s” taken as a condition"),
    "search.let_go": Text(
        "没有同时符合“%(word)s”的标准，已放宽该条件",
        "nothing found satisfies “%(word)s” as well; that condition was let go",
    ),
    "search.corrected": Text("没有或少见“%(word)s”，也查 %(near)s", "“%(word)s” is rare or absent; also %(near)s"),
    "search.absent": Text("没有标准的名称或分类含有“%(word)s”", "no standard holds the word “%(word)s”"),
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
