"""Files that are no packages, cut packages, and packages made to do harm."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.kernel.packages import Label, Package, PackageError, Written, write_package
from guiju.kernel.sheets.limits import Limits

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
ROWS: list[dict[str, Any]] = [{"key": "GB 7000.1-2015", "title": "灯具"}, {"key": "GB/T 1-2020"}]
LABEL = Label(
    installation="0b4ed3c7-6a3f-4e36-8a4f-0e4f4f8c2a11",
    stream="catalogue",
    number=7,
    previous="ab" * 32,
    whole=False,
    made_at="2026-03-01T04:00:00+00:00",
    version="0.1.0",
)


def given_package(folder: Path, rows: list[dict[str, Any]] | None = None) -> Written:
    return write_package(folder, LABEL, ROWS if rows is None else rows, KEY)


def read(path: Path, limits: Limits | None = None) -> list[dict[str, Any]]:
    with Package(path, limits or Limits()) as package:
        package.verify(PUBLIC)
        return list(package.rows())


def repacked(path: Path, changes: dict[str, bytes | None]) -> Path:
    """The package with members changed, left out (None) or added."""
    copy = path.with_name("copy.zip")
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as out:
        members = {name: archive.read(name) for name in archive.namelist()}
        for name, content in {**members, **changes}.items():
            if content is not None:
                out.writestr(name, content)
    return copy


def test_package_gives_back_its_rows_and_label(tmp_path: Path) -> None:
    written = given_package(tmp_path)
    assert written.path.name == "0b4ed3c7-catalogue-000007.zip"
    assert read(written.path) == ROWS
    with Package(written.path, Limits()) as package:
        assert (package.digest, package.manifest) == (written.digest, written.manifest)
        assert (package.manifest.rows, package.manifest.number, package.manifest.previous) == (2, 7, "ab" * 32)


def test_equal_content_makes_equal_bytes(tmp_path: Path) -> None:
    first = given_package(tmp_path).path.read_bytes()
    assert given_package(tmp_path).path.read_bytes() == first


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04", b"\x00" * 5000])
def test_file_that_is_no_package_is_said_to_be_broken(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.zip"
    path.write_bytes(content)
    with pytest.raises(PackageError, match=r"exchange\.broken"):
        read(path)


def test_folder_in_place_of_a_file_is_said_to_be_broken(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"exchange\.broken"):
        read(tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(cut=st.floats(0, 1, exclude_max=True))
def test_cut_package_is_refused_wherever_it_was_cut(tmp_path: Path, cut: float) -> None:
    content = given_package(tmp_path).path.read_bytes()
    path = tmp_path / "cut.zip"
    path.write_bytes(content[: int(cut * len(content))])
    with pytest.raises(PackageError):
        read(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(at=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_byte_changed_anywhere_is_refused_or_changes_nothing(tmp_path: Path, at: float, flip: int) -> None:
    """Some bytes of a zip say nothing (dates, attributes); no other change passes."""
    content = bytearray(given_package(tmp_path).path.read_bytes())
    content[int(at * len(content))] ^= flip
    path = tmp_path / "changed.zip"
    path.write_bytes(content)
    try:
        found = read(path)
    except PackageError:
        return
    assert found == ROWS


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "more.jsonl", "folder/"])
def test_member_that_does_not_belong_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PackageError, match=r"exchange\.broken"):
        read(repacked(given_package(tmp_path).path, {name: b"x"}))


@pytest.mark.parametrize("name", ["manifest.json", "signature", "rows.jsonl"])
def test_member_that_is_missing_is_noticed(tmp_path: Path, name: str) -> None:
    with pytest.raises(PackageError, match=r"exchange\.broken"):
        read(repacked(given_package(tmp_path).path, {name: None}))


def test_rows_that_unfold_without_end_are_not_read_to_their_end(tmp_path: Path) -> None:
    """40 MB of one letter in a file of some 40 kB."""
    bomb = repacked(given_package(tmp_path).path, {"rows.jsonl": b"a" * 40_000_000})
    with pytest.raises(PackageError, match=r"exchange\.altered"):  # no further than the manifest says
        read(bomb)


def test_signed_rows_past_the_limit_are_refused_with_the_limit(tmp_path: Path) -> None:
    package = given_package(tmp_path, [{"key": "灯" * 1000}] * 3000)
    with pytest.raises(PackageError, match=r"exchange\.too_large .*'limit': '1'"):
        read(package.path, Limits(max_unpacked_bytes=1_000_000))


def test_file_past_the_limit_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"exchange\.too_large"):
        read(given_package(tmp_path).path, Limits(max_bytes=100))


def test_manifest_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"exchange\.broken"):
        read(repacked(given_package(tmp_path).path, {"manifest.json": b" " * 1_000_000}))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", 0),
        ("number", "7"),
        ("number", True),
        ("number", 10**30),
        ("rows", -1),
        ("stream", "../x"),
        ("stream", None),
        ("installation", "0b4ed3c7"),
        ("whole", 1),
        ("sha256", "zz"),
        ("made_at", "a\nb"),
        ("unknown", 1),
    ],
)
def test_manifest_with_a_field_of_another_kind_is_broken(tmp_path: Path, field: str, value: object) -> None:
    path = given_package(tmp_path).path
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read("manifest.json"))
    with pytest.raises(PackageError, match=r"exchange\.broken"):
        read(repacked(path, {"manifest.json": json.dumps({**told, field: value}).encode()}))


def test_package_of_a_later_format_asks_for_an_update(tmp_path: Path) -> None:
    later = json.dumps({"format": 2, "version": "3.0", "anything": []}).encode()
    with pytest.raises(PackageError, match=r"exchange\.format .*3\.0"):
        read(repacked(given_package(tmp_path).path, {"manifest.json": later}))


def test_manifest_nested_without_end_is_broken(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"exchange\.broken"):
        read(repacked(given_package(tmp_path).path, {"manifest.json": b"[" * 60_000}))


@pytest.mark.parametrize("signature", [b"", b"!", b"AAAA", "签".encode()])
def test_signature_that_is_none_is_forged(tmp_path: Path, signature: bytes) -> None:
    with pytest.raises(PackageError, match=r"exchange\.forged"):
        read(repacked(given_package(tmp_path).path, {"signature": signature}))
