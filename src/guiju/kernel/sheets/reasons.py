"""The words of this package's errors, notes and places, in both languages."""

from __future__ import annotations

from guiju.kernel.reasons import Text
from guiju.kernel.sheets.pdf_reasons import TEXTS as _PDF

_WRONG_TYPE = {
    "sheets.is_pdf": Text(
        "这是 PDF 文件，不是表格或 Word 文档。请导出为 .xlsx、.csv 或 .docx 后再上传。",
        "This is a PDF, not a spreadsheet or a Word document. Export it as .xlsx, .csv or .docx.",
    ),
    "sheets.is_image": Text(
        "这是图片，里面的文字读不出来。请提供 .xlsx、.csv、.docx 或 .txt。",
        "This is a picture; its text cannot be read. Give an .xlsx, .csv, .docx or .txt file.",
    ),
    "sheets.is_html": Text(
        "这是网页，只是文件名像表格。请在 Excel 或 WPS 中打开，另存为 .xlsx。",
        "This is a web page under a spreadsheet's name. Open it in Excel or WPS and save it as .xlsx.",
    ),
    "sheets.is_xml_spreadsheet": Text(
        "这是 XML 表格（2003 格式）。请在 Excel 或 WPS 中打开，另存为 .xlsx。",
        "This is an XML spreadsheet of 2003. Open it in Excel or WPS and save it as .xlsx.",
    ),
    "sheets.is_rtf": Text(
        "这是 RTF 文档。请在 Word 或 WPS 中打开，另存为 .docx。",
        "This is an RTF document. Open it in Word or WPS and save it as .docx.",
    ),
    "sheets.is_doc": Text(
        "这是旧版 Word 文档（.doc）。请在 Word 或 WPS 中打开，另存为 .docx。",
        "This is an old Word document (.doc). Open it in Word or WPS and save it as .docx.",
    ),
    "sheets.is_ods": Text(
        "这是 OpenDocument 文件。请另存为 .xlsx 或 .docx。",
        "This is an OpenDocument file. Save it as .xlsx or .docx.",
    ),
    "sheets.is_xlsb": Text(
        "这是二进制工作簿（.xlsb）。请在 Excel 或 WPS 中打开，另存为 .xlsx。",
        "This is a binary workbook (.xlsb). Open it in Excel or WPS and save it as .xlsx.",
    ),
    "sheets.is_pptx": Text(
        "这是演示文稿，不是表格或 Word 文档。请把其中的标准清单另存为 .xlsx 或 .docx。",
        "This is a presentation, not a spreadsheet or a Word document. Save its list as .xlsx or .docx.",
    ),
    "sheets.is_ole": Text(
        "这是旧版 Office 文件，但里面没有工作簿，或文件不完整。请重新保存为 .xlsx 或 .docx。",
        "This is an old Office file that holds no workbook, or is cut off. Save it again as .xlsx or .docx.",
    ),
    "sheets.is_archive": Text(
        "这是压缩包。请解压后上传其中的文件。",
        "This is an archive. Unpack it and hand over the file inside.",
    ),
    "sheets.is_binary": Text(
        "文件内容不是文字，也不是可识别的表格或文档。请提供 .xlsx、.csv、.docx 或 .txt。",
        "The content is neither text nor a known spreadsheet or document. Give an .xlsx, .csv, .docx or .txt file.",
    ),
    "sheets.is_document": Text(
        "内容是 Word 文档，文件名却不是。请把文件名的后缀改为 .docx 再试。",
        "The content is a Word document, the name says otherwise. Give the name the ending .docx and try again.",
    ),
    "sheets.is_text": Text(
        "内容是纯文本，文件名却是 Word 文档。请把文件名的后缀改为 .txt 再试。",
        "The content is plain text, the name is a Word document's. Give the name the ending .txt and try again.",
    ),
    "sheets.is_workbook": Text(
        "内容是电子表格，文件名却不是。请把文件名的后缀改为 .xlsx（旧版为 .xls）再试。",
        "The content is a spreadsheet, the name says otherwise. Give the name the ending .xlsx (.xls for an old one) "
        "and try again.",
    ),
}

