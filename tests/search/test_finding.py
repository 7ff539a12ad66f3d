"""What is found, and in what order, over records written as imports write them."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from guiju.catalogue.services.classifying import CodeTitle, save_classifications
from guiju.kernel.reasons import Reason
from guiju.platform.events import Happening, emit
from guiju.search import meaning, tantivy_engine
from guiju.search.finding import Finder, Found, Search, Wanted
from guiju.search.readings import Reading
from guiju.search.terms import TermsError
from guiju.search.understanding import understand
from tests.factories import given_standards
from tests.search.conftest import Searching

LAMPS = (
    {
        "number": "GB/T 24827-2009",
        "title_zh": "道路与街路照明灯具性能要求",
        "status": "废止",
        "withdrawn": "2016-05-01",
    },
    {
        "number": "GB/T 24827-2015",
        "title_zh": "道路与街路照明灯具性能要求",
        "status": "现行",
        "effective": "2016-05-01",
        "replaces": "GB/T 24827-2009",
    },
    {
        "number": "GB/T 29293-2012",
        "title_zh": "LED筒灯性能测量方法",
        "title_en": "Measurement methods for LED downlights",
        "status": "现行",
        "effective": "2013-09-01",
    },
    {
        "number": "GB 7000.203-2013",
        "title_zh": "灯具 第2-3部分:特殊要求 道路与街路照明灯具",
        "status": "现行",
        "effective": "2015-07-01",
        "ics": "29.140.40",
        "ccs": "K72",
        "adopts": "IEC 60598-2-3:2011",
        "adoption_degree": "IDT",
    },
    {
        "number": "IEC 60598-2-3:2011",
        "title_en": "Luminaires for road and street lighting",
        "status": "现行",
        "effective": "2011-01-01",
    },
    {
        "number": "JB/T 6880.1-2013",
        "title_zh": "潜水电泵",
        "title_en": "Submersible pumps",
        "status": "现行",
        "effective": "2014-01-01",
    },
)


@pytest.fixture
def lamps(find: Searching) -> Searching:
    given_standards(*LAMPS)
    return find


def _codes(found: Found) -> list[str]:
    return [reason.code for reason in found.understood]


@pytest.mark.parametrize(
    "query", ["GB/T 24827-2009", "gbt24827-2009", "ＧＢ／Ｔ２４８２７—２００９", "GB / T 24827 - 2009"]
)
def test_find_dated_number_in_any_spelling_comes_first_though_withdrawn(lamps: Searching, query: str) -> None:
    assert lamps(query).keys[:2] == ["GB/T 24827-2009", "GB/T 24827-2015"]


@pytest.mark.parametrize("query", ["GB/T 24827", "gb24827", "24827", "GB 24827"])
def test_find_undated_number_has_the_edition_in_force_first(lamps: Searching, query: str) -> None:
    assert lamps(query).keys == ["GB/T 24827-2015", "GB/T 24827-2009"]


def test_find_year_that_never_was_leads_to_the_other_editions(lamps: Searching) -> None:
    assert lamps("GB/T 24827-2012").keys == ["GB/T 24827-2015", "GB/T 24827-2009"]


def test_find_what_replaces_has_the_successor_first(lamps: Searching) -> None:
    assert lamps("GB/T 24827-2009 替代").keys[0] == "GB/T 24827-2015"


def test_find_international_number_has_the_identical_adoption_first(lamps: Searching) -> None:
    assert lamps("IEC 60598-2-3").keys == ["GB 7000.203-2013", "IEC 60598-2-3:2011"]
    assert lamps("IEC 60598-2-3:2011").keys == ["IEC 60598-2-3:2011", "GB 7000.203-2013"]


def test_find_beginning_of_a_number_finds_what_continues_it(lamps: Searching) -> None:
    assert lamps("GB/T 2929").keys == ["GB/T 29293-2012"]


@pytest.mark.parametrize("query", ["泵", "电泵", "潜水电泵", "pumps", "Submersible pump", "submersibel", "潛水電泵"])
def test_find_one_or_more_characters_stems_typos_and_traditional_all_find(lamps: Searching, query: str) -> None:
    assert lamps(query).keys == ["JB/T 6880.1-2013"]


@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_find_any_stretch_of_a_chinese_title_finds_the_record(lamps: Searching, length: int) -> None:
    title = "道路与街路照明灯具性能要求"
    lamps()
    for start in range(len(title) - length + 1):
        found = lamps.search.find(Wanted(title[start : start + length]))
        assert {"GB/T 24827-2009", "GB/T 24827-2015"} <= set(found.keys), title[start : start + length]


def test_find_words_in_force_come_before_withdrawn(lamps: Searching) -> None:
    assert lamps("道路与街路照明灯具性能要求").keys[:2] == ["GB/T 24827-2015", "GB/T 24827-2009"]


def test_find_mixed_query_takes_prefix_word_and_year(lamps: Searching) -> None:
    found = lamps("gb 灯具 2015")
    assert found.keys[0] == "GB/T 24827-2015"
    assert _codes(found) == ["search.body", "search.words", "search.year", "search.some_words"] or _codes(found) == [
        "search.body",
        "search.words",
        "search.year",
    ]


def test_find_exclusion_leaves_records_out(lamps: Searching) -> None:
    assert lamps("街路照明 -性能").keys == ["GB 7000.203-2013", "IEC 60598-2-3:2011"]


def test_find_phrase_wants_the_characters_in_this_order(lamps: Searching) -> None:
    assert lamps('"性能测量"').keys == ["GB/T 29293-2012"]
    assert lamps('"测量性能"').keys == []


def test_find_title_of_the_adopting_standard_is_borrowed(lamps: Searching) -> None:
    assert set(lamps("luminaires road").keys) == {"GB 7000.203-2013", "IEC 60598-2-3:2011"}


def test_find_misspelt_word_says_what_was_taken(lamps: Searching) -> None:
    found = lamps("submersibel")
    assert [(reason.code, dict(reason.params)) for reason in found.understood][-1] == (
        "search.corrected",
        {"word": "submersibel", "near": "submersibl"},
    )
    assert [reading.query for reading in found.readings] == ['"submersibel"']


def test_find_other_readings_are_queries_of_their_own(lamps: Searching) -> None:
    readings = lamps("GB/T 24827 2").readings
    assert [(reading.reason.code, reading.query) for reading in readings] == [("search.as_number", "GB/T 24827.2")]
    assert isinstance(readings[0], Reading)


def test_find_filters_and_facets_count_what_is_found(lamps: Searching) -> None:
    found = lamps("照明", facets=("level", "status", "ics"), on=dt.date(2026, 1, 1))
    assert found.total == 4
    assert found.facets["level"] == [("national", 3), ("international", 1)]
    assert found.facets["status"] == [("in_force", 3), ("replaced", 1)]
    assert found.facets["ics"] == [("29", 1), ("29.140", 1), ("29.140.40", 1)]
    assert lamps("照明", values={"ics": ("29.140",)}).keys == ["GB 7000.203-2013"]


def test_find_status_is_that_of_the_day_asked_for(lamps: Searching) -> None:
    then = dt.date(2015, 12, 1)
    assert lamps("24827", status=("in_force",), on=then).keys == []
    assert lamps("24827", status=("published",), on=then).keys == ["GB/T 24827-2015"]
    assert lamps("24827", status=("in_force",), on=dt.date(2026, 1, 1)).keys == ["GB/T 24827-2015"]
    unknown = lamps("24827", status=("unknown",), on=then).keys
    assert unknown == ["GB/T 24827-2009"]


def test_find_word_for_a_status_confines_to_it(lamps: Searching) -> None:
    assert lamps("街路照明 废止").keys == ["GB/T 24827-2009"]


def test_find_words_with_a_small_word_between_as_typed_come_first(find: Searching) -> None:
    given_standards(
        {"number": "ISO 1:2020", "title_en": "Machinery for textiles - Safety"},
        {"number": "ISO 2:2020", "title_en": "Safety of machinery - Textiles"},
    )
    assert find("safety of machinery").keys == ["ISO 2:2020", "ISO 1:2020"]


def test_find_years_confine(lamps: Searching) -> None:
    assert lamps("照明", years=(2012, 2014)).keys == ["GB 7000.203-2013"]
    assert lamps("照明 2009年以前").keys == ["GB/T 24827-2009"]


@pytest.mark.parametrize(
    ("order", "first"),
    [("number", "GB 7000.203-2013"), ("newest", "GB/T 24827-2015"), ("oldest", "IEC 60598-2-3:2011")],
)
def test_find_ordered_otherwise_follows_that_order(lamps: Searching, order: str, first: str) -> None:
    assert lamps("照明", order=order).keys[0] == first


def test_find_nothing_typed_lists_everything(lamps: Searching) -> None:
    assert lamps("").total == 6


def test_find_page_goes_on_where_the_last_ended(lamps: Searching) -> None:
    whole = lamps("照明").keys
    assert lamps("照明", limit=2).keys + lamps("照明", limit=2, offset=2).keys == whole


def test_keys_are_all_in_the_order_of_find_whatever_the_limit(
    lamps: Searching, monkeypatch: pytest.MonkeyPatch
) -> None:
    lamps()
    monkeypatch.setattr(tantivy_engine, "KEYS_AT_ONCE", 2)
    numbered = ["GB 7000.203-2013", "GB/T 24827-2009", "GB/T 24827-2015", "GB/T 29293-2012", "IEC 60598-2-3:2011"]
    assert list(lamps.search.keys(Wanted("灯", order="number", limit=1, offset=3))) == numbered
    assert list(lamps.search.keys(Wanted("道路灯具"))) == lamps("道路灯具").keys
    assert len(list(lamps.search.keys(Wanted("")))) == 6


def test_keys_of_words_held_in_part_are_those_find_gives(lamps: Searching) -> None:
    assert list(lamps.search.keys(Wanted("submersible tunnel"))) == ["JB/T 6880.1-2013"]
    assert list(lamps.search.keys(Wanted("???"))) == []


def test_suggest_follows_what_is_typed(lamps: Searching) -> None:
    lamps()
    assert [hit.key for hit in lamps.search.suggest("GB/T 248")] == ["GB/T 24827-2015", "GB/T 24827-2009"]
    assert [hit.title for hit in lamps.search.suggest("subm")] == ["潜水电泵\nSubmersible pumps"]
    assert lamps.search.suggest(" ") == ()


def test_find_change_of_a_record_is_found_by_every_process(lamps: Searching) -> None:
    other = Search(lamps.folder / "index", lamps.folder / "terms.csv")
    assert lamps("tunnel").keys == []
    given_standards({**LAMPS[5], "title_en": "Pumps for tunnels"})
    assert lamps("tunnel").keys == ["JB/T 6880.1-2013"]
    assert other.find(Wanted("tunnel")).keys == ["JB/T 6880.1-2013"]
    assert other.find(Wanted("")).total == 6


def test_find_new_edition_puts_the_old_one_behind(lamps: Searching) -> None:
    assert lamps("GB/T 29293").keys == ["GB/T 29293-2012"]
    given_standards(
        {
            "number": "GB/T 29293-2020",
            "title_zh": "LED筒灯性能测量方法",
            "status": "现行",
            "effective": "2021-01-01",
            "replaces": "GB/T 29293-2012",
        }
    )
    assert lamps("GB/T 29293").keys == ["GB/T 29293-2020", "GB/T 29293-2012"]


def test_find_what_only_another_source_states_is_found(lamps: Searching) -> None:
    assert lamps("CIE 115").keys == []
    given_standards({"number": "GB/T 24827-2015", "adopts": "CIE 115:2010", "adoption_degree": "MOD"}, source="shop")
    assert lamps("CIE 115").keys == ["GB/T 24827-2015"]


def test_find_title_borrowed_from_what_is_adopted_no_longer_goes(lamps: Searching) -> None:
    assert lamps("街路", values={"body": ["IEC"]}).keys == ["IEC 60598-2-3:2011"]
    given_standards({name: value for name, value in LAMPS[3].items() if not name.startswith("adopt")})
    assert lamps("街路", values={"body": ["IEC"]}).keys == []


def test_find_word_of_a_code_named_anew_is_found(lamps: Searching) -> None:
    assert lamps("boulevard").keys == []
    save_classifications(codes=[CodeTitle("CCS", "K72", "", "Boulevards")])
    assert lamps("boulevard").keys == ["GB 7000.203-2013"]


def test_find_record_that_is_gone_is_found_no_more(lamps: Searching) -> None:
    assert lamps.search.size == 0
    lamps()
    assert lamps.search.size == 6
    emit([Happening("standard.updated", ("standard", "GB/T 0-1900"))])
    assert lamps("").total == 6


def test_find_deleted_index_comes_back(lamps: Searching) -> None:
    assert lamps("泵").total == 1
    shutil.rmtree(lamps.folder / "index")
    assert lamps("泵").total == 1


def test_find_damaged_pointer_is_an_index_that_is_not_there(lamps: Searching) -> None:
    assert lamps("泵").total == 1
    (lamps.folder / "index" / "live.json").write_text("{", encoding="utf-8")
    assert lamps("泵").total == 1


def test_rebuild_replaces_the_folder_and_keeps_readers_reading(lamps: Searching) -> None:
    lamps()
    before = {path.name for path in (lamps.folder / "index").iterdir() if path.is_dir()}
    assert lamps.search.rebuild() == 6
    after = {path.name for path in (lamps.folder / "index").iterdir() if path.is_dir()}
    assert (len(before), len(after), before & after) == (1, 1, set())
    assert lamps("泵").keys == ["JB/T 6880.1-2013"]


def test_find_term_of_the_officials_finds_across_languages(lamps: Searching) -> None:
    assert lamps("boulevard").keys == []
    (lamps.folder / "terms.csv").write_text("zh,en,weight,origin\n街路,boulevards,1,office\n", encoding="utf-8")
    lamps.search.rebuild()
    assert lamps("boulevard").keys == ["GB/T 24827-2015", "GB/T 24827-2009"]


def test_catch_up_after_an_edit_of_the_terms_has_them_in_the_index(lamps: Searching) -> None:
    assert lamps("boulevard").keys == []
    (lamps.folder / "terms.csv").write_text("zh,en,weight,origin\n街路,boulevards,1,office\n", encoding="utf-8")
    assert lamps.search.catch_up()
    assert lamps("boulevard").keys == ["GB/T 24827-2015", "GB/T 24827-2009"]
    folders = {path.name for path in (lamps.folder / "index").iterdir() if path.is_dir()}
    assert lamps.search.catch_up()
    assert {path.name for path in (lamps.folder / "index").iterdir() if path.is_dir()} == folders


def test_find_goes_on_where_the_terms_cannot_be_read(lamps: Searching) -> None:
    (lamps.folder / "terms.csv").write_text("zh,en,weight,origin\n街路,,1,office\n", encoding="utf-8")
    assert lamps("泵").keys == ["JB/T 6880.1-2013"]
    (lamps.folder / "terms.csv").touch()
    with pytest.raises(TermsError, match=r"terms\.csv, row 2"):
        lamps.search.catch_up()


def test_find_that_builds_leaves_the_reading_of_many_titles_to_the_background(
    lamps: Searching, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[list[str]] = []
    monkeypatch.setattr(meaning.Meaning, "add", lambda _self, titles, _progress=None: read.append(sorted(titles)))
    monkeypatch.setattr(meaning, "AT_ONCE", 2)
    assert lamps("潜水电泵").keys == ["JB/T 6880.1-2013"]
    assert read == []
    Search(lamps.folder / "index", lamps.folder / "terms.csv").catch_up()
    in_force = [
        "LED筒灯性能测量方法",
        "Luminaires for road and street lighting",
        "潜水电泵",
        "灯具 第2-3部分:特殊要求 道路与街路照明灯具",
        "道路与街路照明灯具性能要求",
    ]
    assert read == [in_force]
    Search(lamps.folder / "index", lamps.folder / "terms.csv").catch_up()
    assert read == [in_force]


def test_find_word_no_record_holds_is_said_and_not_looked_for_by_its_characters(lamps: Searching) -> None:
    found = lamps("电路")
    assert found.keys == []
    assert found.understood == (
        Reason.of("search.words", words="电路"),
        Reason.of("search.absent", word="电路"),
    )


def test_find_word_half_of_which_is_held_is_found_by_that_half(lamps: Searching) -> None:
    assert lamps("测量网络").keys == ["GB/T 29293-2012"]
    assert lamps("小测量").keys == ["GB/T 29293-2012"]


def _told(found: Found) -> list[tuple[str, str]]:
    """The remarks besides how the text was read: code and number or word."""
    return [
        (reason.code, " ".join(value for _name, value in reason.params))
        for reason in found.understood
        if reason.code not in {"search.identifier", "search.words", "search.adopters"}
    ]


@pytest.mark.parametrize(
    ("query", "first", "told"),
    [
        (
            "SN/T 29293",
            "GB/T 29293-2012",
            [("search.not_held", "SN/T 29293"), ("search.not_held_digits", "")],
        ),
        ("GB/T 2929", "GB/T 29293-2012", [("search.not_held", "GB/T 2929"), ("search.not_held_begins", "")]),
        ("GB/T 29299", "GB/T 29293-2012", [("search.not_held", "GB/T 29299"), ("search.not_held_near", "")]),
        ("GB/T 24827-2012", "GB/T 24827-2015", [("search.not_held_year", "GB/T 24827-2012")]),
        ("GB 24827-2009", "GB/T 24827-2009", [("search.held_as", "GB 24827-2009 GB/T 24827-2009")]),
        ("GB/T 24827-2009", "GB/T 24827-2009", []),
        ("GB/T 24827", "GB/T 24827-2015", []),
    ],
)
def test_find_number_not_held_says_so_and_what_is_shown(
    lamps: Searching, query: str, first: str, told: list[tuple[str, str]]
) -> None:
    found = lamps(query)
    assert (found.keys[0], _told(found)) == (first, told)


@pytest.mark.parametrize("query", ["IEC 60598-2-3 对应国标", "IEC 60598-2-3:2002 等同采用", "IEC 60598-2-3 国标"])
def test_find_what_adopts_any_edition_of_a_number_finds_nothing_else(lamps: Searching, query: str) -> None:
    assert lamps(query).keys == ["GB 7000.203-2013"]


def test_find_what_adopts_a_number_that_nothing_adopts_says_so_and_shows_the_number(lamps: Searching) -> None:
    given_standards({"number": "ISO 9001:2015", "title_en": "Quality management", "status": "现行"})
    given_standards({"number": "GB/T 9001-1988", "title_zh": "声频放大器测量方法", "status": "现行"})
    found = lamps("ISO 9001 对应国标")
    assert found.keys[0] == "ISO 9001:2015"
    assert _told(found) == [("search.not_adopted", "ISO 9001"), ("search.let_go", "国标")]


def test_find_word_for_a_level_confines_to_it_where_something_is_found(lamps: Searching) -> None:
    found = lamps("行业标准 电泵")
    assert (found.keys, _told(found)) == (["JB/T 6880.1-2013"], [("search.wish", "行业标准")])
    assert lamps("推荐性国家标准").keys == ["GB/T 24827-2015", "GB/T 29293-2012", "GB/T 24827-2009"]


def test_find_word_for_a_level_is_let_go_where_nothing_is_found(lamps: Searching) -> None:
    found = lamps("国标 电泵")
    assert (found.keys, _told(found)) == (["JB/T 6880.1-2013"], [("search.let_go", "国标")])
    assert list(lamps.search.keys(Wanted("国标 电泵"))) == ["JB/T 6880.1-2013"]
    found = lamps("国标 电路")
    assert (found.keys, _told(found)) == ([], [("search.wish", "国标"), ("search.absent", "电路")])


def test_find_exclusion_finds_only_what_holds_everything_typed(lamps: Searching) -> None:
    assert lamps("筒灯照明 -隧道").keys == []
    assert len(lamps("筒灯照明").keys) == 5


def test_find_code_alone_finds_what_carries_it_and_says_so(lamps: Searching) -> None:
    for query, name in (("29.140", "ICS 29.140"), ("k72", "CCS K72")):
        found = lamps(query)
        assert (found.keys, _told(found)[-1]) == (["GB 7000.203-2013"], ("search.code", name))


def test_find_digits_with_a_year_have_that_edition_first(lamps: Searching) -> None:
    found = lamps("24827-2009")
    assert found.keys == ["GB/T 24827-2009", "GB/T 24827-2015"]
    assert _told(found) == [("search.digits", "24827-2009")]


@pytest.mark.parametrize(("typed", "meant"), [("raod", "road"), ("roda", "road"), ("orad", "road"), ("pmup", "pump")])
def test_find_letters_the_wrong_way_round_are_one_edit(lamps: Searching, typed: str, meant: str) -> None:
    assert Reason.of("search.corrected", word=typed, near=meant) in lamps(typed).understood


@pytest.mark.parametrize(
    ("query", "cosine", "keys", "codes"),
    [
        ("asdfqwerzxcv", 0.5, [], []),
        ("beleuchtung", 0.7, ["JB/T 6880.1-2013"], ["search.near_meaning"]),
        ("蔬菜农药", 0.36, ["JB/T 6880.1-2013"], ["search.absent", "search.absent", "search.near_meaning"]),
        (
            "street 蔬菜农药",
            0.5,
            ["GB 7000.203-2013", "IEC 60598-2-3:2011", "JB/T 6880.1-2013"],
            ["search.absent", "search.absent", "search.some_words", "search.near_meaning_too"],
        ),
        (
            "街路 蔬菜农药",
            0.3,
            ["GB 7000.203-2013", "GB/T 24827-2009", "GB/T 24827-2015", "IEC 60598-2-3:2011"],
            ["search.absent", "search.absent", "search.some_words"],
        ),
    ],
)
def test_find_near_in_meaning_is_said_as_such_and_nothing_is_near_a_word_that_is_none(
    lamps: Searching, query: str, cosine: float, keys: list[str], codes: list[str]
) -> None:
    lamps()
    reader = lamps.search.state()
    assert reader is not None
    pump = meaning.fingerprint("潜水电泵")
    found = Finder(Wanted(query), understand(query, {}), reader, lambda _text: [(pump, cosine)]).find()
    assert sorted(found.keys) == keys
    assert _codes(found) == ["search.words", *codes]
