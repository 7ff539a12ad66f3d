"""What a text says of the standards it names, sentence by sentence."""

from __future__ import annotations

import pytest

from guiju.checks.rules.mentions import Mention, MentionReader
from guiju.checks.rules.passages import Passage, in_one_line, passages_of_lines
from guiju.kernel.reasons import Reason

PARAGRAPH = Reason.of("sheets.place.paragraph", number=1)


def mentions(*paragraphs: str) -> list[Mention]:
    """Of paragraphs as Word has them."""
    reader = MentionReader()
    return [one for text in paragraphs for one in reader.read(Passage(text, PARAGRAPH))]


def wrapped(text: str) -> list[Mention]:
    """Of a text whose lines end where the page does."""
    reader = MentionReader()
    return list(reader.read(Passage(text, PARAGRAPH, first_line=1, wrapped=True)))


def roles(*paragraphs: str) -> list[tuple[str, str, str]]:
    return [(one.docid.key, one.role.value, one.degree) for one in mentions(*paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("代替 GB 7000.1—2007", [("GB 7000.1-2007", "replaces", "")]),
        ("代替\nGB 7000.1—2007", [("GB 7000.1-2007", "replaces", "")]),
        (
            "本文件代替GB 7000.1—2007《灯具》、GB 7000.2—2008，部分代替GB 7000.3—1996。",
            [
                ("GB 7000.1-2007", "replaces", ""),
                ("GB 7000.2-2008", "replaces", ""),
                ("GB 7000.3-1996", "replaces_part", ""),
            ],
        ),
        (
            "本文件代替GB 7000.1—2007，与GB 7000.1—2007相比，变化如下。",
            [("GB 7000.1-2007", "replaces", ""), ("GB 7000.1-2007", "mention", "")],
        ),
        (
            "GB 7000.1—2007 已被代替，按 GB 7000.1—2015 执行。",
            [("GB 7000.1-2007", "mention", ""), ("GB 7000.1-2015", "mention", "")],
        ),
        ("代替了旧规定。按 GB 7000.1—2015 执行。", [("GB 7000.1-2015", "mention", "")]),
        ("This standard replaces GB 7000.1-2007.", [("GB 7000.1-2007", "replaces", "")]),
        ("It partially supersedes ISO 1:1990.", [("ISO 1:1990", "replaces_part", "")]),
        ("It was replaced by ISO 1:1990.", [("ISO 1:1990", "mention", "")]),
    ],
)
def test_words_of_replacement_tell_what_is_replaced(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert roles(text) == expected


def test_subject_of_a_replacement_is_kept() -> None:
    found = mentions("GB 7000.1—2015《灯具》自2017年起代替GB 7000.1—2007。")
    assert [(one.docid.key, one.subject) for one in found] == [
        ("GB 7000.1-2015", ""),
        ("GB 7000.1-2007", "GB 7000.1-2015"),
    ]


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("（ISO 9001:2015，IDT）", "IDT"),
        ("(ISO 9001:2015, MOD)", "MOD"),
        ("（ISO 9001:2015，非等效）", "NEQ"),
        ("（idt ISO 9001:2015）", "IDT"),
        ("本文件使用翻译法等同采用ISO 9001:2015。", "IDT"),
        ("本标准修改采用《质量管理》ISO 9001:2015。", "MOD"),
        ("本标准非等效采用 ISO 9001:2015。", "NEQ"),
        ("This part is identical to ISO 9001:2015.", "IDT"),
    ],
)
def test_degree_beside_a_number_makes_it_an_adoption(text: str, degree: str) -> None:
    assert roles(text) == [("ISO 9001:2015", "adoption", degree)]


@pytest.mark.parametrize(
    "text",
    [
        "按 ISO 9001:2015 修改本公司手册。",
        "采用 ISO 9001:2015 的方法。",
        "ISO 9001:2015 MODULE",
        "与 ISO 9001:2015 等同时执行",
    ],
)
def test_like_words_make_no_adoption(text: str) -> None:
    assert roles(text) == [("ISO 9001:2015", "mention", "")]


@pytest.mark.parametrize(
    "heading",
    [
        "2 规范性引用文件",
        "规范性引用文件",
        "２　引用标准",
        "二、引用文件",
        "## 2 Normative references",
        "2. Normative References",
    ],
)
def test_what_stands_below_the_heading_is_normative(heading: str) -> None:
    found = roles("见 GB 1-2000。", heading, "下列文件是必不可少的。", "GB 2-2000 试验", "GB 3 方法")
    assert [(key, role) for key, role, _degree in found] == [
        ("GB 1-2000", "mention"),
        ("GB 2-2000", "normative"),
        ("GB 3", "normative"),
    ]