_ERRORS = {
    "sheets.missing": Text(
        "找不到文件 %(name)s。请检查路径和文件名。",
        "There is no file %(name)s. Check its folder and name.",
    ),
    "sheets.empty_file": Text(
        "文件是空的（0 字节）。请确认选对了文件，并且已经保存。",
        "The file is empty (0 bytes). Make sure that it is the right file and that it was saved.",
    ),
    "sheets.no_rows": Text(
        "没有可读的行：各个可见的工作表都是空的。内容若在隐藏的工作表中，请先取消隐藏。",
        "There are no rows: every visible sheet is empty. If the content is on a hidden sheet, unhide it.",
    ),
    "sheets.no_text": Text(
        "没有可读的文字。请确认选对了文件；文字若在图片里，请先转成文字。",
        "There is no text to read. Make sure that it is the right file; text in pictures has to be typed first.",
    ),
    "sheets.only_heading": Text(
        "“%(sheet)s”第 %(row)s 行的表头下面没有内容。请填上标准编号再提交。",
        "“%(sheet)s” has nothing below its heading in row %(row)s. Fill in the numbers and hand it in again.",
    ),
    "sheets.no_such_sheet": Text(
        "没有名为“%(sheet)s”的工作表。现有：%(names)s。",
        "There is no sheet named “%(sheet)s”. There are: %(names)s.",
    ),
    "sheets.encrypted": Text(
        "文件设有密码。请在 Excel、WPS 或 Word 中取消密码后再试。",
        "The file is protected by a password. Remove the password in Excel, WPS or Word and try again.",
    ),
    "sheets.broken_zip": Text(
        "文件已损坏或不完整（%(part)s）。请重新保存或重新传输。",
        "The file is damaged or incomplete (%(part)s). Save it again or transfer it again.",
    ),
    "sheets.broken_xml": Text(
        "文件内部“%(part)s”第 %(line)s 行不合规范，可能已损坏。请在 Excel、WPS 或 Word 中打开并另存。",
        "The file's part “%(part)s” is not well formed at line %(line)s. "
        "Open it in Excel, WPS or Word and save it again.",
    ),
    "sheets.forbidden_xml": Text(
        "文件内部“%(part)s”含有文档类型声明，出于安全原因不读取。请在 Excel、WPS 或 Word 中打开并另存。",
        "The file's part “%(part)s” declares a document type, which is not read for safety. "
        "Open it in Excel, WPS or Word and save it again.",
    ),
    "sheets.missing_part": Text(
        "文件缺少内部部件“%(part)s”，可能已损坏。请在 Excel、WPS 或 Word 中打开并另存。",
        "The file lacks its part “%(part)s”; it may be damaged. Open it in Excel, WPS or Word and save it again.",
    ),
    "sheets.broken_gzip": Text(
        "压缩文件已损坏或不完整。请重新压缩或重新传输。",
        "The compressed file is damaged or incomplete. Compress it again or transfer it again.",
    ),
    "sheets.broken_xls": Text(
        "旧版工作簿（.xls）读不出来。请在 Excel 或 WPS 中打开，另存为 .xlsx。",
        "The old workbook (.xls) cannot be read. Open it in Excel or WPS and save it as .xlsx.",
    ),
    "sheets.open_quote": Text(
        "第 %(row)s 行有一个引号没有闭合。请补上引号，或把整个文件另存为 .xlsx。",
        "A quotation mark opened in row %(row)s never closes. Close it, or save the file as .xlsx.",
    ),
    "sheets.too_many_bytes": Text(
        "文件超过 %(limit)s MB 的上限。请拆分后再试。",
        "The file is larger than the limit of %(limit)s MB. Split it and try again.",
    ),
    "sheets.too_many_unpacked_bytes": Text(
        "文件展开后超过 %(limit)s MB 的上限，未继续读取。请删去多余内容或拆分。",
        "The file unfolds to more than the limit of %(limit)s MB and was not read further. "
        "Remove what is not needed, or split it.",
    ),
    "sheets.suspicious_ratio": Text(
        "文件的压缩比异常高（“%(part)s”），出于安全原因不再读取。请在 Excel、WPS 或 Word 中打开并另存。",
        "The file is compressed beyond what documents are (“%(part)s”) and was not read further for safety. "
        "Open it in Excel, WPS or Word and save it again.",
    ),
    "sheets.too_many_parts": Text(
        "文件内部部件超过 %(limit)s 个，出于安全原因不读取。请在 Excel、WPS 或 Word 中打开并另存。",
        "The file has more than %(limit)s inner parts and is not read for safety. "
        "Open it in Excel, WPS or Word and save it again.",
    ),
    "sheets.too_many_rows": Text(
        "工作表“%(sheet)s”超过 %(limit)s 行的上限。请拆分成几个文件。",
        "Sheet “%(sheet)s” has more than the limit of %(limit)s rows. Split it into several files.",
    ),
    "sheets.too_many_columns": Text(
        "“%(sheet)s”第 %(row)s 行超过 %(limit)s 列的上限。请删去多余的列；一行里列了许多编号的，请每行写一个编号。",
        "Row %(row)s of “%(sheet)s” has more than the limit of %(limit)s columns. "
        "Remove those not needed; where one line lists many numbers, write one number a line.",
    ),
    "sheets.cell_too_long": Text(
        "“%(sheet)s”第 %(row)s 行第 %(column)s 列的内容超过 %(limit)s 个字符的上限。"
        "请缩短；一格里列了许多编号的，请每行写一个编号。",
        "Row %(row)s, column %(column)s of “%(sheet)s” holds more than the limit of %(limit)s characters. "
        "Shorten it; where one cell lists many numbers, write one number a row.",
    ),
    "sheets.too_many_paragraphs": Text(
        "文档超过 %(limit)s 段的上限。请拆分成几个文件。",
        "The document has more than the limit of %(limit)s paragraphs. Split it into several files.",
    ),
    "sheets.paragraph_too_long": Text(
        "%(part)s 中有一段超过 %(limit)s 个字符的上限。请分段。",
        "A paragraph in %(part)s is longer than the limit of %(limit)s characters. Split it.",
    ),
    "sheets.line_too_long": Text(
        "第 %(row)s 行超过 %(limit)s 个字符，不是表格的一行。请每行写一个编号，或把文件存为 .txt 再试。",
        "Line %(row)s has more than %(limit)s characters, which no row of a table has. Write one number a line, "
        "or save the file as .txt and try again.",
    ),
    "sheets.no_room": Text(
        "工作表“%(sheet)s”右侧没有空列可写结果。请删去多余的列。",
        "Sheet “%(sheet)s” has no free column on its right for the answers. Remove columns not needed.",
    ),
    "sheets.no_such_row": Text(
        "工作表“%(sheet)s”没有第 %(row)s 行，结果写不进去。",
        "Sheet “%(sheet)s” has no row %(row)s to put an answer into.",
    ),
    "sheets.not_utf8": Text(
        "文件内部“%(part)s”不是 UTF-8 编码，结果无法原样写回。请在 Excel、WPS 或 Word 中打开并另存。",
        "The file's part “%(part)s” is not in UTF-8, so answers cannot be put into it as it stands. "
        "Open it in Excel, WPS or Word and save it again.",
    ),
    "sheets.not_annotatable": Text(
        "只有 .xlsx、.xlsm、.docx、.docm 和分隔文本可以把结果原样写回。请另存为 .xlsx 或 .docx。",
        "Answers can be put only into .xlsx, .xlsm, .docx, .docm and delimited text. Save the file as .xlsx or .docx.",
    ),
    "sheets.signed": Text(
        "文件有数字签名，写入结果会使签名失效，因此没有改动。请使用结果表（.xlsx），或去掉签名后再试。",
        "The file is digitally signed; putting answers in would break the signature, so it was left alone. "
        "Take the table of answers (.xlsx), or remove the signature and try again.",
    ),
}

