"""How fast and how small are lists read, given back with answers, and written?

Each job runs in a process of its own, so that its memory can be told apart: `mb` is what the peak grew by over the
process with its libraries loaded. The comparison is openpyxl (and calamine for reading); the limit is what cannot be
saved: parsing the same XML with nothing done about it, or unpacking and packing the same parts.

    python bench/sheets.py [--rows 50000] [--growth] [--json]
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

import openpyxl
import python_calamine
import xlsxwriter

from guiju.kernel.sheets import Column, Limits, annotate_xlsx, open_table, write_xlsx

SHEET = "清单"
PART = "xl/worksheets/sheet1.xml"
HEADERS = ("状态", "被代替", "说明")
LIMITS = Limits(max_rows=1_100_000, max_unpacked_bytes=4 << 30, max_bytes=1 << 30)


def list_rows(count: int, seed: int = 7) -> Iterator[tuple[object, ...]]:
    """A generated list of standards, the same for the same seed."""
    dice = random.Random(seed)
    for row in range(1, count + 1):
        number = f"GB/T {dice.randrange(1, 60_000)}.{dice.randrange(1, 20)}-{dice.randrange(1990, 2025)}"
        title = f"灯具 第{dice.randrange(1, 300)}部分：特殊要求 {dice.choice(('固定式', '可移式', '嵌入式'))}"
        yield row, number, title, dice.choice(("质量部", "研发部", "采购部")), dice.randrange(1, 400)


def make_workbook(path: Path, count: int) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(SHEET)
        head = book.add_format({"bold": True, "border": 1, "bg_color": "#DDEEFF"})
        sheet.write_row(0, 0, ("序号", "标准号", "标准名称", "部门", "页数"), head)
        for index, row in enumerate(list_rows(count), 1):
            sheet.write_row(index, 0, row)
        sheet.autofilter(0, 0, count, 4)


def answer(row: int) -> tuple[str, str, str]:
    return "现行", f"GB/T {row}-2024", "编号与名称相符"


def read_ours(source: Path, _target: Path) -> int:
    return sum(1 for _ in open_table(source, limits=LIMITS).rows())


def read_openpyxl(source: Path, _target: Path) -> int:
    book = openpyxl.load_workbook(source, read_only=True)
    count = sum(1 for _ in book[SHEET].iter_rows(min_row=2, values_only=True))
    book.close()
    return count


def read_calamine(source: Path, _target: Path) -> int:
    return sum(1 for _ in python_calamine.load_workbook(str(source)).get_sheet_by_index(0).iter_rows()) - 1


def read_limit(source: Path, _target: Path) -> int:
    parser = expat.ParserCreate()
    with zipfile.ZipFile(source) as archive, archive.open(PART) as part:
        while data := part.read(65_536):
            parser.Parse(data)
    return 0


def annotate_ours(source: Path, target: Path) -> int:
    def tone(row: int) -> str:
        return "bad" if row % 9 == 0 else "good"

    annotate_xlsx(source, target, sheet=SHEET, header_row=1, headers=HEADERS, answers=answer, tones=tone, limits=LIMITS)  # type: ignore[arg-type]  # a function of plain str stands for one of tones
    return 0


def annotate_openpyxl(source: Path, target: Path) -> int:
    book = openpyxl.load_workbook(source)
    sheet = book[SHEET]
    for row in range(2, sheet.max_row + 1):
        for column, text in enumerate(answer(row), 6):
            sheet.cell(row, column, text)
    book.save(target)
    return 0


def annotate_limit(source: Path, target: Path) -> int:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            with old.open(name) as part, new.open(name, "w") as copy:
                while data := part.read(65_536):
                    copy.write(data)
    return 0


def write_ours(source: Path, target: Path) -> int:
    count = int(source.stem)
    columns = [Column(name) for name in ("序号", "标准号", "标准名称", "部门", "页数")]
    return write_xlsx(target, columns=columns, rows=list_rows(count), title=SHEET)


def write_openpyxl(source: Path, target: Path) -> int:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    count = 0
    for row in list_rows(int(source.stem)):
        sheet.append(row)
        count += 1
    book.save(target)
    return count


def write_limit(source: Path, target: Path) -> int:
    """The cheapest XML of the same cells, packed."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(PART, "w") as part:
        for row in list_rows(int(source.stem)):
            part.write("".join(f"<c><is><t>{cell}</t></is></c>" for cell in row).encode())
    return 0


JOBS: dict[str, Callable[[Path, Path], int]] = {
    "read_ours": read_ours,
    "read_calamine": read_calamine,
    "read_openpyxl": read_openpyxl,
    "read_limit": read_limit,
    "annotate_ours": annotate_ours,
    "annotate_openpyxl": annotate_openpyxl,
    "annotate_limit": annotate_limit,
    "write_ours": write_ours,
    "write_openpyxl": write_openpyxl,
    "write_limit": write_limit,
}


def memory_mb(field: str) -> float:
    """A figure of this process's memory, of Linux (the peak that getrusage knows is inherited from the parent)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{field}:"))


def run_one(name: str, source: Path, target: Path) -> dict[str, float]:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak starts anew
    before, start = memory_mb("VmRSS"), time.perf_counter()
    JOBS[name](source, target)
    return {"seconds": round(time.perf_counter() - start, 2), "mb": round(memory_mb("VmHWM") - before, 1)}


def measure(name: str, source: Path, target: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", name, str(source), str(target)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def show(name: str, rows: int, result: dict[str, float]) -> None:
    print(f"{name:<22}{rows:>10,}{result['seconds']:>10.2f} s{result['mb']:>10.1f} MB", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--growth", action="store_true", help="ours at 1,000,000 rows as well")
    parser.add_argument("--json", action="store_true", help="one JSON line at the end, the table on the error stream")
    parser.add_argument("--one", nargs=3, metavar=("JOB", "SOURCE", "TARGET"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        name, source, target = options.one
        print(json.dumps(run_one(name, Path(source), Path(target))))
        return
    report = run_all(options.rows, growth=options.growth)
    if options.json:
        print(json.dumps(report))


def run_all(rows: int, *, growth: bool) -> dict[str, object]:
    report: dict[str, object] = {"rows": rows}
    with tempfile.TemporaryDirectory() as folder:
        for count, names in [(rows, list(JOBS)), (1_000_000, [n for n in JOBS if n.endswith("ours")])][: 1 + growth]:
            source, target = Path(folder) / f"{count}.xlsx", Path(folder) / "out.xlsx"
            make_workbook(source, count)
            for name in names:
                result = measure(name, source, target)
                show(name, count, result)
                key = name if count == rows else f"{name}_1000000"
                report[f"{key}_seconds"], report[f"{key}_mb"] = result["seconds"], result["mb"]
    return report


if __name__ == "__main__":
    main()
