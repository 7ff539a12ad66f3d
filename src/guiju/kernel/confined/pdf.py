"""Reads the text layer of a PDF page by page and prints it; run by `sheets.pdf_pages`, not imported.

Arguments: FILE MOST_PAGES MOST_CHARACTERS (of one page). Prints {"pages": count}, then for each page
[number, text, is_picture]; the text is null where the page is damaged, and it is a picture where an image covers most
of it and next to no text is there. Where the file cannot be read it ends with {"problem": word}: encrypted, broken,
too_many_pages, page_too_long (the page behind the last one printed).
"""

from __future__ import annotations

import json
import sys
from typing import Final

import pypdfium2
from pypdfium2 import raw

from guiju.kernel.confined.limiting import limit_process

FEW_CHARACTERS: Final = 60
"""A scanned page may carry a printed page number or a library's stamp as text."""
MOST_OF_A_PAGE: Final = 0.5
NESTED: Final = 3


class Problem(Exception):  # noqa: N818 (reads as what happened)
    """Why the file cannot be read."""


def say(value: object) -> None:
    """One value, one line."""
    print(json.dumps(value), flush=True)


def open_pdf(path: str) -> pypdfium2.PdfDocument:
    """The document; `Problem` for one with a password and one that is damaged."""
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        raise Problem("encrypted" if locked else "broken") from error


def is_picture(page: pypdfium2.PdfPage) -> bool:
    """Whether an image covers most of the page."""
    width, height = page.get_size()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=NESTED):
        left, bottom, right, top = item.get_bounds()
        shown = max(0.0, min(right, width) - max(left, 0.0)) * max(0.0, min(top, height) - max(bottom, 0.0))
        if shown > MOST_OF_A_PAGE * width * height:
            return True
    return False


def page_value(document: pypdfium2.PdfDocument, number: int, most_characters: int) -> list[object]:
    """What is printed of one page, numbered from 1."""
    try:
        page = document[number - 1]
        layer = page.get_textpage()
    except pypdfium2.PdfiumError:
        return [number, None, False]
    if layer.count_chars() > most_characters:
        raise Problem("page_too_long")
    text = layer.get_text_range()
    value = [number, text, len(text.strip()) < FEW_CHARACTERS and is_picture(page)]
    layer.close()
    page.close()
    return value


def read_pages(path: str, most_pages: int, most_characters: int) -> None:
    """Print how many pages there are, then each; `Problem` where something stands in the way."""
    document = open_pdf(path)
    say({"pages": len(document)})
    if len(document) > most_pages:
        raise Problem("too_many_pages")
    for number in range(1, len(document) + 1):
        say(page_value(document, number, most_characters))


def main(path: str, most_pages: str, most_characters: str) -> None:
    """Print every page, or what stands in the way."""
    limit_process()
    try:
        read_pages(path, int(most_pages), int(most_characters))
    except Problem as problem:
        say({"problem": str(problem)})


if __name__ == "__main__":
    main(*sys.argv[1:])
