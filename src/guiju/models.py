"""Every sub-domain's models, gathered for Django; nothing else."""

from guiju.alerts.models import Address, Alert, Delivery, Mute, Notice, Pace, Recipient
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
from guiju.organisations.models import Administrator, Membership, OfficialDuty, Organisation
from guiju.platform.models import ApiToken, AuditEntry, Event, ImportRun, Job, Source, User

__all__ = [
    "Address",
    "Administrator",
    "Alert",
    "ApiToken",
    "AuditEntry",
    "Body",
    "Check",
    "CheckLine",
    "Classification",
    "ColumnMapping",
    "Committee",
    "Completion",
    "Delivery",
    "DraftingOrganisation",
    "Event",
    "ImportRun",
    "Job",
    "MandateChange",
    "Membership",
    "Mute",
    "Notice",
    "OfficialDuty",
    "Organisation",
    "Pace",
    "Recipient",
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
