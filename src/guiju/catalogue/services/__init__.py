"""Writes of the catalogue: the use cases that importers, commands and pages call."""

from guiju.catalogue.services.classifying import save_classifications
from guiju.catalogue.services.importing import ImportSummary, SourceSpec, import_rows
from guiju.catalogue.services.mappings import save_mapping
from guiju.catalogue.services.ranking import UnknownSource, change_rank

__all__ = [
    "ImportSummary",
    "SourceSpec",
    "UnknownSource",
    "change_rank",
    "import_rows",
    "save_classifications",
    "save_mapping",
]
