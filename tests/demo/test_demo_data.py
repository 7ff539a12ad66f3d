"""The demonstration data is what its README says: facts with a source, in canonical form."""

import csv
import datetime as dt
import os
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from guiju.kernel.docid import parse

DEMO = files("guiju.demo")
FILES = ("standards.csv", "references.csv", "sources.csv", "classifications.csv", "example_list.csv")
COLUMNS = (
    "number,title_zh,title_en,level,mandate,status,issued,effective,withdrawn,ics,ccs,adopts,adoption_degree,"
    "replaces,replaced_by,committee,source,seen_at,evidence"
)
NO_LEVEL = {
    "CQC 1106-2014", "CQC 3105-2018", "CQC 3127-2016", "CQC 3128-2013", "CQC 3129-2010",
    "CQC 3129-2013", "CQC 3147-2014", "CQC 3148-2014", "CQC 3155-2016",
}  # fmt: skip
WRITTEN_OUT = {"GB 7000-86": "GB 7000-1986", "CJJ 45-91": "CJJ 45-1991"}
BETTER_STATUS = {
    "GB 37478-2025": "现行 (per source)",
    "GB 51309-2018": "现行",
    "GB 55024-2022": "现行",
    "GB/T 50034-2024": "现行",
}


def read(name: str) -> list[dict[str, str]]:
    """The rows of one file of the demonstration."""
    text = DEMO.joinpath(name).read_bytes().decode("utf-8")
    return list(csv.DictReader(text.splitlines(keepends=True), strict=True))


def several(cell: str) -> list[str]:
    """The values of one cell."""
    return cell.split("; ") if cell else []


STANDARDS = read("standards.csv")
REFERENCES = read("references.csv")
SOURCES = read("sources.csv")
CLASSIFICATIONS = read("classifications.csv")
BY_NUMBER = {row["number"]: row for row in STANDARDS}
CHINESE = [row for row in STANDARDS if row["level"] != "international"]


