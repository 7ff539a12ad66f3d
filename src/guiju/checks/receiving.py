"""A file that was handed in, as a path."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile


@contextmanager
def as_path(upload: UploadedFile[Any]) -> Iterator[Path]:
    """Where the file lies while it is being read; a small one is written out first."""
    if isinstance(upload, TemporaryUploadedFile):
        yield Path(upload.temporary_file_path())
        return
    with tempfile.NamedTemporaryFile(suffix=Path(upload.name or "").suffix) as file:
        file.writelines(upload.chunks())
        file.flush()
        yield Path(file.name)
