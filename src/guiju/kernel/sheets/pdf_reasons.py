"""The words of reading PDF, in both languages; `reasons` has them among its own."""

from __future__ import annotations

from guiju.kernel.reasons import Text

TEXTS: dict[str, Text] = {
    "sheets.no_text_layer": Text(
        "PDF 共 %(pages)s 页，没有可读的文字层（多为扫描件，或字体未附编码）。"
        "请先做文字识别（OCR），再读识别后的 PDF 或 .docx。",
        "None of the %(pages)s pages of the PDF has a text layer that can be read (scanned, or fonts without their "
        "encoding). Run OCR first, then hand over the PDF or .docx it gives.",
    ),
    "sheets.encrypted_pdf": Text(
        "PDF 设有打开密码。请取消密码后再试。",
        "A password stands before this PDF. Remove it and try again.",
    ),
    "sheets.broken_pdf": Text(
        "PDF 已损坏或不完整。请重新传输，或在阅读器中打开并另存。",
        "The PDF is damaged or incomplete. Transfer it again, or open it in a reader and save it anew.",
    ),
    "sheets.too_many_pages": Text(
        "PDF 共 %(pages)s 页，超过 %(limit)s 页的上限。请拆分成几个文件。",
        "The PDF has %(pages)s pages, more than the limit of %(limit)s. Split it into several files.",
    ),
    "sheets.page_too_long": Text(
        "PDF 第 %(page)s 页的文字超过 %(limit)s 个字符的上限，未读取。请删去此页，或重新生成文件。",
        "Page %(page)s of the PDF holds more than the limit of %(limit)s characters and was not read. "
        "Remove the page, or make the file anew.",
    ),
    "sheets.pdf_out_of_time": Text(
        "读 PDF 用时超过 %(seconds)s 秒的上限（读到第 %(page)s 页）。请拆分，或在阅读器中打开并另存。",
        "Reading the PDF took longer than the limit of %(seconds)s seconds (page %(page)s was the last). "
        "Split it, or open it in a reader and save it anew.",
    ),
    "sheets.pdf_failed": Text(
        "读 PDF 时中断（第 %(page)s 页之后）：文件已损坏，或所需内存超过 %(limit)s MB 的上限。"
        "请在阅读器中打开并另存，或拆分。",
        "Reading the PDF broke off behind page %(page)s: the file is damaged, or needs more memory than the limit of "
        "%(limit)s MB. Open it in a reader and save it anew, or split it.",
    ),
    "sheets.note.pages_without_text": Text(
        "第 %(pages)s 页没有可读的文字（空白或扫描），未读取；扫描页请先做文字识别（OCR）",
        "pages %(pages)s have no text that can be read (blank or scanned) and were passed over; run OCR on scans first",
    ),
    "sheets.note.broken_pages": Text(
        "第 %(pages)s 页已损坏，未读取", "pages %(pages)s are damaged and were passed over"
    ),
    "sheets.place.page": Text("第 %(number)s 页", "page %(number)s"),
    "sheets.place.running_head": Text("第 %(pages)s 页的页眉或页脚", "the running head or foot of pages %(pages)s"),
}
