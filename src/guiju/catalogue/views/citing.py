"""A standard cited, on its page and as a file for a reference manager."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from guiju.catalogue import queries
from guiju.catalogue.forms import STATUSES, CitationForm
from guiju.catalogue.rules.citing import FORMS, Citable
from guiju.platform.language import LANGUAGE_CODES, page_language

if TYPE_CHECKING:
    from guiju.catalogue.models import Standard
    from guiju.catalogue.rules import Edition
    from guiju.kernel.reasons import Language


@dataclass(frozen=True, slots=True)
class Shown:
    """One form of the citation as the page shows it: its name, its text, where its file is."""

    kind: str
    name: str
    text: str
    address: str


@require_safe
def cite(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """The citation as a file; a former key leads to the present one."""
    if kind not in FORMS:
        raise Http404(kind)
    try:
        edition = queries.get_edition(key)
    except queries.StandardNotFound as missing:
        raise Http404(key) from missing
    if edition.key != key:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponseRedirect(reverse("cite", args=[edition.key, kind]) + query)
    cited = make_citable(queries.get_standard(key), edition, CitationForm(request.GET).chosen)
    answer = HttpResponse(FORMS[kind].write(cited), content_type=f"{FORMS[kind].media_type}; charset=utf-8")
    file_name = f"{cited.name.replace('/', '-')}.{kind}"
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file_name) or ""
    return answer


def citations_shown(row: Standard, edition: Edition) -> list[Shown]:
    """Every form of the citation, in the page's language where the record has its title in that."""
    language = page_language()
    cited = make_citable(row, edition, language)
    return [
        Shown(kind, form.name, form.write(cited), f"{reverse('cite', args=[row.key, kind])}?language={language}")
        for kind, form in FORMS.items()
    ]


def make_citable(row: Standard, edition: Edition, wanted: Language) -> Citable:
    """What is on record of an edition, its title in the language wanted or else in the one there is."""
    titles: dict[Language, str] = {"zh": row.title_zh, "en": row.title_en}
    other: Language = "en" if wanted == "zh" else "zh"
    language = wanted if titles[wanted] or not titles[other] else other
    return Citable(
        key=row.key,
        number=row.number,
        printed=row.printed,
        title=titles[language],
        other_title=titles["en" if language == "zh" else "zh"],
        language=language,
        committee=row.committee.name_zh if row.committee else "",
        issued_by=row.issuing_body.name if row.issuing_body else "",
        issued=row.issued,
        standing=_standing(edition, timezone.localdate(), language),
    )


def _standing(edition: Edition, on: dt.date, language: Language) -> str:
    """The status with its date: without it the word would be untrue one day."""
    with translation.override(LANGUAGE_CODES[language]):
        return f"{STATUSES[edition.status_on(on).status].text} ({on.isoformat()})"