@pytest.mark.parametrize(
    ("heading", "following"),
    [
        ("2 规范性引用文件", "3 术语和定义"),
        ("2 规范性引用文件", "3 光源的选择"),
        ("规范性引用文件", "术语和定义"),
        ("规范性引用文件", "光源的选择"),
        ("二、引用文件", "三、总则"),
        ("2 Normative references", "3 Terms and definitions"),
        ("规范性引用文件", "附录 A（资料性）计算"),
    ],
)
def test_next_heading_ends_the_normative_references(heading: str, following: str) -> None:
    found = roles(heading, "GB 2-2000 试验", following, "按 GB 3-2000。")
    assert [role for _key, role, _degree in found] == ["normative", "mention"]


def test_table_of_contents_opens_no_section() -> None:
    found = wrapped("1 范围 ........ 1\n2 规范性引用文件 ........ 1\n按 GB 3-2000")
    assert [one.role for one in found] == ["mention"]


def test_line_of_a_wrapped_title_that_begins_with_a_figure_is_no_heading() -> None:
    found = wrapped("2 规范性引用文件\nGB 2-2000 环境试验 第\n3 部分：方法\nGB 3-2000 灯具\n3 术语\n按 GB 4-2000")
    assert [(one.docid.key, one.role.value, one.title) for one in found] == [
        ("GB 2-2000", "normative", "环境试验 第3 部分：方法"),
        ("GB 3-2000", "normative", "灯具"),
        ("GB 4-2000", "mention", ""),
    ]


def test_bibliography_is_told_apart_from_normative_references() -> None:
    found = roles("2 规范性引用文件", "GB 2-2000 试验", "参考文献", "[1] GB 3-2000 方法")
    assert [role for _key, role, _degree in found] == ["normative", "bibliography"]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("参 考 文 献", "bibliography"),
        ("参　考　文　献", "bibliography"),
        ("参  考  文  献", "bibliography"),
        ("2 规 范 性 引 用 文 件", "normative"),
        ("规　范　性　引　用　文　件", "normative"),
    ],
)
def test_heading_set_with_blanks_between_its_characters_opens_its_section(heading: str, role: str) -> None:
    assert roles(heading, "GB 2-2000 试验") == [("GB 2-2000", role, "")]


@pytest.mark.parametrize("following", ["前 言", "前　　言", "引 言", "3 术 语 和 定 义", "附　录　A"])
def test_heading_set_with_blanks_between_its_characters_ends_a_section(following: str) -> None:
    found = wrapped(f"规范性引用文件\nGB 2-2000 试验\n{following}\n按 GB 3-2000。")
    assert [one.role.value for one in found] == ["normative", "mention"]


def test_adoption_named_in_normative_references_is_an_adoption() -> None:
    assert roles("2 规范性引用文件", "GB/T 2423.55—2006 环境试验（IEC 60068-2-75:1997，IDT）") == [
        ("GB/T 2423.55-2006", "normative", ""),
        ("IEC 60068-2-75:1997", "adoption", "IDT"),
    ]


def test_page_header_belongs_to_no_section() -> None:
    reader = MentionReader()
    list(reader.read(Passage("2 规范性引用文件", PARAGRAPH)))
    (found,) = reader.read(Passage("GB 2-2000", Reason.of("sheets.place.header", number=1)))
    assert found.role == "mention"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("按 GB 7000.1—2015《灯具 第1部分》执行", "灯具 第1部分"),
        ("按《灯具》（GB 7000.1—2015）执行", "灯具"),
        ("按《灯具》GB 7000.1—2015 执行", "灯具"),
        ("GB 7000.1—2015 灯具 第1部分：一般要求与试验", ""),
        ("GB 7000.1—2015\n《灯具》", "灯具"),
        ("《灯具》\n（GB 7000.1—2015）", "灯具"),
        ("GB 7000.1-2007等效采用IEC 60598-1:2003", ""),
        ("IEC 60050-845, see 3.1", ""),
        ("（IEC 62031:2018，MOD）", ""),
        ("GB/T 24823—2009\n依据GB/T…", ""),
        ("GB 7000.1—2015 规定了灯具的要求", ""),
        ("GB 7000.1—2015 灯具，见附录", ""),
        ("GB 7000.1—2015 GB 7000.2—2008", ""),
        ("应符合 GB 7000.1—2015 的要求", ""),
        ("GB 7000.1—2015", ""),
    ],
)
def test_title_outside_a_list_of_references_stands_in_brackets(text: str, title: str) -> None:
    assert mentions(text)[0].title == title


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        ("GB 7000.1—2015 灯具 第1部分：一般要求与试验", "灯具 第1部分：一般要求与试验"),
        ("3) GB 7000.1—2015 灯具", "灯具"),
        ("[3] IEC 60598-1:2020, Luminaires", "Luminaires"),
        ("GB 7000.1—2015灯具（IEC 60598-1:2014，IDT）", "灯具"),
        ("GB/T 3906—2020 3.6kV～40.5kV交流金属封闭开关设备", "3.6kV～40.5kV交流金属封闭开关设备"),
        ("GB 17945—2010 应急照明系统", "应急照明系统"),
        ("GB/T 1.1—2020 标准化工作导则", "标准化工作导则"),
        ("IEC 62504, Terms, see 3.1", "Terms"),
        ("GB 7000.1—2015 灯具，见第3章", "灯具"),
        ("（IEC 62031:2018，MOD）", ""),
        ("(see IEC 62031:2018, Modules)", ""),
        ("IEC 62031:2018, MOD", ""),
        ("GB 7000.1-2007等效采用IEC 60598-1:2003", ""),
        ("GB 7000.1-2007 等同采用国际标准", ""),
        ("IEC 60050-845, see 3.1", ""),
        ("IEC 60050-845, Clause 3 and Annex A", ""),
        ("IEC 60050-845, 3.1 and 3.2", ""),
        ("IEC 60050-845 applies to lamps", ""),
        ("GB 7000.1—2015，第三章", ""),
        ("GB 7000.1—2015 规定了灯具的要求", ""),
        ("GB/T 24823—2009\n依据GB/T…", ""),
        ("GB/T 24823—2009\n依据下列标准检验。", ""),
        ("GB/T 24823—2009\n配合 GB 7000.1—2015", ""),
        ("GB/T 24823—2009 和 GB 7000.1—2015 适用", ""),
    ],
)
def test_title_of_an_entry_is_what_names_the_standard(entry: str, title: str) -> None:
    assert wrapped("2 规范性引用文件\n" + entry)[0].title == title


