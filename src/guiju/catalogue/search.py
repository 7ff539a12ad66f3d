"""What the search may find in the catalogue."""

from __future__ import annotations

from guiju.catalogue.queries.searching import search_documents
from guiju.search.registry import Searchable, SearchField, searchables

searchables.add(
    "standard",
    Searchable(
        kind="standard",
        fields=(
            SearchField("number", weight=10),
            SearchField("title_zh", weight=4),
            SearchField("title_en", weight=4),
            SearchField("committee"),
            SearchField("level", facet=True),
            SearchField("mandate", facet=True),
            SearchField("body", facet=True),
            SearchField("year", facet=True),
            SearchField("ics", facet=True),
            SearchField("ccs", facet=True),
            SearchField("periods"),
        ),
        documents=search_documents,
    ),
)
