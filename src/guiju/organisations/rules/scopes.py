"""What a token may be allowed, and what that means; each sub-domain adds a line for what it opens to programs."""

from __future__ import annotations

from typing import Final

CHECKS_WRITE: Final = "checks:write"
SCOPES: Final[dict[str, str]] = {CHECKS_WRITE: "create checks, choose their columns, delete them"}
