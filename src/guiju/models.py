"""Every sub-domain's models, gathered for Django; nothing else."""

from guiju.catalogue.models import (
    Body,
    Classification,
    ColumnMapping,
    Committee,
    DraftingOrganisation,
    MandateChange,
    Relation,
    SourceRecord,
    Standard,
    StandardClassification,
    StatusPeriod,
)
from guiju.checks.models import Check, CheckLine, Completion, Report, ReportCount, ReportLine
from guiju.platform.models import AuditEntry, Event, ImportRun, Job, Source, User

__all__ = [
    "AuditEntry",
    "Body",
    "Check",
    "CheckLine",
    "Classification",
    "ColumnMapping",
    "Committee",
    "Completion",
    "DraftingOrganisation",
    "Event",
    "ImportRun",
    "Job",
    "MandateChange",
    "Relation",
    "Report",
    "ReportCount",
    "ReportLine",
    "Source",
    "SourceRecord",
    "Standard",
    "StandardClassification",
    "StatusPeriod",
    "User",
]
