"""Relaton as YAML and XML: shapes of the older and the newer model, and files that are neither."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from guiju.catalogue.importers import values
from guiju.catalogue.importers.kinds import Order, import_file
from guiju.catalogue.importers.relaton_fields import BrokenDocument
from guiju.catalogue.importers.relaton_xml import read_xml
from guiju.catalogue.importers.relaton_yaml import read_yaml
from guiju.catalogue.models import Relation, SourceRecord, Standard
from guiju.catalogue.rules.records import Statement
from guiju.catalogue.rules.words import RelationType
from guiju.catalogue.services.importing import ImportSummary, SourceSpec
from guiju.kernel.docid import parse

OLDER = """
id: ISO90001-2008
title:
- type: title-intro
  content: Lamps
  language: [en]
  script: [Latn]
- type: title-main
  content: Safety
  language: [en]
- type: main
  content: Lampes - Sécurité
  language: [fr]
docid:
- {id: 'urn:iso:std:iso:90001:ed-1', type: URN}
- {id: 'ISO 90001:2008(E)', type: iso-reference}
- {id: 'ISO 90001:2008', type: ISO, primary: true}
date:
- {type: published, value: '2008-11'}
docstatus:
  stage: {value: '95'}
  substage: {value: '99'}
relation:
- type: updates
  bibitem:
    docid: [{id: 'ISO 90001:2015', type: ISO}]
- type: obsoletes
  bibitem:
    formattedref: {content: 'ISO 90001:2000'}
ics:
- {code: 29.140.01, text: Lamps}
editorialgroup:
  technical_committee:
  - {name: Light and lighting, type: TC, number: 274}
"""
NEWER = """
docidentifier:
- {content: ISO 90001:2015, type: ISO, primary: true}
title: [{content: Lamps, language: en, type: main}]
date: [{type: published, on: 2015-09-15}]
status: {stage: '60', substage: '60'}
ext:
  doctype: {type: international-standard}
  ics: [{code: 29.140.01}]
"""
DOCUMENT = """<bibdata type="standard" xmlns="https://example.org/relaton">
  <title language="en" type="main">Lamps</title>
  <docidentifier type="URN">urn:iso:std:iso:90001</docidentifier>
  <docidentifier type="ISO" primary="true">ISO 90001:2015</docidentifier>
  <date type="published"><on>2015-09</on></date>
  <status><stage>60</stage><substage>60</substage></status>
  <relation type="obsoletes"><bibitem><docidentifier type="ISO">ISO 90001:2008</docidentifier></bibitem></relation>
  <ext><editorialgroup><technical-committee type="TC" number="274">Light</technical-committee></editorialgroup>
    <ics><code>29.140.01</code></ics></ext>
