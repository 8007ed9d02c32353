#!/usr/bin/env python3
"""How well the doubts of `gouji read` tell wrong cells from right ones.

    .ci/calibration.py SPLIT OUT [SPLIT OUT ...]

SPLIT is a folder with `gold/`, OUT what `gouji read` wrote about its inputs. Printed are, for each code of a doubt, how many cells
bear it and which share of these is wrong; the wrong among certain cells; and the AUROC of the doubt over wrong cells. A cell's
doubt is graded by its codes: the share of wrong cells among those with the same codes, counted on the cases of odd numbers for
those of even ones and the other way round, so that nothing grades itself.
"""
import importlib.util
import json
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

SHARED = Path(os.environ.get("GOUJI_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
CERTAIN, UNREAD = "certain", "unread"


def scorer():
    spec = importlib.util.spec_from_file_location("scorer", SHARED / "corpus" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def grade(cell):
    """What is open about a cell, as its codes."""
    if cell is None or cell.get("state") in ("absent", "unreadable"):
        return UNREAD
    return "+".join(filter(None, (cell.get("glyph"), cell.get("place")))) or (UNREAD if cell.get("uncertain") else CERTAIN)


def half(case):
    digits = "".join(c for c in case if c.isdigit())
    return int(digits or 0) % 2


def cells_of(split, out, score):
    """(half, codes, is wrong) of every cell of the gold."""
    lines = (json.loads(line) for line in open(out, encoding="utf-8") if line.strip())
    read = {Path(line["source"]).stem: line for line in lines if "error" not in line}
    for gold in score.golds(split):
        line = read.get(gold["case"], {})
        values, cells = score.read_cells(line), line.get("cells") or {}
        for key, value in gold["cells"].items():
            yield half(gold["case"]), grade(cells.get(key)), values.get(key, score.UNREAD) != score.norm(value)


def shares(cells, of_half=None):
    counts = defaultdict(Counter)
    for number, codes, is_wrong in cells:
        if of_half is None or number == of_half:
            counts[codes][is_wrong] += 1
    return {codes: (count.total(), (count[True] + 0.5) / (count.total() + 1)) for codes, count in counts.items()}


def auroc(cells):
    """The chance that a wrong cell is graded more doubtful than a right one (Mann and Whitney 1947)."""
    of_half = {number: shares(cells, 1 - number) for number in (0, 1)}
    counts = defaultdict(Counter)
    for number, codes, is_wrong in cells:
        counts[of_half[number].get(codes, (0, 0.5))[1]][is_wrong] += 1
    n_wrong, n_right = (sum(count[which] for count in counts.values()) for which in (True, False))
    below, wins = 0, 0.0
    for rank in sorted(counts):
        wins += counts[rank][True] * (below + counts[rank][False] / 2)
        below += counts[rank][False]
    return wins / (n_wrong * n_right) if n_wrong and n_right else 1.0


def report(pairs):
    score = scorer()
    cells = [cell for split, out in pairs for cell in cells_of(str(split), out, score)]
    print(f"{'doubt':44} {'cells':>7} {'wrong':>7}")
    for codes, (n, share) in sorted(shares(cells).items(), key=lambda one: -one[1][0]):
        if n >= 20:
            print(f"{codes:44} {n:7} {100 * share:6.2f}%")
    certain = [is_wrong for _, codes, is_wrong in cells if codes == CERTAIN]
    print(f"certain and wrong: {sum(certain)} of {len(certain)}; AUROC of the doubt over wrong cells {auroc(cells):.4f}")


if __name__ == "__main__":
    report(list(zip(sys.argv[1::2], sys.argv[2::2])))
