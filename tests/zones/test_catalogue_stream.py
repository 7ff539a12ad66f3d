"""What the sources of one installation say is the same catalogue in the other, whatever happens to the packages."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.catalogue.models import SourceRecord, Standard
from guiju.catalogue.services import change_rank
from guiju.kernel.packages import PackageError
from guiju.platform.models import AuditEntry, ReceivedPackage, Source
from guiju.platform.registries import exchanges
from guiju.platform.zones import exporting
from guiju.platform.zones.exporting import export_again, export_news, export_whole
from guiju.platform.zones.importing import State, take_in, take_in_all
from guiju.platform.zones.neighbours import distrust_zone
from tests.factories import given_standards
from tests.zones.given import at, believe, copied, everything, packages_of, undone

pytestmark = pytest.mark.django_db

STEPS: tuple[Callable[[], object], ...] = (
    lambda: given_standards(
        {
            "number": "GB 7000.1-2015",
            "title": "灯具 第1部分",
            "effective": "2017-01-01",
            "replaces": "GB 7000.1-2007",
            "ics": "29.140.40",
        },
        {"number": "GB/T 1-2020", "title": "标准化工作导则", "issued": "2020-03", "former_number": "GB 1-2020"},
    ),
    lambda: given_standards({"number": "GB 7000.1-2007", "title": "灯具", "status": "废止", "effective": "2009-01-01"}),
    lambda: given_standards({"number": "GB/T 1-2020", "title": "另名"}, source="shop"),
    lambda: given_standards({"number": "GB 7000.1-2007", "title": "灯具 第1部分", "effective": "2009-01-01"}),
    lambda: change_rank(key="shop", rank=1),
)


@pytest.fixture
def sender(tmp_path: Path) -> Path:
    return tmp_path / "inner"


@pytest.fixture
def packages(sender: Path) -> list[Path]:
    """Five packages of the inner zone, which the outer one believes."""
    made = packages_of(sender, *STEPS)
    believe(sender)
    return made


def given_all_steps() -> dict[str, list[Any]]:
    """The catalogue of who reads the lists itself."""
    with undone():
        for step in STEPS:
            step()
        return without_moments(everything())


def without_moments(told: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Periods of standards without dates begin when they were seen; the sender's moments are compared elsewhere."""
    return {**told, "records": [row[:-1] for row in told["records"]]}


def states(paths: list[Path]) -> list[State]:
    return [outcome.state for outcome in take_in_all(paths)]


def test_five_packages_make_the_catalogue_of_their_sender(packages: list[Path]) -> None:
    assert states(packages) == [State.TAKEN] * 5
    assert without_moments(everything()) == given_all_steps()
    assert Standard.objects.get(key="GB/T 1-2020").title_zh == "另名"  # the source was ranked first by the last package
    assert SourceRecord.objects.get(key="GB 7000.1-2007").status_word == ""


def test_records_keep_the_moment_the_sender_saw_them(sender: Path) -> None:
    seen: list[Any] = []

    def keep() -> None:
        seen.extend(SourceRecord.objects.order_by("key").values_list("seen_at", flat=True))

    made = packages_of(sender, *STEPS[:2], keep)
    believe(sender)
    assert states(made) == [State.TAKEN] * 2
    assert list(SourceRecord.objects.order_by("key").values_list("seen_at", flat=True)) == seen
    assert len(seen) == 3


def test_second_import_changes_nothing(packages: list[Path]) -> None:
    list(take_in_all(packages))
    before, audited = everything(), AuditEntry.objects.count()
    assert states(packages) == [State.ALREADY] * 5
    assert (everything(), AuditEntry.objects.count()) == (before, audited)


def test_names_and_order_of_files_play_no_part(packages: list[Path], tmp_path: Path) -> None:
    mixed = copied(packages[::-1], tmp_path / "mixed")
    assert states(mixed) == [State.TAKEN] * 5
    assert without_moments(everything()) == given_all_steps()


def test_lost_package_makes_the_later_ones_wait_and_says_which_is_missing(packages: list[Path]) -> None:
    outcomes = list(take_in_all([packages[0], *packages[2:]]))
    assert [one.state for one in outcomes] == [State.TAKEN, State.WAITING, State.WAITING, State.WAITING]
    assert outcomes[1].reason is not None
    assert dict(outcomes[1].reason.params) == {
        "file": packages[2].name,
        "stream": "catalogue",
        "number": "3",
        "first": "2",
        "until": "2",
    }
    assert states(packages[1:]) == [State.TAKEN] * 4


def test_package_of_a_stranger_is_refused(sender: Path) -> None:
    (package,) = packages_of(sender, STEPS[0])
    with pytest.raises(PackageError, match=r"exchange\.stranger"):
        take_in(package)


def test_package_of_one_no_longer_trusted_is_refused(packages: list[Path], sender: Path) -> None:
    card = json.loads((sender.parent / "inner.key").read_text(encoding="utf-8"))
    distrust_zone(installation=card["installation"][:8])
    with pytest.raises(PackageError, match=r"exchange\.stranger"):
        take_in(packages[0])


