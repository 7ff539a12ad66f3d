"""The words of a report, in both languages. What an approved report said is kept with it; these make new ones."""

from typing import Final

from guiju.kernel.reasons import Text

TEXTS: Final[dict[str, Text]] = {
    "report.title": Text("标准查新报告", "Report of a standards check"),
    "report.correction_title": Text("标准查新更正报告", "Corrected report of a standards check"),
    "report.draft": Text("草稿，未经批准，不作为凭据", "Draft, not approved: no evidence of anything"),
    # the conclusion
    "report.concluded.nothing": Text(
        "所交内容中没有可查的标准编号，本报告不作结论。",
        "What was handed in holds no line to check; this report concludes nothing.",
    ),
    "report.concluded.all_current": Text(
        "本次查新共 %(total)s 项，按所列来源的记载，在 %(on)s 均为现行。",
        "%(total)s answers. By the sources listed, every one of them is in force on %(on)s.",
    ),
    "report.concluded.total": Text(
        "本次查新共 %(total)s 项，按所列来源的记载，在 %(on)s 的情况如下：",
        "%(total)s answers. By the sources listed, on %(on)s they stand as follows.",
    ),
    "report.concluded.current": Text("现行：%(count)s 项。", "In force: %(count)s."),
    "report.concluded.superseded_soon": Text(
        "现行但即将失效或被代替：%(count)s 项，日期和代替标准见明细，宜提前准备。",
        "In force and about to end: %(count)s. The findings give the date and the successor; prepare for it.",
    ),
    "report.concluded.amended": Text(
        "有所列编号未写明的修改单，或所写修改单没有记录：%(count)s 项，应连同修改单使用。",
        "With amendments that the list does not name, or that are not on record: %(count)s. Use them together.",
    ),
    "report.concluded.mandate_changed": Text(
        "强制性或推荐性已变更而文本不变：%(count)s 项，编号应改正。",
        "Turned from mandatory to recommended or back, with the same text: %(count)s. Correct the number.",
    ),
    "report.concluded.not_yet_in_force": Text(
        "在 %(on)s 尚未实施：%(count)s 项，到实施日期前不作为现行标准。",
        "Not yet in force on %(on)s: %(count)s. Until their date they are not standards in force.",
    ),
    "report.concluded.replaced": Text(
        "已被代替：%(count)s 项，不宜再作为现行标准引用，请按明细所列代替标准复核。",
        "Replaced: %(count)s. Do not rely on them as in force; review against the successors in the findings.",
    ),
    "report.concluded.withdrawn": Text(
        "已废止且来源未给出代替标准：%(count)s 项，应停止作为现行标准引用。",
        "Withdrawn, and no source names a successor: %(count)s. Stop relying on them as in force.",
    ),
    "report.concluded.open": Text(
        "未能查证：%(count)s 项。本报告对其是否存在、是否有效不作结论，查无不等于不存在。",
        "Not verified: %(count)s. Of these the report says neither that they exist nor that they are in force; "
        "“not found” does not mean that a standard does not exist.",
    ),
    "report.concluded.doubtful": Text(
        "其中 %(doubtful)s 项虽有结论，仍有不能查证之处，列在“未能查证的内容”；本报告对这些方面不作结论。",
        "Of these answers %(doubtful)s leave something open that could not be verified; it is listed under “What could "
        "not be verified”, and of that the report concludes nothing.",
    ),
    "report.concluded.unanswered": Text(
        "有 %(count)s 行已读取而没有答案，本报告对这些行不作结论。",
        "Lines read and not answered: %(count)s. The report concludes nothing of them.",
    ),
    "report.concluded.completed": Text(
        "其中 %(count)s 项由人工补全，补全人、日期和来源见明细。",
        "Completed by a person: %(count)s. The findings say by whom, when and from where.",
    ),
    "report.concluded.limits": Text(
        "以上结论仅依据所列来源在查新时的记载，收录范围以外不作判断；使用前请以标准文本和官方公告为准。",
        "All of this rests on what the sources listed said when the check was made, and says nothing beyond what they "
        "cover. Before you rely on it, see the text of the standard and the official notice.",
    ),
    # what to do, by outcome
    "report.advice.current": Text("可继续使用", "nothing to do"),
    "report.advice.amended": Text("连同修改单使用", "use the amendments too"),
    "report.advice.superseded_soon": Text("按所列日期准备更换", "prepare for the date given"),
    "report.advice.not_yet_in_force": Text("实施日期前仍执行前一版", "the edition before it still holds"),
    "report.advice.mandate_changed": Text("改正编号", "correct the number"),
    "report.advice.replaced": Text("按代替标准复核", "review against the successor"),
    "report.advice.withdrawn": Text("停止作为现行标准引用", "stop relying on it"),
    "report.advice.status_unknown": Text("向发布机构或其他来源查证", "ask the publisher or another source"),
    "report.advice.ambiguous": Text("确认所指标准后再查", "say which is meant, then check again"),
    "report.advice.not_found": Text("核对编号，向其他来源查证", "check the number, ask another source"),
    "report.advice.not_covered": Text("向其他来源查证", "ask another source"),
    "report.advice.unreadable": Text("补全编号后再查", "complete the number, then check again"),
    # what an answer leaves open behind its outcome
    "report.doubt.status": Text("所查日期的状态不能确定", "where it stands on the date cannot be told"),
    "report.doubt.number": Text("编号的变更没有记录或日期", "the change of its number has no record or no date"),
    "report.doubt.title": Text("所给名称与标准名称不符", "the title given is not the standard's"),
    "report.doubt.edition": Text("未写年号，另有版本状态不明", "no year written, and another edition may hold"),
    "report.doubt.parts": Text("各部分是否齐全不能断定", "whether these are all its parts cannot be told"),
    "report.doubt.amendment": Text("所写的修改单或修订版没有记录", "the amendment or reprint written is not on record"),
    "report.doubt.end": Text("何日起被代替没有记载", "from which day it is replaced is not stated"),
    "report.doubt.relation": Text("与较新版本的代替关系没有记载", "no source says that the newer edition replaces it"),
    "report.doubt.successor": Text("代替它的标准或其状态不明", "what replaced it, or where that stands, is unknown"),
    "report.doubt_advice.status": Text("向发布机构或其他来源查证", "ask the publisher or another source"),
    "report.doubt_advice.number": Text("核对所写编号", "check the number as written"),
    "report.doubt_advice.title": Text("确认所指标准", "say which standard is meant"),
    "report.doubt_advice.edition": Text("写明年号后再查", "write the year, then check again"),
    "report.doubt_advice.parts": Text("向发布机构核对部分目录", "ask the publisher for the list of parts"),
    "report.doubt_advice.amendment": Text("向发布机构查证修改单", "ask the publisher about the amendment"),
    "report.doubt_advice.end": Text("查证代替标准的实施日期", "find the date its successor took effect"),
    "report.doubt_advice.relation": Text("向发布机构查证代替关系", "ask the publisher how the two relate"),
    "report.doubt_advice.successor": Text("向其他来源查证代替标准", "ask another source about the successor"),
    # headings and names of facts
    "report.head.number": Text("报告编号", "Report number"),
    "report.head.no_number": Text("批准后编号", "given at approval"),
    "report.head.client": Text("委托单位", "Client"),
    "report.head.scope": Text("查新范围", "Scope"),
    "report.head.input": Text("所交清单", "List handed in"),
    "report.head.pasted": Text("粘贴的文字", "pasted text"),
    "report.head.as_of": Text("查询日期（状态截至）", "As of"),
    "report.head.checked_at": Text("查新时间", "Checked on"),
    "report.head.approved_on": Text("批准日期", "Approved on"),
    "report.head.lines": Text("读取行数与结论数", "Lines read, answers"),
    "report.head.replaces": Text("更正（代替）报告", "Corrects and replaces"),
    "report.head.why_replaced": Text("更正原因", "Reason of the correction"),
    "report.head.lines_of": Text(
        "读取 %(lines)s 行，结论 %(answers)s 项；空行 %(blank)s，未作答 %(missing)s",
        "%(lines)s lines read, %(answers)s answers; %(blank)s blank, %(missing)s not answered",
    ),
    "report.part.conclusion": Text("结论", "Conclusion"),
    "report.part.counts": Text("统计", "Counts"),
    "report.part.findings": Text("明细", "Findings"),
    "report.part.open": Text("未能查证的内容", "What could not be verified"),
    "report.part.completed": Text("人工补全", "Completed by a person"),
    "report.part.coverage": Text("收录范围", "Coverage"),
    "report.part.sources": Text("来源", "Sources"),
    "report.part.signatures": Text("签署", "Signed"),
    "report.part.verify": Text("验证", "Verification"),
    "report.column.count": Text("项数", "count"),
    "report.column.advice": Text("建议", "advice"),
    "report.column.standard": Text("标准号、名称、日期", "standard, title, dates"),
    "report.column.why": Text("说明、建议", "why, advice"),
    "report.column.lines": Text("行", "lines"),
    "report.column.body": Text("代号", "prefix"),
    "report.column.editions": Text("收录项数", "editions held"),
    "report.column.years": Text("年份", "years"),
    "report.column.read_on": Text("最近读入", "last read"),
    "report.column.source": Text("来源", "source"),
    "report.column.number_meant": Text("补全的编号", "number given"),
    "report.column.note": Text("依据", "from where"),
    "report.column.by": Text("补全人", "by"),
    "report.column.on": Text("日期", "on"),
    "report.not_read": Text("未读取的内容", "not read"),
    "report.findings_cut": Text(
        "本表列出前 %(shown)s 项，全部 %(total)s 项见随附的 .xlsx 明细，校验值包含全部明细。",
        "The first %(shown)s of %(total)s findings; all of them are in the .xlsx that goes with this report, and the "
        "checksum covers them all.",
    ),
    "report.sources_cut": Text(
        "本表列出可信度排序在前的 %(shown)s 个来源，共 %(total)s 个，全部见保存的结果。",
        "The first %(shown)s of %(total)s sources, the most trusted first; the stored result names them all.",
    ),
    "report.completed_so": Text(
        "人工补全为 %(number)s（%(by)s，%(on)s；依据：%(note)s）", "completed as %(number)s (%(by)s, %(on)s; %(note)s)"
    ),
    "report.noted_so": Text("人工注明：%(note)s（%(by)s，%(on)s）", "noted: %(note)s (%(by)s, %(on)s)"),
    "report.no_note": Text("未注明", "no source given"),
    "report.coverage_meaning": Text(
        "查新时目录收录的范围。表中没有的发布机构，结论为“目录未收录”，不表示标准不存在。",
        "What the catalogue held when the check was made. Of a publisher not in this table nothing can be said; that "
        "does not mean that its standards do not exist.",
    ),
    "report.all_verified": Text("没有。每一项都有依据。", "Nothing: every answer rests on evidence."),
    "report.signature.searched_by": Text("查新人", "Searched by"),
    "report.signature.checked_by": Text("审核人", "Checked by"),
    "report.signature.approved_by": Text("批准人", "Approved by"),
    "report.seal.address": Text("验证地址", "Verify at"),
    "report.seal.code": Text("验证码", "Verification code"),
    "report.seal.checksum": Text("结果校验值（SHA-256）", "Checksum of the result (SHA-256)"),
    "report.seal.meaning": Text(
        "扫描二维码或在验证页输入验证码，可查看保存的查新结果并核对校验值；内容不一致时以验证页为准。",
        "Scan the code or type it on the verification page to see the stored result and to compare its checksum. Where "
        "this copy differs, the stored result counts.",
    ),
    "report.page": Text("第 %(page)s 页，共 %(pages)s 页", "page %(page)s of %(pages)s"),
    # what can be wrong
    "report.not_finished": Text("查新尚未完成，不能出报告", "the check is not finished: no report can be made of it"),
    "report.is_approved": Text(
        "报告 %(number)s 已批准，不能再改；如有错误请出更正报告",
        "report %(number)s is approved and cannot be changed: make a correction instead",
    ),
    "report.not_approved": Text(
        "只有已批准的报告才能更正；草稿可以直接修改", "only an approved report is corrected: change the draft itself"
    ),
    "report.already_replaced": Text(
        "报告 %(number)s 已由更正报告 %(by)s 代替，请更正后者",
        "report %(number)s is already replaced by the correction %(by)s: correct that one",
    ),
    "report.no_such_report": Text(
        "找不到要更正的报告，请粘贴该报告页面的地址",
        "the report to correct was not found: paste the address of its own page",
    ),
    "report.control_signs": Text(
        "“%(text)s”中有看不见的控制字符（%(signs)s），会使文字显示与实际不符，请删去",
        "“%(text)s” holds invisible control characters (%(signs)s), which make a text read other than it is: take "
        "them out",
    ),
    "report.being_approved": Text(
        "这份报告正在批准，请等它完成", "this report is being approved: wait until that is done"
    ),
    "report.check_of_corrected_gone": Text(
        "报告 %(number)s 所依据的查新已删除，不能由它起草更正。请重新查新，出具报告时填写本页地址作为所更正的报告",
        "the check behind report %(number)s is gone, so no correction can be drafted from it. Check the list again, "
        "make a report of it, and give the address of this page as the report it corrects",
    ),
    "report.why_missing": Text("请写明更正原因", "say why the report is corrected"),
    "report.names_missing": Text(
        "批准前须填写查新人、审核人和批准人", "before approval, name who searched, who checked and who approves"
    ),
    "report.four_eyes": Text(
        "%(organisation)s 要求双人复核：须由本机构另一名有编辑权限的人员登录后批准，不能由查新人本人批准",
        "%(organisation)s wants four eyes: another of its people who may edit has to sign in and approve, not the one "
        "who searched",
    ),
    "report.check_gone": Text(
        "这份报告所依据的查新已删除，草稿不能再用", "the check this draft follows is gone: the draft is of no use"
    ),
}
