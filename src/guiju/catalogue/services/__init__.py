"""Writes of the catalogue: the use cases that importers, commands and pages call."""

from guiju.catalogue.services.classifying import save_classifications
from guiju.catalogue.services.importing import ImportSummary, SourceSpec, import_rows
from guiju.catalogue.services.mappings import save_mapping

__all__ = ["ImportSummary", "SourceSpec", "import_rows", "save_classifications", "save_mapping"]
