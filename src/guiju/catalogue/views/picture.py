"""A drawing as data for the script that draws it anew: the same nodes and arrows, many more of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from guiju.catalogue.forms import STATUSES
from guiju.catalogue.views.drawing import STEP, Arrow, Box, Graph

MOST: Final = 300
"""Standards in one drawing; tried up to twice as many, more is too dense to be read even when enlarged."""


def picture_of(graph: Graph, name: str, *, sided: bool = False) -> dict[str, Any]:
    """What `charts.js` draws. `column` and `row` count places, `place` numbers the nodes, arrows go by these numbers.

    `sided`: what stands left and right of the node in the middle has its words turned away from it.
    """
    columns = {x: place for place, x in enumerate(sorted({box.x for box in graph.boxes}))}
    first = min((box.y for box in graph.boxes), default=0)
    rows = {box.y for box in graph.boxes}
    middle = next((columns[box.x] for box in graph.boxes if box.here), 0)
    nodes = [
        {**_node(box), "place": place, "column": columns[box.x], "row": (box.y - first) / STEP}
        for place, box in enumerate(graph.boxes)
    ]
    for node in nodes:
        node["side"] = "left" if node["column"] < middle else "right"
    return {
        "id": f"drawing-{name}",
        "kind": "graph",
        "sided": sided,
        "columns": len(columns),
        "rows": (max(rows, default=0) - first) // STEP + 1,
        "nodes": nodes,
        "heads": [{"text": head.text, "column": columns[head.x]} for head in graph.heads],
        "edges": [_edge(arrow) for arrow in graph.arrows],
        "left_out": graph.left_out,
    }


def _node(box: Box) -> dict[str, Any]:
    node = box.node
    word = STATUSES.get(node.status)
    return {
        "number": node.key or node.line,
        "title": node.title,
        "word": str(word.text) if word else "" if node.held else _("not in this catalogue"),
        "tone": word.tone if word else "open",
        "symbol": word.symbol if word else "more" if node.held else "outside",
        "line": node.line if node.key else "",
        "held": node.held,
        "here": box.here,
        "href": "" if box.here else node.address,
    }


def _edge(arrow: Arrow) -> Mapping[str, object]:
    older, newer = arrow.ends
    return {"from": older, "to": newer, "part": arrow.part, "stale": arrow.stale}