_NOTES = {
    "sheets.note.hidden_sheets": Text(
        "有隐藏的工作表未读取：%(names)s。",
        "Hidden sheets were not read: %(names)s.",
    ),
    "sheets.note.other_sheets": Text(
        "工作簿还有其他工作表：%(names)s。",
        "The workbook has other sheets: %(names)s.",
    ),
    "sheets.note.hidden_rows": Text(
        "隐藏的行也已读取：%(count)s 行，首个为第 %(row)s 行。",
        "Hidden rows were read as well: %(count)s, the first is row %(row)s.",
    ),
    "sheets.note.formulas": Text(
        "公式单元格用的是文件中保存的结果：%(count)s 个，首个为 %(cell)s。",
        "Formulas were read by the results saved in the file: %(count)s, the first is %(cell)s.",
    ),
    "sheets.note.formulas_without_value": Text(
        "公式单元格没有保存结果，按空白读取：%(count)s 个，首个为 %(cell)s。请在 Excel 中打开并保存后再试。",
        "Formulas without a saved result were read as blank: %(count)s, the first is %(cell)s. "
        "Open the file in Excel, save it and try again.",
    ),
    "sheets.note.merged_cells": Text(
        "有合并单元格 %(count)s 处，内容只算在左上角的单元格。",
        "There are %(count)s merged ranges; the content counts for the top left cell only.",
    ),
    "sheets.note.tracked": Text(
        "文档有修订 %(count)s 处：插入的文字已读，删除的文字未读。",
        "The document has %(count)s tracked changes: inserted text was read, deleted text was not.",
    ),
    "sheets.note.comments": Text("有批注 %(count)s 条，未读取。", "%(count)s comments in the margin were not read."),
    "sheets.note.embedded": Text(
        "文档内嵌了 %(count)s 个其他文件，未读取。请打开内嵌文件，把其中的编号另行提交。",
        "%(count)s files embedded in the document were not read. Open them and hand in their numbers separately.",
    ),
    "sheets.note.macros": Text("文件含有宏，未运行。", "The file holds macros; they were not run."),
    "sheets.note.encoding": Text(
        "文字编码按 %(encoding)s 读取（推断）。若出现乱码，请另存为 UTF-8。",
        "The text was read as %(encoding)s (a guess). If it looks garbled, save it as UTF-8.",
    ),
    "sheets.note.broken_bytes": Text(
        "有不合 %(encoding)s 编码的字节，首个在第 %(line)s 行，已以 \\x 形式保留。",
        "Some bytes are not valid %(encoding)s, the first in line %(line)s; they were kept as \\x codes.",
    ),
    "sheets.note.nuls": Text(
        "文字中有空字节（NUL），已略去，首个在第 %(line)s 行。",
        "The text holds NUL bytes, left out; the first is in line %(line)s.",
    ),
    "sheets.note.really_text": Text(
        "文件名像工作簿，内容其实是分隔文本，已按文本读取。",
        "The name is a workbook's, the content is delimited text; it was read as text.",
    ),
}

_PLACES = {
    "sheets.place.paragraph": Text("第 %(number)s 段", "paragraph %(number)s"),
    "sheets.place.line": Text("第 %(number)s 行", "line %(number)s"),
    "sheets.place.table": Text(
        "表 %(table)s 第 %(row)s 行第 %(column)s 列", "table %(table)s, row %(row)s, column %(column)s"
    ),
    "sheets.place.footnote": Text("脚注，第 %(number)s 段", "footnotes, paragraph %(number)s"),
    "sheets.place.endnote": Text("尾注，第 %(number)s 段", "endnotes, paragraph %(number)s"),
    "sheets.place.header": Text("页眉，第 %(number)s 段", "page header, paragraph %(number)s"),
    "sheets.place.footer": Text("页脚，第 %(number)s 段", "page footer, paragraph %(number)s"),
}

TEXTS: dict[str, Text] = {**_WRONG_TYPE, **_ERRORS, **_NOTES, **_PLACES, **_PDF}
