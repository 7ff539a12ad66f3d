"""IEC's own papers: committee documents, test report forms, operational documents.

86B/4520/CC, CIS/A/1349A/INF, SyCSmartEnergy/178/INF, JTC1-SC41/251/FDIS, 82/1904(F)/FDIS
PNW 1-1658 ED1, PWI 86B-15 ED1
IECEE TRF 60335-2-14,15E:2020, IECEx TRF 60079-10-1v3a_ds:2021
IECEE OD-2007-F3, IECQ 080000-KR:2012
"""

from __future__ import annotations

import re
from typing import Final

from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.model import DocId

_STAGES: Final = (
    "CDV|CD|CC|FDIS|DTS|DTR|DPAS|DISH|DIS|DC|DA|DL|DV|INF|MTG|NP|PW|PAS|QP|Q|RVCDV|RVDISH|RVDTS|RVDTR|RVC|RVD|RVN|RV|RR|RQ"
    "|RM|R|SBP|AC|APUB|PPUB|PRVC|PRVD|PRVN|NCC|AQ|ACDV|PCC"
)
COMMITTEES: Final = {
    "SYCSMARTENERGY": "SyCSmartEnergy", "SYCSMARTCITIES": "SyCSmartCities", "SYCLVDC": "SyCLVDC", "SYCAAL": "SyCAAL",
    "SYCCOMM": "SyCCOMM", "SYCSM": "SyCSM", "SYCBIODIGITAL": "SyCBioDigital",
}  # fmt: skip
COMMITTEE_WORDS: Final = (
    "CIS", "SMB", "SMBNC", "CAB", "MSB", "ACEA", "ACEE", "ACOS", "ACSEC", "ACTAD", "ACART", "GRAC", "IF", "SEG",
    "JTC", "PC",
    "PNW", "PWI", *COMMITTEES,
)  # fmt: skip
_COMMITTEE: Final = (
    r"(?:\d{1,3}[A-Z]?|CIS/[A-Z]|CISPR|SMBNC|SMB|CAB|CB|MSB|ACEA|ACEE|ACOS|ACSEC|ACTAD|ACART|GRAC|IF|SEG\d{1,2}|SYC[A-Z]{2,14}"
    r"|JTC\d-SC\d{1,2}|JTC\d|PC\d{3})"
)
_DOCUMENT: Final = re.compile(
    rf"({_COMMITTEE})\s?/\s?(\d{{1,5}}[A-Z]?)(?:\(([EF])\))?\s?/\s?({_STAGES})(?![A-Z\d/])", re.ASCII
)
_PROJECT: Final = re.compile(
    rf"(PNW|PWI)\s++(?:(TR|TS|SRD|PAS)\s++)?({_COMMITTEE})-(\d{{1,5}})(?:\s++ED\s?(\d{{1,2}}))?(?![\d])", re.ASCII
)
_SCHEME: Final = re.compile(
    r"""[\s_\-]*+(TRF|OD|AD|CS)?[\s_\-]*+(CISPR\s?)?(\d{2,6})((?:-(?!\d{4}:)[\dA-Z]{1,6}(?:_DS)?(?![\dA-Z])|-\d{1,3}(?:,\d{1,3})*[A-Z]?(?![\dA-Z]))*)
    ((?:,\d{1,3})*)([A-Z](?![A-Z]))?(V\d{1,2}[A-Z]?\d?(?:_DS)?)?
    (?:\s*+:\s*+((?:19|20)\d\d)(?!\d)(?:-(\d\d))?)?(?:\((EN|FR)\))?(?:\s++ED\s?(\d{1,2}(?:\.\d)?))?(?![A-Z\d])""",
    re.ASCII | re.VERBOSE,
)


def document(text: str, place: int, _spec: object = None) -> Found | None:
    """A working document: committee, running number, kind of paper."""
    match = _DOCUMENT.match(text, place)
    if match is None:
        return project(text, place)
    committee, number, language, stage = match.groups("")
    docid = DocId(
        COMMITTEES.get(committee, committee), "working_document", number=number, stage=stage,
        language={"E": "en", "F": "fr"}.get(language, ""),
    )  # fmt: skip
    return docid, match.end()


def project(text: str, place: int) -> Found | None:
    """A project that has no number yet."""
    match = _PROJECT.match(text, place)
    if match is None:
        return None
    stage, doctype, committee, number, edition = match.groups("")
    docid = DocId(
        COMMITTEES.get(committee, committee), "project", doctype=doctype, number=number, stage=stage, edition=edition
    )
    return docid, match.end()


def scheme(text: str, place: int, spec: str) -> Found | None:
    """Papers of the conformity assessment systems IECEE, IECQ and IECEx (`spec`)."""
    match = _SCHEME.match(text, place)
    if match is None:
        return None
    doctype, cispr, number, dashed, also, letter, version, year, month, language, edition = match.groups("")
    docid = DocId(
        spec, "standard",
        doctype=doctype, number=f"CISPR {number}" if cispr else number,
        parts=tuple((dashed[1:] + also).split("-")) if dashed else (),
        year=int(year) if year else None, month=int(month) if month else None,
        language=language.lower(), version=letter + version.lower(), edition=edition,
    )  # fmt: skip
    return docid, match.end()
