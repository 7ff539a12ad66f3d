"""Keeping which column of a kind of list holds which fact."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from guiju.catalogue.models import ColumnMapping
from guiju.platform.list_files import file_stem


def save_mapping(*, name: str, columns: Mapping[str, str]) -> Path:
    """Keep a mapping under a name, in the database and as a JSON file a person can edit; returns the file."""
    ColumnMapping.objects.update_or_create(name=name, defaults={"columns": dict(columns), "saved_at": timezone.now()})
    path = Path(settings.GUIJU_HOME) / "mappings" / f"{file_stem(name)}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(columns, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path
