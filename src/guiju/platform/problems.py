"""What went wrong, for programs: RFC 9457 (problem+json), in the words people read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from guiju.kernel.reasons import Language, Reason, Text
from guiju.platform.reasons import declare, render

CONTENT_TYPE: Final = "application/problem+json"
DOCUMENTED_AT: Final = "/api"

TITLES: Final[dict[str, Text]] = {
    "bad-request": Text("请求无法读取", "The request cannot be read"),
    "bad-cursor": Text("游标无效", "The cursor cannot be used"),
    "gone-cursor": Text("游标已失效", "The cursor is of another database"),
    "unauthorized": Text("令牌缺失或无效", "No valid token"),
    "forbidden": Text("令牌无此权限", "The token does not allow this"),
    "not-found": Text("未找到", "Not found"),
    "not-held": Text("本库未收录该标准", "The catalogue does not hold this standard"),
    "not-allowed": Text("不支持该方法", "Method not allowed"),
    "conflict": Text("当前状态不允许此操作", "The state it is in does not allow this"),
    "not-finished": Text("核查尚未完成", "The check is not finished"),
    "too-large": Text("请求内容过大", "Too large"),
    "unsupported": Text("不支持该内容类型", "Content of another type"),
    "invalid": Text("参数不合要求", "A value is not as it must be"),
    "too-many": Text("请求过于频繁", "Too many requests"),
    "fault": Text("服务器内部错误", "A fault of this server"),
    "not-ready": Text("索引正在建立", "The index is being built"),
}
"""The kinds of problem and their titles."""

declare({f"problem.{code}": text for code, text in TITLES.items()})
declare(
    {
        "problem.address": Text("地址 %(path)s 不存在", "there is nothing at %(path)s"),
        "problem.method": Text("此处可用的方法：%(allowed)s", "here these methods are allowed: %(allowed)s"),
        "problem.content_type": Text("请以 %(wanted)s 发送内容", "send the content as %(wanted)s"),
        "problem.wait": Text("请在 %(seconds)s 秒后重试", "try again in %(seconds)s seconds"),
        "problem.token.missing": Text(
            "请在请求头中提供：Authorization: Bearer 令牌", "send a token in the header: Authorization: Bearer TOKEN"
        ),
        "problem.token.unknown": Text("未知的令牌", "this token is not known"),
        "problem.token.expired": Text("令牌已过期", "this token has expired"),
        "problem.token.revoked": Text("令牌已被撤销", "this token was revoked"),
        "problem.token.scope": Text("该操作需要权限 %(scope)s", "this needs a token with the scope %(scope)s"),
        "problem.cursor": Text(
            "请使用上一次回答给出的游标，或去掉该参数重新开始",
            "use a cursor as an answer gave it, or start without one",
        ),
        "problem.too_deep": Text(
            "搜索结果最多读取 %(most)s 条；请缩小范围，或使用导出与变更接口",
            "the first %(most)s hits can be read; narrow the search down, or use exports or the changes",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One value that is not as it must be: where it stands (`query.limit`) and what was expected, in words."""

    where: str
    message: str


@dataclass
class Problem(Exception):  # noqa: N818 (the word of RFC 9457)
    """A request that has no other answer. `more` are members of its own, `headers` go with the answer."""

    status: int
    code: str
    detail: Reason | str = ""
    faults: Sequence[Fault] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self, language: Language) -> dict[str, Any]:
        """The document of the problem."""
        detail = render(self.detail, language) if isinstance(self.detail, Reason) else self.detail
        told: dict[str, Any] = {
            "type": f"{DOCUMENTED_AT}#{self.code}",
            "title": render(Reason.of(f"problem.{self.code}"), language),
            "status": self.status,
        }
        if detail:
            told["detail"] = detail
        if self.faults:
            told["errors"] = [{"where": fault.where, "message": fault.message} for fault in self.faults]
        return {**told, **self.more}
