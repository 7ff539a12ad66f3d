"""Files of dangerous formats, read in a process of its own with little memory, little time and nothing to write to.

    for line in running.read_from("xls", str(path), ""):
        ...

Each module here but `running` is such a process: it is run with `python -m`, imports nothing else of the house so
that it starts fast, limits itself before it opens the file, and prints one JSON value a line.
"""
