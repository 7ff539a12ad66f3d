"""The words of facts and of why they concern somebody."""

from __future__ import annotations

from typing import Final

from guiju.kernel.reasons import Text
from guiju.platform import reasons

_FACTS: Final[dict[str, tuple[Text, Text, Text]]] = {
    # the sentence; then what its date adds; then what else it says
    "draft": (
        Text("%(number)s 正在公开征求意见", "%(number)s is out for comment as a draft"),
        Text("（%(on)s 见于来源）", " (seen on %(on)s)"),
        Text("", ""),
    ),
    "published": (
        Text("%(number)s 已发布", "%(number)s is published"),
        Text("，发布日期 %(on)s", ", issued %(on)s"),
        Text("，实施日期 %(by)s", ", in force from %(by)s"),
    ),
    "coming": (
        Text("%(number)s 将在 %(days)s 天内实施", "%(number)s comes into force within %(days)s days"),
        Text("，实施日期 %(on)s", ", on %(on)s"),
        Text("", ""),
    ),
    "in_force": (
        Text("%(number)s 开始实施", "%(number)s is in force"),
        Text("，实施日期 %(on)s", " from %(on)s"),
        Text("", ""),
    ),
    "end_known": (
        Text("%(number)s 的失效日期已确定", "The end of %(number)s is known"),
        Text("：%(on)s", ": %(on)s"),
        Text("，由 %(by)s 代替", ", replaced by %(by)s"),
    ),
    "ending": (
        Text("%(number)s 将在 %(days)s 天内失效", "%(number)s ends within %(days)s days"),
        Text("，日期 %(on)s", ", on %(on)s"),
        Text("，由 %(by)s 代替", ", replaced by %(by)s"),
    ),
    "replaced": (
        Text("%(number)s 已被代替", "%(number)s is replaced"),
        Text("，自 %(on)s 起", " from %(on)s"),
        Text("，代替标准 %(by)s", ", by %(by)s"),
    ),
    "withdrawn": (
        Text("%(number)s 已废止", "%(number)s is withdrawn"),
        Text("，自 %(on)s 起", " from %(on)s"),
        Text("", ""),
    ),
    "part_replaced": (
        Text("%(number)s 的部分内容被代替", "%(number)s is replaced in part"),
        Text("，自 %(on)s 起", " from %(on)s"),
        Text("，代替标准 %(by)s", ", by %(by)s"),
    ),
    "amended": (
        Text("%(number)s 有修改单", "%(number)s is amended"),
        Text("，自 %(on)s 起", " from %(on)s"),
        Text("：%(by)s", ": %(by)s"),
    ),
    "corrected": (
        Text("%(number)s 有勘误", "%(number)s has a corrigendum"),
        Text("，日期 %(on)s", ", dated %(on)s"),
        Text("：%(by)s", ": %(by)s"),
    ),
    "mandate": (
        Text(
            "%(number)s 的强制/推荐属性已变更，原编号 %(name)s",
            "The mandate of %(number)s changed; it was %(name)s before",
        ),
        Text("，自 %(on)s 起", ", from %(on)s"),
        Text("", ""),
    ),
    "record": (
        Text("%(number)s 的目录记录已更正", "The record of %(number)s was corrected"),
        Text("（%(on)s）", " (%(on)s)"),
        Text("：%(by)s", ": %(by)s"),
    ),
    "base": (
        Text("%(number)s 所采用的 %(name)s 已不是现行版本", "%(name)s, which %(number)s adopts, is no longer current"),
        Text("", ""),
        Text("，现行版本为 %(by)s", "; %(by)s is in force"),
    ),
    "review": (
        Text("%(number)s 将到复审期限", "%(number)s is due for review"),
        Text("：%(on)s 之前", " before %(on)s"),
        Text("（复审周期 %(by)s 年）", " (every %(by)s years)"),
    ),
}


def _variants() -> dict[str, Text]:
    """Each sentence with and without its date, with and without what else it says."""
    found = {}
    for kind, (bare, dated, said) in _FACTS.items():
        for on in (False, True):
            for by in (False, True):
                parts = [bare, *([dated] if on else []), *([said] if by else [])]
                code = ".".join(["watch", "fact", kind, *(["on"] if on else []), *(["by"] if by else [])])
                found[code] = Text("".join(one.zh for one in parts), "".join(one.en for one in parts))
        found[f"watch.cancelled.{kind}"] = Text(f"更正：“{bare.zh}”不成立", f"Taken back: {bare.en}")
    return found


TEXTS: Final[dict[str, Text]] = {
    **_variants(),
    "watch.why.list": Text("在清单“%(name)s”中", "on your list “%(name)s”"),
    "watch.why.document": Text("被我方文件 %(document)s 引用", "cited by our %(document)s"),
    "watch.why.more_places": Text("另有 %(count)s 处", "and %(count)s more places"),
    "watch.why.many": Text("您跟踪的标准今天有 %(count)s 项变化", "%(count)s changes among your standards today"),
    "watch.why.search": Text("符合保存的检索“%(name)s”", "found by your saved search “%(name)s”"),
    "watch.many": Text(
        "您跟踪的标准在 %(on)s 变化较多，已合并为一条通知",
        "Many of your standards changed on %(on)s; this one notice stands for all",
    ),
    "watch.search.found": Text("%(number)s 新进入检索结果：%(title)s", "%(number)s was newly found: %(title)s"),
    "watch.search.many": Text(
        "保存的检索“%(name)s”新增 %(count)s 项标准", "The saved search “%(name)s” finds %(count)s more standards"
    ),
    # problems, told to a person
    "watch.problem.no_numbers": Text(
        "没有认出标准编号。请每行写一个编号，例如 GB/T 19001-2016。",
        "No standard number was recognised. Write one a line, as GB/T 19001-2016.",
    ),
    "watch.problem.too_many": Text(
        "一个清单最多收 %(most)s 项。请分成几个清单。",
        "A list takes at most %(most)s standards. Make several lists of it.",
    ),
    "watch.problem.no_such_check": Text(
        "没有找到这次查新。请粘贴查新结果页的网址。", "No such check. Paste the address of the page with its answers."
    ),
    "watch.problem.no_such_person": Text(
        "没有找到该用户或机构，或者有多个同名。请填写用户名，或机构的统一社会信用代码。",
        "No such person or organisation, or several of that name. Give a user name or a unified social credit code.",
    ),
    "watch.problem.too_broad": Text(
        "这个检索有 %(count)s 项结果，最多可跟踪 %(most)s 项。请缩小范围。",
        "This search finds %(count)s standards; at most %(most)s can be watched. Narrow it down.",
    ),
    "watch.problem.no_references": Text("文件中没有找到标准编号。", "No standard number was found in this document."),
    "watch.place.cell": Text("工作表“%(sheet)s”第 %(row)s 行", "sheet “%(sheet)s”, row %(row)s"),
}

reasons.declare(TEXTS)
