"""A list as people hand it to an auditor: the standards of it that are in force on a day (现行有效标准清单)."""