</bibdata>"""
BOMB = '<!DOCTYPE b [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><bibdata><title>&b;</title></bibdata>'
OUTSIDE = '<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/hostname">]><bibdata><title>&a;</title></bibdata>'


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings: Any) -> None:
    settings.GUIJU_HOME = tmp_path / "home"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def only(folder: Path, text: str) -> dict[str, str]:
    (document,) = read_yaml(written(folder / "a.yaml", text))
    assert not isinstance(document, BrokenDocument)
    return document


def problems(summary: ImportSummary) -> list[dict[str, str]]:
    with Path(summary.rejects_file).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def take(path: Path) -> ImportSummary:
    return import_file(kind="relaton", order=Order(path=path, source=SourceSpec(key="relaton")))


def test_older_yaml_is_read_with_its_titles_put_together(tmp_path: Path) -> None:
    document = only(tmp_path, OLDER)
    assert {name: value for name, value in document.items() if value and name != "other_ids"} == {
        "number": "ISO 90001:2008",
        "title_en": "Lamps — Safety",
        "status": "9599",
        "issued": "2008-11",
        "ics": "29.140.01",
        "relations": "updates>ISO 90001:2015|obsoletes>ISO 90001:2000",
        "committee": "ISO/TC 274",
        "committee_name": "Light and lighting",
    }


def test_newer_yaml_is_read(tmp_path: Path) -> None:
    document = only(tmp_path, NEWER)
    read = {name: document[name] for name in ("number", "title_en", "status", "issued", "ics", "doctype")}
    assert read == {
        "number": "ISO 90001:2015",
        "title_en": "Lamps",
        "status": "6060",
        "issued": "2015-09-15",
        "ics": "29.140.01",
        "doctype": "international-standard",
    }


@pytest.mark.parametrize("text", [DOCUMENT, f"<relaton-collection>{DOCUMENT}</relaton-collection>"])
def test_xml_is_read_and_the_object_of_a_relation_is_no_document(tmp_path: Path, text: str) -> None:
    (document,) = read_xml(written(tmp_path / "a.xml", text))
    read = {name: document[name] for name in ("number", "title_en", "status", "issued", "ics", "relations")}
    assert read == {
        "number": "ISO 90001:2015",
        "title_en": "Lamps",
        "status": "6060",
        "issued": "2015-09",
        "ics": "29.140.01",
        "relations": "obsoletes>ISO 90001:2008",
    }
    assert document["committee"] == "ISO/TC 274"


@pytest.mark.django_db
def test_folder_comes_in_whole_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    written(folder / "a.yaml", OLDER)
    written(folder / "deep" / "b.xml", DOCUMENT)
    first = take(folder)
    assert (first.read, first.created, first.rejected) == (2, 2, 0)
    replaced = Relation.objects.filter(type="replaces").order_by("subject_key", "object_key", "record__key")
    assert list(replaced.values_list("subject_key", "object_key", "record__key")) == [
        ("ISO 90001:2008", "ISO 90001:2000", "ISO 90001:2008"),
        ("ISO 90001:2015", "ISO 90001:2008", "ISO 90001:2008"),
        ("ISO 90001:2015", "ISO 90001:2008", "ISO 90001:2015"),
    ]
    assert SourceRecord.objects.get(key="ISO 90001:2015").raw["file"] == "deep/b.xml"
    again = take(folder)
    assert (again.read, again.created, again.updated, again.unchanged) == (2, 0, 0, 2)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bad.yaml", "docid: [unclosed"),
        ("object.yaml", "docid: !!python/object/apply:os.system ['true']"),
        ("other.yaml", "a: 1"),
        ("bad.xml", "<bibdata><title>"),
        ("other.xml", "<html/>"),
        ("bomb.xml", BOMB),
        ("outside.xml", OUTSIDE),
    ],
)
def test_file_that_cannot_be_read_is_refused_and_the_others_go_on(tmp_path: Path, name: str, text: str) -> None:
    written(tmp_path / "data" / name, text)
    written(tmp_path / "data" / "good.yml", NEWER)
    summary = take(tmp_path / "data")
    assert (summary.read, summary.created, summary.rejected) == (2, 1, 1)
    assert list(Standard.objects.values_list("key", flat=True)) == ["ISO 90001:2015"]


MANY = """---
# first
docid: [{id: 'ISO 90001:2005', type: ISO}]
date: [{type: published, on: 2005-02-28}]
---
docid: [{id: 'ISO 90002:2005', type: ISO}]
date: [{type: published, on: 2005-02-30}]
---
docid: [unclosed
---
docid: [{id: 'ISO 90004:2005', type: ISO}]
docstatus: {stage: 90, substage: 00}
ext: {ics: [{code: 01.040}]}
"""


@pytest.mark.django_db
def test_one_bad_document_of_a_file_takes_no_other_with_it(tmp_path: Path) -> None:
    summary = take(written(tmp_path / "many.yaml", MANY))
    assert (summary.read, summary.created, summary.rejected) == (4, 2, 2)
    refused = problems(summary)
    assert [(row["guiju:row"], row["guiju:field"], row["guiju:value"]) for row in refused] == [
        ("2", "issued", "2005-02-30"),
        ("3", "file", "many.yaml"),
    ]
    assert refused[1]["guiju:problem"].startswith("many.yaml is no YAML that can be read in line 9 (")
    assert SourceRecord.objects.get(key="ISO 90004:2005").status_word == "9000"
    assert SourceRecord.objects.get(key="ISO 90004:2005").facts["ics"] == ["01.040"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("bad.yaml", "docid: [unclosed", "bad.yaml is no YAML that can be read in line 1 ("),
        ("object.yaml", "docid: !!python/object/apply:os.system ['true']", "object.yaml is no YAML that can be read"),
        ("day.yaml", "docid: !!timestamp 2005-02-30", "day.yaml is no YAML that can be read in line 1 ("),
        ("other.yaml", "a: 1", "other.yaml holds no Relaton document"),
        ("bad.xml", "<bibdata><title>", "bad.xml is no XML that can be read ("),
        ("other.xml", "<html/>", "other.xml holds no Relaton document"),
        ("bomb.xml", BOMB, "bomb.xml has a DOCTYPE, which is not read for safety"),
    ],
)
def test_file_that_cannot_be_read_is_refused_for_its_true_cause(
    tmp_path: Path, name: str, text: str, problem: str
) -> None:
    (refused,) = problems(take(written(tmp_path / name, text)))
    assert refused["guiju:field"] == "file"
    assert refused["guiju:problem"].startswith(problem)


def test_lists_that_repeat_one_another_without_end_are_read_once(tmp_path: Path) -> None:
    lists = "\n".join(f"- &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30))
    document = only(tmp_path, f"- &l0 [{{docid: [{{id: 'ISO 90001:2005'}}]}}]\n{lists}")
    assert document["number"] == "ISO 90001:2005"


@pytest.mark.parametrize(
    ("number", "group", "committee"),
    [
        ("ISO 90001:2005", "technical_committee: [{type: TC, number: 211}]", "ISO/TC 211"),
        ("ISO/CIE 90001:2005", "technical_committee: {type: TC, number: 274}", "ISO/TC 274"),
        (
            "ISO 90001:2005",
            "technical_committee: [{type: TC, number: 34}], subcommittee: [{type: SC, number: 2}]",
            "ISO/TC 34/SC 2",
        ),
        (
            "ISO/IEC 90001:2005",
            "technical_committee: [{type: JTC, number: 1}], subcommittee: [{type: SC, number: 27}]",
            "ISO/IEC JTC 1/SC 27",
        ),
        ("ISO 90001:2005", "technical_committee: [{identifier: ISO/TC 211, type: TC, number: 211}]", "ISO/TC 211"),
        ("IEC 90001:2005", "technical_committee: [{type: TC, number: 34}]", "TC 34"),
    ],
)
def test_committee_is_named_as_its_body_names_it(tmp_path: Path, number: str, group: str, committee: str) -> None:
    document = only(tmp_path, f"docid: [{{id: '{number}'}}]\neditorialgroup: {{{group}}}")
    assert document["committee"] == committee


@pytest.mark.parametrize(
    ("word", "statement"),
    [
        ("obsoletes", Statement(RelationType.REPLACES, "ISO 1:2010")),
        ("successorOf", Statement(RelationType.REPLACES, "ISO 1:2010")),
        ("obsoletedBy", Statement(RelationType.REPLACES, "ISO 1:2010", inward=True)),
        ("hasSuccessor", Statement(RelationType.REPLACES, "ISO 1:2010", inward=True)),
        ("mergedInto", Statement(RelationType.REPLACES, "ISO 1:2010", inward=True)),
        ("updates", Statement(RelationType.REPLACES, "ISO 1:2010")),
        ("adoptedFrom", Statement(RelationType.ADOPTS, "ISO 1:2010")),
        ("adoptedAs", Statement(RelationType.ADOPTS, "ISO 1:2010", inward=True)),
        ("cites", Statement(RelationType.CITES, "ISO 1:2010")),
        ("isCitedIn", Statement(RelationType.CITES, "ISO 1:2010", inward=True)),
    ],
)
def test_relation_word_says_who_does_what(word: str, statement: Statement) -> None:
    assert list(values.read_relations(f"{word}>ISO 1:2010", parse("ISO 1:2020"))) == [statement]


@pytest.mark.parametrize("word", ["updates", "updatedBy"])
def test_updating_a_later_edition_means_replaced_by_it(word: str) -> None:
    assert list(values.read_relations(f"{word}>ISO 1:2020", parse("ISO 1:2010"))) == [
        Statement(RelationType.REPLACES, "ISO 1:2020", inward=True)
    ]


@pytest.mark.parametrize("word", ["partOf", "includes", "complements", "nonsense"])
def test_other_relation_words_state_nothing(word: str) -> None:
    assert list(values.read_relations(f"{word}>ISO 1:2010", parse("ISO 1:2020"))) == []
