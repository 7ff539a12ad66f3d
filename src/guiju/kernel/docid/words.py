"""Words that stand before numbers and are no issuing bodies."""

from __future__ import annotations

from typing import Final

COMMON: Final = frozenset(
    {
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "SEPT", "OCT", "NOV", "DEC", "JANUARY",
        "FEBRUARY", "MARCH", "APRIL", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER",
        "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN",
        "NO", "NOS", "NR", "TEL", "FAX", "MOB", "ZIP", "PO", "BOX", "PAGE", "PP", "TABLE", "TAB", "FIG", "FIGURE",
        "CLAUSE", "SECTION", "SEC", "PART", "VOL", "CHAPTER", "ANNEX", "APPENDIX", "ITEM", "LINE", "STEP", "LEVEL",
        "CLASS", "GRADE", "CAT", "CATEGORY", "TYPE", "MODEL", "MOD", "SERIES", "LOT", "BATCH", "SERIAL", "ID", "CODE",
        "REF", "REFERENCE", "ORDER", "INVOICE", "PCS", "QTY", "SIZE", "LED", "LCD", "TV", "RAL", "DATE", "YEAR",
        "VERSION", "VER", "REV", "REVISION", "EDITION", "ED", "DRAFT", "COVID", "ISSN", "ISBN", "DOI", "CAS", "ICS",
        "CCS", "DN", "PN", "OD", "PH", "RMB", "CNY", "USD", "EUR", "GBP", "JPY", "HKD", "KRW", "FROM", "TO",
        "OF", "IN", "AND", "OR", "THE", "FOR", "BY", "AT", "ON", "ABOUT", "WITH", "MAX", "MIN"
    }
)  # fmt: skip
"""Units of money and pipes, months, labels of fields: `USD 1200-2000`, `DN 25-2010`, `ISSN 1000-1234`."""
