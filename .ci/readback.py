"""Reads every format of `gouji export` back with the programs its users have: pandas, pyarrow, DuckDB, openpyxl.

    python3 .ci/readback.py [GOUJI]

Makes a dataset of the shared reports, exports both shapes in all formats and compares them with the CSV: columns, rows,
numbers, Chinese, blanks against zeros. Needs `pandas pyarrow duckdb openpyxl`; what is absent is said and not tried.
"""

import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile

GOUJI = sys.argv[1] if len(sys.argv) > 1 else "target/debug/gouji"
STATES = {".b": "blank", ".d": "dash", ".w": "words", ".u": "unreadable", ".x": "absent"}


def have(name):
    found = importlib.util.find_spec(name) is not None
    if not found:
        print(f"{name}: not installed, not tried")
    return found


def same(expected, got, what):
    if expected != got:
        sys.exit(f"{what}: {got!r}, expected {expected!r}")


def main():
    dataset = pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for shape in ["cells", "reports"]:
            for ending in ["csv", "json", "xlsx", "parquet", "dta", "ron"]:
                to = folder / f"{shape}.{ending}"
                subprocess.run([GOUJI, "export", dataset, "--to", to, "--shape", shape], check=True)
            compare(folder, shape)
        subprocess.run(["sha256sum", "-c", "--quiet", f"cells.{ending}.SHA256SUMS"], cwd=folder, check=True)
    print("all formats read back")


def compare(folder, shape):
    rows = [json.loads(line) for line in (folder / f"{shape}.json").read_text().splitlines()]
    names = list(rows[0])
    if not have("pandas"):
        return
    import pandas

    text = pandas.read_csv(folder / f"{shape}.csv", dtype=str, keep_default_na=False)
    same(names, list(text.columns), f"{shape}.csv names")
    same(len(rows), len(text), f"{shape}.csv rows")
    for at in range(0, len(rows), max(1, len(rows) // 500)):
        for name in names:
            value = rows[at][name]
            plain = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
            got = text[name][at]
            is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if is_number and got:
                same(float(value), float(got), f"{shape}.csv {name} {at}")
            else:
                same(plain, got, f"{shape}.csv {name} {at}")
    if have("pyarrow"):
        import pyarrow.parquet

        table = pyarrow.parquet.read_table(folder / f"{shape}.parquet")
        same(names, table.column_names, f"{shape}.parquet names")
        same(len(rows), table.num_rows, f"{shape}.parquet rows")
        columns = table.to_pydict()
        for name in names:
            expected = [row[name] for row in rows]
            got = [float(v) if v is not None and not isinstance(v, (str, bool, int)) else v for v in columns[name]]
            same([float(v) if isinstance(v, float) else v for v in expected], got, f"{shape}.parquet {name}")
        print(shape, "parquet", {str(field.type) for field in table.schema})
    if have("duckdb"):
        import duckdb

        count = duckdb.sql(f"select count(*), count(distinct office) from '{folder}/{shape}.parquet'").fetchall()[0]
        same(len(rows), count[0], f"{shape}.parquet in DuckDB")
        print(shape, "DuckDB", count)
    with pandas.read_stata(folder / f"{shape}.dta", iterator=True, convert_missing=True) as reader:
        stata = reader.read()
        labels = reader.variable_labels()
    same(len(rows), len(stata), f"{shape}.dta rows")
    same(len(names), len(stata.columns), f"{shape}.dta names")
    assert all(labels.values()), "labels"
    for name, own in zip(names, stata.columns):
        for at in range(0, len(rows), max(1, len(rows) // 300)):
            value, got = rows[at][name], stata[own][at]
            if value is None:
                missing = got == "" or str(got).startswith(".")
                same(True, missing, f"{shape}.dta {name} {at} {got!r}")
                if name == "value":
                    same(rows[at]["state"], STATES[str(got)], f"{shape}.dta state of {at}")
            elif isinstance(value, str):
                same(value, got, f"{shape}.dta {name} {at}")
            else:
                same(float(value), float(got), f"{shape}.dta {name} {at}")
    if have("openpyxl"):
        import openpyxl

        sheet = openpyxl.load_workbook(folder / f"{shape}.xlsx", read_only=True).active
        read = list(sheet.iter_rows(values_only=True))
        same(names, list(read[0]), f"{shape}.xlsx names")
        same(len(rows), len(read) - 1, f"{shape}.xlsx rows")
        for at in range(0, len(rows), max(1, len(rows) // 300)):
            row = read[at + 1]
            row = row + (None,) * (len(names) - len(row))
            for name, got in zip(names, row):
                value = rows[at][name]
                if isinstance(value, (int, float)) and not isinstance(value, bool):
                    same(float(value), float(got), f"{shape}.xlsx {name} {at}")
                else:
                    same(value, got, f"{shape}.xlsx {name} {at}")


main()
