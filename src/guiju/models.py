"""Every sub-domain's models, gathered for Django; nothing else."""

from guiju.platform.models import AuditEntry, Event, ImportRun, Job, Source, User

__all__ = ["AuditEntry", "Event", "ImportRun", "Job", "Source", "User"]