def test_stream_that_was_not_allowed_is_refused(sender: Path) -> None:
    (package,) = packages_of(sender, STEPS[0])
    believe(sender, "acknowledgements")
    with pytest.raises(PackageError, match=r"exchange\.not_allowed"):
        take_in(package)
    assert not Standard.objects.exists()


def test_package_signed_with_another_key_is_refused(packages: list[Path], sender: Path, tmp_path: Path) -> None:
    """The forger knows everything but the key."""
    identity = sender / "exchange" / "identity.json"
    told = json.loads(identity.read_text(encoding="utf-8"))
    forger = tmp_path / "forger"
    (forger / "exchange").mkdir(parents=True)
    other = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="  # 32 bytes: 0 to 31
    (forger / "exchange" / "identity.json").write_text(json.dumps({**told, "private_key": other}), encoding="utf-8")
    (forged,) = packages_of(forger, STEPS[0])
    with pytest.raises(PackageError, match=r"exchange\.forged"):
        take_in(forged)
    assert states([packages[0]]) == [State.TAKEN]


def test_rows_altered_after_signing_are_refused_whole(packages: list[Path], tmp_path: Path) -> None:
    altered = tmp_path / "altered.zip"
    with zipfile.ZipFile(packages[0]) as archive, zipfile.ZipFile(altered, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(name, content.replace("灯具".encode(), "灯笼".encode()) if name == "rows.jsonl" else content)
    with pytest.raises(PackageError, match=r"exchange\.altered"):
        take_in(altered)
    assert not Standard.objects.exists()


def test_manifest_altered_after_signing_is_refused(packages: list[Path], tmp_path: Path) -> None:
    altered = tmp_path / "altered.zip"
    with zipfile.ZipFile(packages[1]) as archive, zipfile.ZipFile(altered, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(
                name, content.replace(b'"whole": false', b'"whole": true') if name != "rows.jsonl" else content
            )
    with pytest.raises(PackageError, match=r"exchange\.forged"):
        take_in(altered)


def other_history(number: int) -> Callable[[], None]:
    return lambda: given_standards({"number": f"GB {number}-2020", "title": "别的"})


def test_other_content_under_a_number_taken_in_is_refused(packages: list[Path], sender: Path) -> None:
    """The sender's database was restored from an older copy, and went another way."""
    again = packages_of(sender, STEPS[0], other_history(5), out="again")
    list(take_in_all(packages[:2]))
    with pytest.raises(PackageError, match=r"exchange\.forked"):
        take_in(again[1])


def test_package_that_follows_another_past_is_refused(packages: list[Path], sender: Path) -> None:
    again = packages_of(sender, STEPS[0], other_history(5), other_history(6), out="again")
    list(take_in_all(packages[:2]))
    with pytest.raises(PackageError, match=r"exchange\.chain"):
        take_in(again[2])


def test_row_that_cannot_be_stored_leaves_nothing_of_its_package(sender: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second of two records names an identifier that is none; the first is not taken in either."""
    stream = exchanges.get("catalogue")

    def spoiled(ids: Collection[int]) -> Iterator[Mapping[str, Any]]:
        good, bad = stream.rows(ids)
        return iter([good, {**bad, "key": "nothing at all"}])

    monkeypatch.setattr(exporting, "exchanges", {"catalogue": replace(stream, rows=spoiled)})
    (package,) = packages_of(sender, STEPS[0])
    believe(sender)
    with pytest.raises(PackageError, match=r"exchange\.content"):
        take_in(package)
    assert [model.objects.count() for model in (Standard, Source, ReceivedPackage)] == [0, 0, 0]


def test_lost_packages_are_made_again_byte_for_byte(sender: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    out = tmp_path / "out"
    out.mkdir()
    with at(sender), undone():
        for step in STEPS[:3]:
            step()
            list(export_news(streams=["catalogue"], to=out))
        made = [package.file_name for package in export_again(stream="catalogue", first=2, to=again)]
        with pytest.raises(PackageError, match=r"exchange\.never_made"):
            list(export_again(stream="catalogue", first=4, to=again))
        (sender / "exchange" / "sent" / made[0]).unlink()
        with pytest.raises(PackageError, match=r"exchange\.not_kept"):
            list(export_again(stream="catalogue", first=2, to=again))
    assert [name[-10:] for name in made] == ["000002.zip", "000003.zip"]
    assert [(again / name).read_bytes() for name in made] == [(out / name).read_bytes() for name in made]


def test_export_without_news_makes_no_package(sender: Path, tmp_path: Path) -> None:
    with at(sender), undone():
        STEPS[0]()
        assert len(list(export_news(streams=["catalogue"], to=tmp_path))) == 1
        assert list(export_news(streams=["catalogue"], to=tmp_path)) == []


def test_large_catalogue_goes_in_several_packages(
    sender: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guiju.platform.zones.exporting.ROWS_A_PACKAGE", 3)
    rows = [{"number": f"GB {number}-2020", "title": f"第{number}号"} for number in range(1, 8)]
    made = packages_of(sender, lambda: given_standards(*rows))
    believe(sender)
    assert [outcome.counts["created"] for outcome in take_in_all(made)] == [3, 3, 1]
    assert Standard.objects.count() == 7


def test_whole_export_serves_a_zone_that_lost_packages(sender: Path, tmp_path: Path) -> None:
    """Packages 2 to 4 are lost for good; the fifth holds everything."""
    with at(sender), undone():
        first = packages_in(sender, tmp_path, STEPS[:1])
        packages_in(sender, tmp_path, STEPS[1:4])
        (whole,) = [tmp_path / one.file_name for one in export_whole(stream="catalogue", to=tmp_path)]
        after = packages_in(sender, tmp_path, STEPS[4:])
        wanted = everything()
    believe(sender)
    assert states([*first, whole, *after]) == [State.TAKEN] * 3
    assert everything() == wanted


def test_whole_export_after_a_number_serves_a_sender_that_was_restored(packages: list[Path], sender: Path) -> None:
    """The other zone has five packages, the sender knows of none any more."""
    list(take_in_all(packages))
    with at(sender), undone():
        given_standards({"number": "GB 5-2020", "title": "别的"})
        (whole,) = list(export_whole(stream="catalogue", to=sender.parent, after=5))
        assert whole.number == 6
    assert states([sender.parent / whole.file_name]) == [State.TAKEN]
    assert Standard.objects.filter(key="GB 5-2020").exists()


def test_packages_before_a_whole_one_are_no_longer_needed(sender: Path, tmp_path: Path) -> None:
    with at(sender), undone():
        early = packages_in(sender, tmp_path, STEPS[:3])
        (whole,) = [tmp_path / one.file_name for one in export_whole(stream="catalogue", to=tmp_path)]
    believe(sender)
    assert states([early[0], whole]) == [State.TAKEN] * 2
    with pytest.raises(PackageError, match=r"exchange\.outdated"):
        take_in(early[1])


def packages_in(home: Path, out: Path, steps: Any) -> list[Path]:
    made: list[Path] = []
    for step in steps:
        step()
        made += [out / package.file_name for package in export_news(streams=["catalogue"], to=out)]
    return made


def test_records_of_the_other_zone_are_not_sent_back(packages: list[Path], tmp_path: Path) -> None:
    list(take_in_all(packages))
    with at(tmp_path / "outer"):
        given_standards({"number": "GB 8-2020", "title": "外网自己的"}, source="own list")
        (back,) = export_news(streams=["catalogue"], to=tmp_path)
        assert back.rows == 1


def test_rank_of_a_source_read_here_too_stays_as_it_is_here(packages: list[Path]) -> None:
    given_standards({"number": "GB 9-2020", "title": "本地"}, source="shop", rank=33)
    list(take_in_all(packages))
    assert Source.objects.get(key="shop").rank == 33


def test_of_two_records_of_one_source_the_one_seen_later_holds_in_both_zones(sender: Path, tmp_path: Path) -> None:
    early = {"number": "GB 9-2020", "title": "旧名", "seen_at": "2026-01-01"}
    late = {"number": "GB 9-2020", "title": "新名", "seen_at": "2026-02-01"}
    ours = packages_of(tmp_path / "outer", lambda: given_standards(late))
    theirs = packages_of(sender, lambda: given_standards(early))
    believe(sender)
    believe(tmp_path / "outer")
    titles = []
    for own, others in ((early, ours), (late, theirs)):
        with undone():
            given_standards(own)
            (outcome,) = take_in_all(others)
            titles.append((Standard.objects.get().title_zh, outcome.counts["kept"]))
    assert titles == [("新名", 0), ("新名", 1)]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])  # every example is undone
@given(visits=st.lists(st.lists(st.integers(0, 4), max_size=6), max_size=6))
def test_any_order_loss_and_repetition_ends_in_a_beginning_of_the_sender_s_history(
    visits: list[list[int]], history: tuple[list[Path], list[dict[str, list[Any]]]]
) -> None:
    """Packages come in any number of visits, each with any of them in any order; what is there is never half of one."""
    paths, states_after = history
    with undone():
        have: set[int] = set()
        for brought in visits:
            list(take_in_all([paths[place] for place in brought]))
            reached = len(have)
            while reached in brought:
                have.add(reached)
                reached += 1
            assert everything() == states_after[len(have)]


@pytest.fixture
def history(sender: Path) -> tuple[list[Path], list[dict[str, list[Any]]]]:
    """Five packages, and the catalogue after none, one, two ... of them, taken in one by one."""
    paths = packages_of(sender, *STEPS)
    believe(sender)
    with undone():
        found = [everything()]
        for path in paths:
            take_in(path)
            found.append(everything())
    return paths, found
