"""Relaton as YAML and XML: shapes of the older and the newer model, and files that are neither."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from guiju.catalogue.importers import values
from guiju.catalogue.importers.kinds import Order, import_file
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


def take(path: Path) -> ImportSummary:
    return import_file(kind="relaton", order=Order(path=path, source=SourceSpec(key="relaton")))


def test_older_yaml_is_read_with_its_titles_put_together(tmp_path: Path) -> None:
    (document,) = read_yaml(written(tmp_path / "a.yaml", OLDER))
    assert {name: value for name, value in document.items() if value and name != "other_ids"} == {
        "number": "ISO 90001:2008",
        "title_en": "Lamps — Safety",
        "status": "9599",
        "issued": "2008-11",
        "ics": "29.140.01",
        "relations": "updates>ISO 90001:2015|obsoletes>ISO 90001:2000",
        "committee": "TC 274",
        "committee_name": "Light and lighting",
    }


def test_newer_yaml_is_read(tmp_path: Path) -> None:
    (document,) = read_yaml(written(tmp_path / "a.yaml", NEWER))
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
    assert document["committee"] == "TC 274"


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
