"""The words of the catalogue's reasons."""

from typing import Final

from guiju.kernel.reasons import Text
from guiju.platform import reasons

TEXTS: Final[dict[str, Text]] = {
    "status.in_force_since": Text("%(date)s 起实施", "in force since %(date)s"),
    "status.issued_on": Text("%(date)s 发布", "issued on %(date)s"),
    "status.no_effective_date": Text("来源未给出实施日期", "no source gives a date of implementation"),
    "status.source_says": Text(
        "来源 %(source)s 记为“%(word)s”（%(date)s 查见）", "source %(source)s says “%(word)s” (seen on %(date)s)"
    ),
    "status.withdrawn_on": Text("%(date)s 废止", "withdrawn on %(date)s"),
    "status.replaced_by": Text("%(date)s 起由 %(key)s 代替", "replaced by %(key)s from %(date)s"),
    "status.replaced_by_seen": Text(
        "由 %(key)s 代替；何日起代替未见记载，按查见之日 %(date)s 计",
        "replaced by %(key)s; from which day is not stated, so the day it was seen counts: %(date)s",
    ),
    "status.replaced_by_undated": Text(
        "由 %(key)s 代替；其实施日期不明，按 %(date)s 计",
        "replaced by %(key)s, whose date in force is unknown: taken as %(date)s",
    ),
    "status.successor_undated": Text(
        "来源称由 %(key)s 代替，但无任何日期", "said to be replaced by %(key)s, with no date at all"
    ),
    "status.draft_number": Text("编号本身表明尚未发布（草案、计划）", "the number itself is that of a draft"),
    "status.word_not_known": Text(
        "来源 %(source)s 的状态词“%(word)s”含义不明", "source %(source)s says “%(word)s”, a word not known here"
    ),
    "status.end_date_unknown": Text("何时失效不明", "the day it ended is unknown"),
    "mandate.changed": Text(
        "强制性改为推荐性等属性变更：原编号 %(former)s（%(before)s → %(after)s）",
        "mandate changed from %(before)s to %(after)s; formerly %(former)s",
    ),
    "conflict.rank": Text(
        "采信来源 %(source)s（等级 %(rank)s 更高）", "%(source)s holds: its rank %(rank)s goes before the others"
    ),
    "conflict.latest": Text(
        "来源等级相同，采信最近查见的 %(source)s（%(seen)s）", "of equal rank, %(source)s holds: seen last, on %(seen)s"
    ),
    "reference.exact": Text("库中有该版本 %(key)s", "the very edition %(key)s is held"),
    "reference.form": Text(
        "库中无 %(key)s，取同一版本的另一出版形式 %(same)s",
        "%(key)s is not held; the same edition in another form of publication: %(same)s",
    ),
    "reference.nearest": Text(
        "库中无 %(key)s，按编号取最接近的版本 %(nearest)s",
        "%(key)s is not held; nearest edition of the number: %(nearest)s",
    ),
    "reference.undated": Text("不注日期，指最新版本 %(key)s", "undated: the newest edition, %(key)s, is meant"),
    "reference.newer": Text("现行版本为 %(key)s", "the edition in force is %(key)s"),
    "reference.all_parts": Text(
        "%(key)s 泛指各部分，不对应某一版本", "%(key)s stands for all parts, not for one edition"
    ),
    "reference.not_held": Text("库中没有该标准", "not held in this catalogue"),
    "standard.status.in_force": Text("现行", "in force"),
    "standard.status.published": Text("即将实施", "not yet in force"),
    "standard.status.replaced": Text("被代替", "replaced"),
    "standard.status.withdrawn": Text("废止", "withdrawn"),
    "standard.status.unknown": Text("状态不明", "status unknown"),
    "standard.status.draft": Text("尚未发布", "not yet published"),
    "standard.editions": Text("其他年版", "other editions"),
    "standard.chain": Text("代替关系", "replacements"),
    "standard.splits": Text("由多项代替", "replaced by several"),
    "standard.merges": Text("代替多项", "replaces several"),
    "standard.in_part": Text("部分", "in part"),
    "standard.adopts": Text("采用", "adopts"),
    "standard.adopted_by": Text("被采用", "adopted by"),
    "standard.cites": Text("引用", "cites"),
    "standard.cited_by": Text("被引用", "cited by"),
    "standard.amended_by": Text("修改与更正", "amended or corrected by"),
    "standard.undated": Text("不注日期", "undated"),
    "standard.no_longer_current": Text("已不现行", "no longer current"),
    "standard.not_held": Text("目录未收录", "not held in this catalogue"),
    "standard.sources": Text("来源", "sources"),
    "standard.conflicts": Text("来源之间的分歧", "where sources disagree"),
    "standard.stale_count": Text("过期的采用与引用：", "stale adoptions and references:"),
    "import.no_identifier": Text(
        "“%(value)s”里没有标准编号：应为如 GB/T 19001-2016 的编号，请补全或删去此行",
        "no standard number in “%(value)s”: expected one such as GB/T 19001-2016; add it, or delete the row",
    ),
    "import.several_identifiers": Text(
        "“%(value)s”里有多个标准编号（%(keys)s）：请一行一个标准",
        "several standard numbers in “%(value)s” (%(keys)s): give each standard a row of its own",
    ),
    "import.bad_date": Text(
        "%(field)s 的“%(value)s”不是日期：应为 2024-07-01、2024-07 或 2024，请改正或留空",
        "“%(value)s” in %(field)s is no date: expected 2024-07-01, 2024-07 or 2024; mend it, or leave it empty",
    ),
    "import.too_long": Text(
        "%(field)s 有 %(length)s 个字符，最多 %(longest)s 个：请核对是否串列",
        "%(field)s has %(length)s characters, at most %(longest)s fit: look whether columns slipped",
    ),
    "import.unknown_ids": Text(
        "有 %(count)s 处关系指向文件中没有的编号，未采用",
        "%(count)s relations name an id that the file does not hold; left out",
    ),
    "import.no_json": Text(
        "此行不是 JSON（第 %(place)s 个字符处：%(why)s）：请改正后重新导入",
        "the line is no JSON (at character %(place)s: %(why)s): mend it and import it again",
    ),
    "import.no_object": Text(
        "应为对象 {…}，此处是 %(value)s：请改正或删去",
        "expected an object {…}, here is %(value)s: mend it, or delete it",
    ),
    "import.half_character": Text(
        "文字中有半个字符（以 � 标出），可能是截断所致：请补全后重新导入",
        "the text holds half a character (shown as �), as when it was cut within one: mend it and import it again",
    ),
    "relaton.no_yaml": Text(
        "%(file)s 第 %(line)s 行不是可读的 YAML（%(why)s）：请改正后重新导入",
        "%(file)s is no YAML that can be read in line %(line)s (%(why)s): mend it and import it again",
    ),
    "relaton.no_xml": Text(
        "%(file)s 不是可读的 XML（%(why)s）：请改正后重新导入",
        "%(file)s is no XML that can be read (%(why)s): mend it and import it again",
    ),
    "relaton.doctype": Text(
        "%(file)s 含 DOCTYPE，为安全起见不读：请删去后重新导入",
        "%(file)s has a DOCTYPE, which is not read for safety: take it out and import it again",
    ),
    "relaton.no_document": Text(
        "%(file)s 中没有 Relaton 文献（无 docid 或 docidentifier）",
        "%(file)s holds no Relaton document (none with a docid or docidentifier)",
    ),
    "relaton.too_large": Text(
        "%(file)s 超过 %(limit)s MB：请拆分后重新导入",
        "%(file)s is larger than %(limit)s MB: split it and import it again",
    ),
    "relaton.cannot_open": Text("%(file)s 打不开：%(why)s", "%(file)s cannot be opened: %(why)s"),
    "import.lines_above": Text(
        "第一条结果之前的 %(count)s 行不是结果，未读取", "%(count)s lines above the first result are no results"
    ),
    "import.grouped": Text(
        "%(rows)s 行引用归入 %(standards)s 项标准", "%(rows)s rows of references belong to %(standards)s standards"
    ),
    "import.no_code": Text("此行没有代码：请补全或删去此行", "the row has no code: add it, or delete the row"),
    "import.bad_code": Text(
        "“%(value)s”不是 %(scheme)s 的代码：应如 %(examples)s，请改正",
        "“%(value)s” is no code of %(scheme)s: expected one such as %(examples)s; mend it",
    ),
    "import.second_code": Text(
        "代码 %(held)s 已在第 %(first)s 行出现且名称不同：请只保留一行",
        "code %(held)s stands in row %(first)s already with another title: keep one",
    ),
    "import.unread_cells": Text(
        "%(field)s 列有 %(count)s 格不含标准编号，已按原文保留",
        "%(count)s cells of %(field)s hold no standard number; kept as they are",
    ),
    "import.partly_read_cells": Text(
        "%(field)s 列有 %(count)s 格的编号只读出一部分，其余按原文保留",
        "of %(count)s cells of %(field)s only some numbers could be read; the rest is kept as it is",
    ),
    "mapping.by_heading": Text(
        "%(field)s ← 列“%(column)s”（按表头）", "%(field)s ← column “%(column)s” (by its heading)"
    ),
    "mapping.by_content": Text(
        "%(field)s ← 列“%(column)s”（按内容）", "%(field)s ← column “%(column)s” (by its content)"
    ),
    "mapping.saved": Text(
        "%(field)s ← 列“%(column)s”（随附的映射）", "%(field)s ← column “%(column)s” (mapping shipped for this list)"
    ),
    "mapping.no_json": Text("%(path)s 不是 JSON：%(why)s", "%(path)s is no JSON: %(why)s"),
    "mapping.no_records": Text(
        "%(path)s 中没有对象列表：应为 [{…}, {…}] 或每行一个对象",
        "%(path)s holds no list of objects: expected [{…}, {…}], or one object a line",
    ),
    "mapping.no_objects": Text(
        "%(path)s 中没有一个 JSON 对象，第一处是：%(what)s",
        "%(path)s holds no JSON object at all; the first thing in it is: %(what)s",
    ),
    "mapping.no_relaton": Text(
        "%(path)s 中没有 .yaml、.yml、.xml 或 .rxl 文件", "%(path)s holds no .yaml, .yml, .xml or .rxl file"
    ),
    "mapping.no_results": Text(
        "%(path)s 中没有以标准编号开头的结果", "%(path)s holds no result that begins with a standard number"
    ),
    "mapping.no_references": Text(
        "找不到引用表的两列（from、to）；已有列：%(columns)s",
        "the two columns of a list of references (from, to) are missing; there are: %(columns)s",
    ),
    "mapping.no_code_column": Text(
        "找不到代码列；已有列：%(columns)s", "no column holds codes; there are: %(columns)s"
    ),
    "mapping.no_number": Text(
        "找不到标准编号列；已有列：%(columns)s。请用 --mapping 指明 number 列",
        "no column holds standard numbers; there are: %(columns)s. Name the number column with --mapping",
    ),
    "mapping.no_such_column": Text(
        "表中没有列“%(column)s”；已有列：%(columns)s", "the table has no column “%(column)s”; there are: %(columns)s"
    ),
    "mapping.unknown_field": Text(
        "没有字段“%(field)s”；可用字段：%(fields)s", "there is no field “%(field)s”; there are: %(fields)s"
    ),
    "mapping.unreadable": Text("无法读取映射文件 %(path)s：%(why)s", "the mapping %(path)s cannot be read: %(why)s"),
    "mapping.no_object": Text(
        "映射文件 %(path)s 应为 JSON 对象：字段 → 列名", "the mapping %(path)s must be a JSON object of field to column"
    ),
    "import.second_row": Text(
        "第 %(row)s 行与第 %(first)s 行标准号相同（%(key)s）但内容不同：请只保留一行，或改正标准号",
        "row %(row)s has the same identifier as row %(first)s (%(key)s) but other content: keep one or mend the number",
    ),
    "candidate.same_number": Text("标准号相同，年份或部分不同", "same number, another year or part"),
    "candidate.same_digits": Text("数字相同，代号不同", "same digits, another prefix"),
    "candidate.near_number": Text("标准号相近", "a number that differs by one digit"),
    "candidate.similar_title": Text("名称相似（%(score)s%%）", "similar title (%(score)s %%)"),
    "status.imprecise_date": Text(
        "日期只到 %(date)s，期间状态不能确定", "the date is known as %(date)s only, so within it the status is open"
    ),
    "note.accepted": Text("您对 %(number)s 的纠错已采纳", "What you said of the record of %(number)s was found right"),
    "note.refused": Text(
        "您对 %(number)s 的纠错未采纳", "What you said of the record of %(number)s was not taken over"
    ),
    "note.why": Text("理由：%(why)s", "reason: %(why)s"),
    "note.you_said": Text("由您提出", "you said it"),
}

reasons.declare(TEXTS)
