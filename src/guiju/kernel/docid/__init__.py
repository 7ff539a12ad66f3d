"""Standard identifiers: read from any spelling, compare, sort, print.

>>> parse("gbt19001-2016").canonical
'GB/T 19001-2016'
"""

from guiju.kernel.docid.model import Amendment, DocId
from guiju.kernel.docid.parse import find_all, parse

__all__ = ["Amendment", "DocId", "find_all", "parse"]
