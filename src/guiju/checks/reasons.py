"""The words of the standards check's reasons."""

from typing import Final

from guiju.checks.reports.words import TEXTS as REPORT_TEXTS
from guiju.kernel.reasons import Text
from guiju.platform import reasons

TEXTS: Final[dict[str, Text]] = {
    # outcomes, in a word
    "check.outcome.unreadable": Text("未认出编号", "no number recognised"),
    "check.outcome.ambiguous": Text("有歧义", "ambiguous"),
    "check.outcome.not_covered": Text("目录未收录", "not covered"),
    "check.outcome.not_found": Text("查无", "not found"),
    "check.outcome.withdrawn": Text("废止", "withdrawn"),
    "check.outcome.replaced": Text("被代替", "replaced"),
    "check.outcome.not_yet_in_force": Text("即将实施", "not yet in force"),
    "check.outcome.superseded_soon": Text("现行，即将被代替", "in force, ends soon"),
    "check.outcome.mandate_changed": Text("强制/推荐属性已变更", "mandate changed"),
    "check.outcome.amended": Text("有修改单", "amended"),
    "check.outcome.status_unknown": Text("状态不明", "status unknown"),
    "check.outcome.current": Text("现行", "in force"),
    # outcomes, in a sentence
    "check.unreadable": Text("没有认出标准编号", "no standard number was recognised here"),
    "check.current": Text("%(number)s 在 %(on)s 现行", "%(number)s is in force on %(on)s"),
    "check.withdrawn": Text(
        "%(number)s 在 %(on)s 已废止，来源未给出代替标准",
        "%(number)s is withdrawn on %(on)s, and no source names a successor",
    ),
    "check.replaced": Text(
        "%(number)s 在 %(on)s 已被代替", "%(number)s is no longer in force on %(on)s: it has been replaced"
    ),
    "check.not_yet_in_force": Text(
        "%(number)s 已发布，在 %(on)s 尚未实施", "%(number)s is issued and on %(on)s not yet in force"
    ),
    "check.not_yet_in_force.issue_not_stated": Text(
        "%(number)s 在 %(date)s 之前未实施；发布日期未载明",
        "%(number)s is not in force before %(date)s; the day of issue is not stated",
    ),
    "check.draft": Text("%(number)s 在 %(on)s 尚未发布", "%(number)s is not yet issued on %(on)s"),
    "check.status_unknown": Text(
        "%(number)s 有记录，但在 %(on)s 的状态不能确定",
        "%(number)s is on record, but where it stands on %(on)s cannot be told",
    ),
    "check.superseded_soon.by": Text(
        "现行，但代替它的 %(key)s 已公布，%(date)s 起代替",
        "in force, but its successor %(key)s is published and replaces it from %(date)s",
    ),
    "check.superseded_soon.ends": Text(
        "现行，但 %(date)s 起不再有效（还有 %(days)s 天）",
        "in force, but no longer valid from %(date)s (%(days)s days ahead)",
    ),
    "check.mandate_changed": Text(
        "%(given)s 已改为 %(number)s，文本、顺序号和年号不变（%(date)s 起，有记录）",
        "%(given)s became %(number)s with the same text, number and year (recorded change on %(date)s)",
    ),
    "check.mandate_changed.undated": Text(
        "%(given)s 已改为 %(number)s，文本、顺序号和年号不变（有记录，但无变更日期）",
        "%(given)s became %(number)s with the same text, number and year (recorded, with no date of change)",
    ),
    "check.mandate_changed.unrecorded": Text(
        "目录只收有 %(number)s：2017 年一批强制性国家标准转为推荐性，顺序号和年号不变，故 %(given)s 按同一文件处理"
        "（没有变更日期的记录）",
        "the catalogue holds %(number)s only: in 2017 many mandatory national standards became recommended with the "
        "same number and year, so %(given)s is taken as the same document (no date of change recorded)",
    ),
    "check.amended": Text("%(number)s 另有修改单：%(amendments)s", "%(number)s has amendments: %(amendments)s"),
    "check.amendment_not_held": Text(
        "所写的修改单目录中没有（%(amendments)s），%(number)s 按正文作答",
        "the amendment written (%(amendments)s) is not on record; %(number)s is answered without it",
    ),
    "check.reissue_held": Text(
        "目录收有的是 %(number)s，即 %(year)s 年局部修订版",
        "what is on record is %(number)s, the reprint of %(year)s with local amendments",
    ),
    "check.reissue_not_held": Text(
        "所写的 %(year)s 年版目录中没有，按 %(number)s 作答",
        "the reprint of %(year)s is not on record; %(number)s is answered instead",
    ),
    # nothing held is the one meant
    "check.not_covered": Text(
        "目录未收录 %(body)s 的标准，不能判断其有无和状态",
        "the catalogue covers no standards of %(body)s, so nothing can be said of it",
    ),
    "check.not_covered.plan": Text(
        "%(given)s 是标准计划号，不是标准编号", "%(given)s is the number of a project plan, not of a standard"
    ),
    "check.not_covered.unknown_body": Text(
        "不认识 %(given)s 的发布机构，不能判断",
        "the publisher of %(given)s is not known here, so nothing can be said of it",
    ),
    "check.not_found": Text(
        "目录收有 %(body)s 标准 %(count)s 项（年份 %(years)s，最近更新 %(seen)s），"
        "其中没有 %(given)s；查无不等于不存在",
        "the catalogue holds %(count)s standards of %(body)s (years %(years)s, last updated %(seen)s) and %(given)s is "
        "not among them; that does not prove that it does not exist",
    ),
    "check.not_found.year": Text(
        "没有 %(given)s；目录收有同号的 %(held)s", "%(given)s is not on record; of this number there are %(held)s"
    ),
    "check.not_found.members": Text(
        "%(given)s 中目录没有：%(missing)s；查无不等于不存在",
        "of %(given)s the catalogue does not hold %(missing)s; that does not prove that they do not exist",
    ),
    "check.part_missing": Text(
        "没有写部分号；目录收有 %(count)s 个部分（%(parts)s），请确认是哪一部分",
        "no part is written; the catalogue holds %(count)s parts (%(parts)s): please say which is meant",
    ),
    "check.range_unclear": Text(
        "%(given)s 不能逐一展开；目录收有 %(count)s 项（%(parts)s），请分别列出",
        "%(given)s cannot be counted out; the catalogue holds %(count)s (%(parts)s): please list them one by one",
    ),
    "check.other_mandate": Text(
        "写的是 %(given)s，目录收有的是 %(number)s，强制性与推荐性不同，请确认",
        "%(given)s was written and %(number)s is on record: mandatory and recommended differ, please confirm",
    ),
    # remarks
    "check.chain": Text("代替顺序：%(chain)s", "replacement chain: %(chain)s"),
    "check.successor_unnamed": Text("来源没有写明由哪项标准代替", "no source names what replaced it"),
    "check.chain_in_force": Text("其中 %(on)s 现行的是 %(keys)s", "of these in force on %(on)s: %(keys)s"),
    "check.chain_not_held": Text(
        "目录没有 %(key)s 的记录，其状态未知", "%(key)s is not on record, its status is unknown"
    ),
    "check.chain_withdrawn": Text("最后的 %(key)s 也已废止", "the last of them, %(key)s, is withdrawn too"),
    "check.chain_unclear": Text(
        "最后的 %(key)s 在 %(on)s 的状态不能确定", "where the last of them, %(key)s, stands on %(on)s cannot be told"
    ),
    "check.partly_replaced": Text("部分内容由 %(key)s 代替", "partly replaced by %(key)s"),
    "check.outrun": Text(
        "来源没有写明 %(number)s 已被代替，但另有较新的 %(newer)s，%(on)s 是否仍有效不能确定",
        "no source says that %(number)s is replaced, but there is the newer %(newer)s: whether it still holds on "
        "%(on)s cannot be told",
    ),
    "check.newer_coming": Text(
        "现行，但较新的 %(newer)s 将于 %(date)s 实施（来源未写明代替关系）",
        "in force, but the newer %(newer)s takes effect on %(date)s (no source states that it replaces this one)",
    ),
    "check.newer.in_force": Text(
        "同号有较新的 %(newer)s，%(on)s 现行，来源未写明两者的代替关系",
        "of this number there is the newer %(newer)s, in force on %(on)s; no source states how the two relate",
    ),
    "check.newer.published": Text(
        "同号有较新的 %(newer)s，%(on)s 尚未实施，来源未写明两者的代替关系",
        "of this number there is the newer %(newer)s, not yet in force on %(on)s; no source states how the two relate",
    ),
    "check.newer.unknown": Text(
        "同号有较新的 %(newer)s，%(on)s 状态不明",
        "of this number there is the newer %(newer)s, of unknown status on %(on)s",
    ),
    "check.newer.replaced": Text(
        "同号有较新的 %(newer)s，%(on)s 也已被代替",
        "of this number there is the newer %(newer)s, itself replaced on %(on)s",
    ),
    "check.newer.withdrawn": Text(
        "同号有较新的 %(newer)s，%(on)s 也已废止",
        "of this number there is the newer %(newer)s, itself withdrawn on %(on)s",
    ),
    "check.mandate_not_yet": Text(
        "%(number)s 的强制或推荐属性在 %(on)s 之后才改变", "the mandate of %(number)s changed only after %(on)s"
    ),
    "check.mandate_changes_later": Text(
        "%(given)s 到 %(date)s 才改为 %(number)s", "%(given)s becomes %(number)s on %(date)s only"
    ),
    "check.undated.in_force": Text(
        "未写年号，即指各年版；以 %(on)s 现行的 %(number)s 作答",
        "no year is written, so every edition is meant; answered with %(number)s, in force on %(on)s",
    ),
    "check.undated.newest": Text(
        "未写年号，即指各年版；%(on)s 没有能确定现行的版本，以最新的 %(number)s 作答",
        "no year is written, so every edition is meant; none is known to be in force on %(on)s, answered with the "
        "newest, %(number)s",
    ),
    "check.undated.unclear": Text(
        "同号的 %(numbers)s 在 %(on)s 可能仍有效，状态不能确定",
        "of the same number %(numbers)s may hold on %(on)s; where they stand cannot be told",
    ),
    "check.undated.others": Text("%(on)s 同时现行的还有 %(numbers)s", "also in force on %(on)s: %(numbers)s"),
    "check.amendment_coming": Text(
        "%(number)s 的修改单尚未实施：%(amendments)s", "amendments of %(number)s yet to come: %(amendments)s"
    ),
    "check.title_differs": Text(
        "所给名称“%(given)s”与标准名称“%(title)s”不符，请核对编号",
        "the title given, “%(given)s”, does not fit the standard's, “%(title)s”: please check the number",
    ),
    "check.one_of_range": Text("属于所写的 %(given)s", "one of %(given)s as written"),
    "check.all_parts": Text(
        "%(given)s：目录收有 %(count)s 个部分，是否齐全不能断定",
        "%(given)s: the catalogue holds %(count)s parts; whether these are all cannot be told",
    ),
    # reading what was handed in
    "check.no_such_column": Text(
        "没有“%(column)s”这一列；可选：%(columns)s", "there is no column “%(column)s”; choose one of: %(columns)s"
    ),
    "check.other_sheets": Text(
        "只查了工作表“%(sheet)s”；%(others)s 里也有标准编号，未查",
        "only the sheet “%(sheet)s” was checked; %(others)s hold numbers too and were not",
    ),
    "check.no_column": Text(
        "表中没有找到标准编号所在的列，请选择",
        "no column of standard numbers was found in the table: please choose one",
    ),
    "check.nothing_to_check": Text(
        "没有可查的内容，请粘贴标准编号或选择文件", "there is nothing to check: paste numbers or choose a file"
    ),
    "check.no_number_read": Text(
        "读了 %(count)s 段，没有认出标准编号。若编号在图片里，请把它写成文字后再查",
        "%(count)s paragraphs were read and no standard number was recognised: numbers in a picture have to be typed",
    ),
    "check.too_many_identifiers": Text(
        "标准编号超过 %(limit)s 个，请分成几份再查",
        "there are more than %(limit)s standard numbers: please split the list",
    ),
    "check.file_gone": Text("所交的文件已不在，请重新提交", "the file handed in is gone: please hand it in again"),
    # what was put back
    "check.completion.no_column": Text(
        "表中没有“%(missing)s”列（现有：%(columns)s）。请使用本页下载的未决清单",
        "the table has no column %(missing)s (it has: %(columns)s): use the table of open answers from this page",
    ),
    "check.completion.no_line_number": Text(
        "第 %(row)s 行：行号“%(line)s”不是数字", "row %(row)s: “%(line)s” is no line number"
    ),
    "check.completion.no_such_choice": Text(
        "第 %(row)s 行：没有第 %(number)s 个候选，请写标准编号", "row %(row)s: there is no candidate %(number)s"
    ),
    "check.completion.no_such_line": Text(
        "第 %(row)s 行：本次查新没有第 %(line)s 行第 %(part)s 项",
        "row %(row)s: this check has no line %(line)s, part %(part)s",
    ),
    "check.completion.other_text": Text(
        "第 %(row)s 行：本次查新第 %(line)s 行的原文是“%(text)s”，不是“%(given)s”，可能是另一次查新的表",
        "row %(row)s: line %(line)s of this check reads “%(text)s”, not “%(given)s”: is it another check's table?",
    ),
    "check.completion.not_open": Text(
        "第 %(row)s 行：第 %(line)s 行已有结论，不需要补全", "row %(row)s: line %(line)s is answered, it is not open"
    ),
    "check.completion.not_one_number": Text(
        "第 %(row)s 行：“%(number)s”不是一个标准编号，请每行只写一个编号",
        "row %(row)s: “%(number)s” is not one standard number: write one number a row",
    ),
    "check.completion.choice_of_old": Text(
        "第 %(row)s 行：第 %(line)s 行已补全过，候选已不同，请写标准编号，不要写序号",
        "row %(row)s: line %(line)s was completed before and its candidates are others now: write the number itself",
    ),
    "check.completion.twice": Text(
        "第 %(row)s 行：第 %(line)s 行第 %(part)s 项已在第 %(first)s 行填写，只采用第 %(first)s 行；请只保留一行",
        "row %(row)s: line %(line)s, part %(part)s is filled in already in row %(first)s, which is the one taken: keep "
        "one of the two",
    ),
    "check.completion.control_signs": Text(
        "第 %(row)s 行：含有看不见的控制字符（%(signs)s），会使文字显示与实际不符，请删去",
        "row %(row)s holds invisible control characters (%(signs)s), which make a text read other than it is: take "
        "them out",
    ),
    "check.completion.being_approved": Text(
        "由这次查新出具的报告正在批准，批准完成后再补全",
        "a report of this check is being approved: complete it once that is done",
    ),
    "check.completion.nothing": Text(
        "表中没有填写任何编号或依据", "nothing was filled in: neither a number nor a note"
    ),
    # references found in a text
    "check.reference.stale": Text(
        "所引版本已不现行，请复核是否改引现行版本",
        "the edition named is no longer in force: review whether the present one applies",
    ),
    "check.reference.replaced_undated": Text(
        "不注日期引用的标准已由其他编号代替，请复核并改用代替标准",
        "this undated number was replaced by another: review whether its successor applies",
    ),
    "check.reference.stale_undated": Text(
        "不注日期引用的标准已废止且无代替标准，须改引",
        "this undated number was withdrawn and nothing replaces it: the reference has to be mended",
    ),
    "check.reference.own": Text(
        "本文件自身的编号（不计入引用）：%(number)s", "the document's own number, which is no reference: %(number)s"
    ),
    "check.reference.found": Text(
        "引用标准 %(count)s 项，见于 %(places)s 处，其中过期 %(stale)s 项",
        "%(count)s standards referred to, in %(places)s places; %(stale)s references are stale",
    ),
    "check.reference.replaced_by_this": Text("本文件自称代替该标准", "this document says that it replaces it"),
    "check.role.normative": Text("规范性引用", "normative reference"),
    "check.role.replaces": Text("被本文件代替", "replaced by this document"),
    "check.role.replaces_part": Text("部分被本文件代替", "partly replaced by this document"),
    "check.role.adoption": Text("采标", "adoption"),
    "check.role.bibliography": Text("参考文献", "bibliography"),
    "check.role.mention": Text("文中提及", "mention"),
    "check.stale.yes": Text("过期", "stale"),
    "check.stale.no": Text("否", "no"),
    "check.stale.unknown": Text("不能判断", "cannot be told"),
    # columns of the file given back
    "check.column.line": Text("行", "line"),
    "check.column.part": Text("项", "part"),
    "check.column.candidates": Text("候选", "candidates"),
    "check.column.number_meant": Text("应为（编号或候选序号）", "number meant (or figure of a candidate)"),
    "check.column.note": Text("依据（来源、日期）", "where it was found"),
    "check.column.input": Text("原文", "as written"),
    "check.column.outcome": Text("结论", "outcome"),
    "check.column.standard": Text("标准号", "standard"),
    "check.column.title": Text("标准名称", "title"),
    "check.column.dates": Text("日期", "dates"),
    "check.column.successors": Text("代替标准", "replaced by"),
    "check.column.reason": Text("说明", "why"),
    "check.column.checked": Text("查证", "checked"),
    "check.column.reference": Text("引用的标准", "reference"),
    "check.column.role": Text("性质", "role"),
    "check.column.places": Text("位置", "where"),
    "check.column.stale": Text("过期", "stale"),
    "check.answer_column": Text("查新：%(name)s", "check: %(name)s"),
    "check.date.issued": Text("%(date)s 发布", "issued %(date)s"),
    "check.date.effective": Text("%(date)s 实施", "in force %(date)s"),
    "check.date.withdrawn": Text("%(date)s 废止", "withdrawn %(date)s"),
    "check.date.next_change": Text("%(date)s 状态将变", "changes %(date)s"),
    "check.checked": Text("%(on)s 的状态，%(checked)s 查", "as of %(on)s, checked %(checked)s"),
    # marks in a Word document given back
    "check.mark": Text("〔%(said)s〕", "[%(said)s]"),
    "check.mark.comma": Text("，", ", "),
    "check.mark.semicolon": Text("；", "; "),
    "check.mark.more": Text("…共 %(count)s 项，见结果表", "… %(count)s in all, see the table of answers"),
    "check.mark.title_differs": Text("名称不符，请核对编号", "title differs, check the number"),
    "check.mark.note": Text(
        "规矩查新：〔〕内为所引标准在 %(on)s 的状态，%(checked)s 查证，不是原文。共 %(count)s 项：%(counted)s。"
        "全部删除：在“样式”窗格中右击“规矩查新”，选择所有实例，按 Delete；本段同样按“规矩查新说明”删除。",
        "Guiju standards check: [ ] holds the status on %(on)s of each standard referred to, looked up on %(checked)s; "
        "it is not the author's text. %(count)s in all: %(counted)s. To delete all: in the Styles pane right-click "
        "规矩查新, select all instances, press Delete; this paragraph likewise by 规矩查新说明.",
    ),
    "check.sheet": Text("查新结果", "Standards check"),
    # why a candidate is offered
    "check.candidate.other_year": Text("同一标准号的另一年版", "another edition of the same number"),
    "check.candidate.part": Text("该标准号的一个部分", "a part of this number"),
    "check.candidate.title": Text("名称与所给名称相符", "its title is the one given"),
}

reasons.declare(TEXTS)
reasons.declare(REPORT_TEXTS)
