"""What cannot be done as asked, in words for a person."""

from __future__ import annotations

from guiju.kernel.reasons import Reason


class WatchProblem(ValueError):  # noqa: N818 (reads as what it is)
    """The request cannot be met; `reason` says why and what to do."""

    def __init__(self, code: str, **params: object) -> None:
        self.reason = Reason.of(f"watch.problem.{code}", **params)
        super().__init__(code)