def shared(*parts: str) -> Path:
    """A file of the shared collection; the test is skipped where there is none."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    path = Path(os.environ.get("GUIJU_SHARED_DATA", beside)).joinpath(*parts)
    if not path.exists():
        pytest.skip("no shared data: set GUIJU_SHARED_DATA")
    return path


def shared_standards() -> list[dict[str, str]]:
    """The lighting standards of the shared collection, with two-digit years written out."""
    with shared("led", "led_standards.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [row | {"number": WRITTEN_OUT.get(row["number"], row["number"])} for row in rows]


@pytest.mark.parametrize("name", FILES)
def test_file_is_utf8_with_unix_line_ends_and_full_rows(name: str) -> None:
    data = DEMO.joinpath(name).read_bytes()
    rows = list(csv.reader(data.decode("utf-8").splitlines(keepends=True), strict=True))
    assert (b"\r" in data, data.startswith(b"\xef\xbb\xbf"), data.endswith(b"\n")) == (False, False, True)
    assert {len(row) for row in rows} == {len(rows[0])}


def test_standards_header_is_the_agreed_one() -> None:
    assert ",".join(STANDARDS[0]) == COLUMNS


def test_counts_equal_the_ones_counted_by_hand() -> None:
    assert Counter(row["level"] for row in STANDARDS) == {
        "national": 153,
        "industry": 14,
        "local": 4,
        "group": 18,
        "enterprise": 1,
        "": 9,
        "international": 396,
    }
    assert (len(REFERENCES), len(SOURCES), len(CLASSIFICATIONS), len(read("example_list.csv"))) == (
        99,
        116,
        81,
        68,
    )


def test_readme_file_table_states_the_real_counts() -> None:
    text = DEMO.joinpath("README.md").read_text(encoding="utf-8")
    stated = {name: int(rows) for name, rows in re.findall(r"^\| (\w+\.csv) \| (\d+) \|", text, re.MULTILINE)}
    assert stated == {name: len(read(name)) for name in FILES}


def test_readme_table_of_chinese_rows_states_the_real_counts() -> None:
    text = DEMO.joinpath("README.md").read_text(encoding="utf-8")
    _, _, table = text.partition("| of the 199 Chinese rows | rows |")
    stated = [int(count) for count in re.findall(r"^\| [^|]+ \| (\d+) \|$", table.partition("## ")[0], re.MULTILINE)]
    columns = (
        "status", "issued", "effective", "title_zh", "title_en", "adopts", "adoption_degree",
        "ics", "ccs", "replaces", "replaced_by",
    )  # fmt: skip
    filled = [sum(1 for row in CHINESE if row[column]) for column in columns]
    assert stated == [*filled, sum(1 for row in CHINESE if row["evidence"].startswith("seen whole"))]


def test_number_and_source_together_are_unique() -> None:
    pairs = Counter((row["number"], row["source"]) for row in STANDARDS)
    assert [pair for pair, count in pairs.items() if count > 1] == []


def test_rows_are_sorted_so_that_changes_read_well() -> None:
    assert [row["number"] for row in STANDARDS] == sorted(row["number"] for row in STANDARDS)
    assert [(row["from"], row["to"]) for row in REFERENCES] == sorted((row["from"], row["to"]) for row in REFERENCES)
    assert [row["key"] for row in SOURCES] == sorted(row["key"] for row in SOURCES)


def test_levels_are_of_the_closed_set_and_empty_only_for_certification_specifications() -> None:
    levels = {"national", "industry", "local", "group", "enterprise", "international", "regional", "foreign"}
    assert {row["number"] for row in STANDARDS if row["level"] not in levels} == NO_LEVEL
    assert {BY_NUMBER[number]["level"] for number in NO_LEVEL} == {""}


def test_mandates_are_of_the_closed_set() -> None:
    assert {row["mandate"] for row in STANDARDS} <= {"mandatory", "recommended", "guidance", ""}


def test_degrees_stand_only_beside_an_adopted_number() -> None:
    assert {row["adoption_degree"] for row in STANDARDS} == {"", "IDT", "MOD"}
    assert [row["number"] for row in STANDARDS if row["adoption_degree"] and not row["adopts"]] == []


def test_numbers_are_their_own_canonical_form() -> None:
    # alliance numbers from before group standards (CSA, SQL/LSA) share letters with other bodies; CIE writes two forms
    usual = [row["number"] for row in STANDARDS if not row["number"].startswith(("CSA ", "SQL/LSA ", "CIE "))]
    assert [parse(number).canonical for number in usual] == usual
    assert len(STANDARDS) - len(usual) == 5 + 3 + 5


def test_look_up_keys_of_all_editions_differ() -> None:
    assert [
        key for key, count in Counter(parse(row["number"]).key for row in CHINESE).items() if key and count > 1
    ] == []


@pytest.mark.parametrize("column", ["issued", "effective", "withdrawn", "seen_at"])
def test_dates_are_iso_dates_with_their_own_precision(column: str) -> None:
    for row in STANDARDS:
        if row[column]:
            assert re.fullmatch(r"\d{4}(-\d\d){0,2}", row[column]), row["number"]
            dt.date.fromisoformat(row[column] + "-01-01"[len(row[column]) - 4 :])


def test_no_edition_is_in_force_before_it_is_issued() -> None:
    both = [row for row in STANDARDS if row["issued"] and row["effective"]]
    assert [row["number"] for row in both if row["effective"] < row["issued"]] == []


@pytest.mark.parametrize("column", ["adopts", "replaces", "replaced_by"])
def test_relation_targets_are_numbers_of_their_own(column: str) -> None:
    for row in STANDARDS:
        for target in several(row[column]):
            assert re.fullmatch(r"[A-Z][A-Z/]*(?: [A-Z]+)*(?: S)? \d[\w./:+-]*", target), row["number"]
            assert target != row["number"]


def test_references_start_from_a_row_and_name_a_number() -> None:
    assert {row["from"] for row in REFERENCES} - BY_NUMBER.keys() == set()
    assert [row for row in REFERENCES if not re.fullmatch(r"[A-Z][A-Z/]*(?: [A-Z]+)? \d[\w./:-]*", row["to"])] == []


def test_reference_is_dated_exactly_when_its_number_has_a_year() -> None:
    has_year = re.compile(r"[-:](?:19|20)\d\d$")
    assert [row for row in REFERENCES if (row["dated"] == "yes") != bool(has_year.search(row["to"]))] == []


def test_source_keys_are_all_defined_and_all_used() -> None:
    used = {key for row in (*STANDARDS, *REFERENCES) for key in several(row["source"])}
    assert used == {row["key"] for row in SOURCES}
    assert [row["number"] for row in STANDARDS if not row["source"]] == []


def test_source_rank_follows_from_its_kind_alone() -> None:
    ranks = {(row["kind"], row["rank"]) for row in SOURCES}
    assert ranks == {("bibliographic", "2"), ("service", "3"), ("press", "4")}


def test_sources_link_no_page_or_host_of_the_notification_samples() -> None:
    text = "".join(shared("tbt", name).read_text(encoding="utf-8") for name in ("sample_a.json", "sample_b.json"))
    samples = re.findall(r'https?://[^"\s]+', text)
    ours = {row["url"] for row in SOURCES if row["url"]}
    hosts = {urlsplit(url).netloc for url in ours} & {urlsplit(url).netloc for url in samples}
    assert ours & set(samples) == set()
    assert hosts == {"gdtbt.org.cn"}  # a TBT office's own site, not a mirror


def test_classifications_hold_every_code_in_use_and_its_parents() -> None:
    have = {(row["scheme"], row["code"]) for row in CLASSIFICATIONS}
    ics = {code for row in STANDARDS for code in several(row["ics"])}
    ccs = {code for row in STANDARDS for code in several(row["ccs"])}
    parents = {code.rpartition(".")[0] for code in ics if "." in code} | {code[:2] for code in ics}
    assert {("ICS", code) for code in ics | parents} - have == set()
    assert {("CCS", code) for code in ccs | {code[0] for code in ccs}} - have == set()
    assert [row for row in CLASSIFICATIONS if not row["title_zh"] and not row["title_en"]] == []


def test_luminaire_standard_chain_is_the_published_one() -> None:
    chain = [BY_NUMBER[f"GB 7000.1-{year}"]["replaced_by"] for year in (1996, 2002, 2007, 2015)]
    assert chain == ["GB 7000.1-2002", "GB 7000.1-2007", "GB 7000.1-2015", "GB/T 7000.1-2023"]


def test_led_module_safety_has_all_editions_of_the_adopted_number() -> None:
    found = {number: row["status"] for number, row in BY_NUMBER.items() if number.startswith("IEC 62031:")}
    assert BY_NUMBER["GB 24819-2009"]["adopts"] == "IEC 62031:2008"
    assert found == {
        "IEC 62031:2008": "REVISED",
        "IEC 62031:2008/AMD1:2012": "REVISED",
        "IEC 62031:2008+AMD1:2012 CSV": "REVISED",
        "IEC 62031:2008/AMD2:2014": "REVISED",
        "IEC 62031:2008+AMD1:2012+AMD2:2014 CSV": "REVISED",
        "IEC 62031:2018": "REVISED",
        "IEC 62031:2026": "PUBLISHED",
    }


def test_shared_lighting_standards_are_all_here_with_their_own_status_word() -> None:
    expected = {row["number"]: row["status"] for row in shared_standards()} | BETTER_STATUS
    assert {row["number"]: row["status"] for row in CHINESE} == expected


def test_shared_dates_are_carried_over_unchanged() -> None:
    theirs = {row["number"]: (row["issued"], row["effective"]) for row in shared_standards()}
    added = {"GB 51309-2018": "2019-03-01", "GB 55024-2022": "2022-10-01", "GB/T 50034-2024": "2024-11-01"}
    expected = theirs | {number: ("", effective) for number, effective in added.items()}
    assert {row["number"]: (row["issued"], row["effective"]) for row in CHINESE} == expected


def test_example_list_has_the_five_columns_and_numbers_its_lines() -> None:
    rows = read("example_list.csv")
    assert list(rows[0]) == ["序号", "标准编号", "标准名称", "使用部门", "备注"]
    assert [row["序号"] for row in rows] == [str(line) for line in range(1, 69)]


def test_example_list_has_every_kind_of_trouble() -> None:
    cells = [row["标准编号"] for row in read("example_list.csv")]
    kinds = {
        "full width": r"ＧＢ",
        "em dash": "—",
        "en dash": "–",
        "minus": "−",
        "full-width dash": "－",
        "doubled dash": "--",
        "lower case": r"^gb",
        "no space": r"^GB\d",
        "no slash": r"^GBT",
        "no year": r"^GB 7000\.7$",
        "two numbers": r"、|\n",
        "enterprise": r"^Q/",
        "no such number": r"2031$",
        "no number": r"^[\u4e00-\u9fff]+$",
        "blank": r"^$",
    }
    assert [kind for kind, pattern in kinds.items() if not any(re.search(pattern, cell) for cell in cells)] == []
