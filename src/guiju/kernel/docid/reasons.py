"""The words of the reasons this package gives."""

from __future__ import annotations

from typing import Final

from guiju.kernel.reasons import Text

TEXTS: Final[dict[str, Text]] = {
    "docid.nothing": Text("这里没有标准编号", "no identifier here"),
    "docid.body": Text("%(zh)s（%(body)s，%(en)s）", "%(en)s (%(body)s, %(zh)s)"),
    "docid.body_without_name": Text("发布机构 %(body)s", "issued by %(body)s"),
    "docid.unknown_body": Text("未知的发布机构 %(body)s，按原样保留", "unknown body %(body)s, kept as written"),
    "docid.plan": Text(
        "国家标准计划号 %(number)s，不是标准编号", "plan number %(number)s of a national project, not yet a standard"
    ),
    "docid.industry_plan": Text(
        "行业标准计划号 %(number)s，不是标准编号", "plan number %(number)s of an industry project, not yet a standard"
    ),
    "docid.working_document": Text("%(body)s 技术委员会的工作文件", "working document of committee %(body)s"),
    "docid.all_years": Text("%(number)s，不限年份", "%(number)s, all years"),
    "docid.year": Text("%(year)s 年版", "edition of %(year)s"),
    "docid.month": Text("%(year)s 年 %(month)s 月版", "edition of %(year)s-%(month)s"),
    "docid.reissue": Text("%(year)s 年版，%(reissue)s 年局部修订", "edition of %(year)s as reissued in %(reissue)s"),
    "docid.all_parts": Text("所有部分", "all parts"),
    "docid.part_range": Text("从 %(first)s 到 %(last)s", "from %(first)s to %(last)s"),
    "docid.amendment": Text("修改单或勘误：%(change)s", "the change itself: %(change)s"),
    "docid.amended_text": Text("已并入修改：%(change)s", "text with %(change)s included"),
    "docid.dual": Text("双编号：%(number)s", "double number: %(number)s"),
    "docid.draft": Text("草案阶段 %(stage)s", "a draft: %(stage)s"),
    "docid.reaffirmed": Text("%(year)s 年确认", "reaffirmed in %(year)s"),
    "docid.language": Text("语言版本 %(language)s", "language version %(language)s"),
    "docid.edition": Text("第 %(edition)s 版", "edition number %(edition)s"),
    "docid.two_digit_year": Text("两位年号 %(written)s 读作 %(year)s", "two-digit year %(written)s read as %(year)s"),
    "docid.year_not_understood": Text(
        "编号后的 %(written)s 像年号，但无法确定，未采用",
        "%(written)s after the number looks like a year and is not understood",
    ),
    "docid.prefix_carried": Text("前缀 %(body)s 取自前一个编号", "prefix %(body)s taken from the number before"),
    "docid.letters_as_digits": Text(
        "把 %(written)s 中的字母读作数字 %(read)s", "letters in %(written)s read as digits: %(read)s"
    ),
}