def test_title_in_brackets_belongs_to_one_number() -> None:
    found = mentions(
        "GB 1-2000《灯具》GB 2-2000", "《光源》GB 3-2000\n《开关》GB 4-2000", "GB 5-2000《电缆》\nGB 6-2000"
    )
    assert [(one.docid.key, one.title) for one in found] == [
        ("GB 1-2000", "灯具"),
        ("GB 2-2000", ""),
        ("GB 3-2000", "光源"),
        ("GB 4-2000", "开关"),
        ("GB 5-2000", "电缆"),
        ("GB 6-2000", ""),
    ]


def test_title_of_an_entry_goes_on_over_lines_and_ends_before_its_brackets() -> None:
    found = wrapped(
        "2 规范性引用文件\nGB/T 2—2006 环境试验 第2部分：\n试验方法（IEC 2:1997，IDT）\n"
        "[2] ISO 1:2018, Quality of\nlight\n7"
    )
    assert [(one.docid.key, one.title) for one in found] == [
        ("GB/T 2-2006", "环境试验 第2部分：试验方法"),
        ("IEC 2:1997", ""),
        ("ISO 1:2018", "Quality of light"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("见 GB/T\n19001—2016", [("GB/T 19001-2016", "GB/T 19001—2016", 1)]),
        ("见 GB/T 7000.\n1-2015", [("GB/T 7000.1-2015", "GB/T 7000.1-2015", 1)]),
        ("一\n见 GB/T 24823—\n2017", [("GB/T 24823-2017", "GB/T 24823—2017", 2)]),
        ("ISO/IEC\n17025:2017", [("ISO/IEC 17025:2017", "ISO/IEC 17025:2017", 1)]),
        ("GB/T 2423.1、\n2423.2", [("GB/T 2423.1", "GB/T 2423.1", 1), ("GB/T 2423.2", "2423.2", 2)]),
        ("GB/T 7000.\n1 范围", [("GB/T 7000", "GB/T 7000", 1)]),
        ("GB 7000.1\n2017-01-01", [("GB 7000.1", "GB 7000.1", 1)]),
    ],
)
def test_number_broken_over_lines_is_one_and_stands_where_it_begins(
    text: str, expected: list[tuple[str, str, int]]
) -> None:
    found = [(one.docid.key, one.raw, int(dict(one.place.params)["number"])) for one in wrapped(text)]
    assert found == expected


def test_lines_become_passages_that_blank_lines_part() -> None:
    lines = [(1, "a"), (2, "b"), (4, "c"), (5, "  "), (6, "d")]
    assert [(one.text, one.first_line) for one in passages_of_lines(lines)] == [("a\nb", 1), ("c", 4), ("d", 6)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GB/T\n19001", "GB/T 19001"),
        ("7000.\n1", "7000.1"),
        ("灯具\n要求", "灯具要求"),
        ("of\n light", "of light"),
        ("x", "x"),
    ],
)
def test_stretch_over_lines_reads_as_one(text: str, expected: str) -> None:
    assert in_one_line(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("、".join(f"GB/T {number}-2017" for number in range(10_000, 12_000)), 2_000),
        ("代替" * 100_000 + "GB 1-2000", 1),
        ("《" * 100_000 + "GB 1-2000" + "》" * 100_000, 1),
        ("2 规范性引用文件\n" + "3 " * 100_000 + "GB 1-2000", 1),
        ("（" * 100_000 + "IDT", 0),
        ("附录" * 100_000, 0),
        ("\n" * 100_000 + "GB 1-2000", 1),
    ],
)
def test_hostile_text_is_read_to_its_end(text: str, count: int) -> None:
    assert len(wrapped(text)) == count
