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
from guiju.checks.models import Check, CheckLine
from guiju.platform.models import AuditEntry, Event, ImportRun, Job, Source, User

__all__ = [
    "AuditEntry",
    "Body",
    "Check",
    "CheckLine",
    "Classification",
    "ColumnMapping",
    "Committee",
    "DraftingOrganisation",
    "Event",
    "ImportRun",
    "Job",
    "MandateChange",
    "Relation",
    "Source",
    "SourceRecord",
    "Standard",
    "StandardClassification",
    "StatusPeriod",
    "User",
]
