#!/usr/bin/env python3
"""Reads the shared reports with the program just built and compares the scores with the committed floors.

    .ci/score.py [--half]

A figure below its floor fails the run. Where ../shared is absent nothing can be scored: that is said, and on CI it fails.
With `--half` every second scan is left out, whose pages take most of the time.
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import calibration

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("GOUJI_SHARED", ROOT.parent / "shared"))
FLOORS = json.loads((ROOT / ".ci" / "floors.json").read_text(encoding="utf-8"))


OUT = "out.ndjson"


def share(part, whole):
    return 100.0 * part / whole if whole else 100.0


def figures(counts):
    """The figures a floor can name: shares in percent, false alarms per report as negative numbers. Higher is better for all."""
    reports = max(1, counts["reports"])
    return {
        "right": share(counts.get("ok", 0), counts["cells"]),
        "nonzero": share(counts.get("nz_ok", 0), counts.get("nz", 0)),
        "not_silent": 100.0 - share(counts.get("silent", 0), counts["cells"]),
        "office": share(counts.get("office_ok", 0), counts["reports"]),
        "year": share(counts.get("year_ok", 0), counts["reports"]),
        "edition": share(counts.get("edition_ok", 0), counts["reports"]),
        "calm": -counts.get("find_false", 0) / reports,
        "sure": 100.0 - share(counts.get("marked", 0), counts["cells"]),
        "errors_found": share(counts.get("err_hit", 0), counts.get("err", 0)),
        "prose_found": share(counts.get("claims_hit", 0), counts.get("claims_bad", 0)),
        "prose_calm": -counts.get("prose_false", 0) / reports,
    }


def score(split, inputs, folder):
    read = subprocess.run(["cargo", "run", "--quiet", "--locked", "--", "read", *inputs], capture_output=True, check=False)
    out, scores = folder / OUT, folder / "scores.json"
    out.write_bytes(read.stdout)
    scorer = SHARED / "corpus" / "score.py"
    subprocess.run([sys.executable, scorer, split, out, "--by", "converter", "--json", scores], check=True)
    return json.loads(scores.read_text(encoding="utf-8"))


def half(split, folder):
    """A split of every second case of `split`, in `folder`."""
    cases = [json.loads(line) for line in (split / "manifest.jsonl").read_text(encoding="utf-8").splitlines()][::2]
    for name in ("gold", "inputs"):
        (folder / name).mkdir(parents=True)
    for case in cases:
        for file in (Path("gold", case["case"] + ".json"), Path("inputs", case["input"])):
            (folder / file).symlink_to((split / file).resolve())
    lines = [json.dumps(case, ensure_ascii=False) for case in cases]
    (folder / "manifest.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def main():
    if not (SHARED / "corpus" / "score.py").exists():
        print(f"not scored: {SHARED} is not there")
        return 1 if os.environ.get("CI") == "true" else 0
    splits = {
        "reports": (SHARED, sorted((SHARED / "reports").glob("*.txt"))),
        "corpus": (SHARED / "corpus", [SHARED / "corpus" / "inputs"]),
        "real": (SHARED / "real", [SHARED / "real" / "inputs"]),
        "corpus2": (SHARED / "corpus2", [SHARED / "corpus2" / "inputs"]),
        "vlm": (SHARED / "vlm", [SHARED / "vlm" / "inputs"]),
        "scans": (SHARED / "scans", [SHARED / "scans" / "inputs"]),
    }
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        if "--half" in sys.argv:
            some = half(SHARED / "scans", Path(work) / "half")
            splits["scans"] = (some, [some / "inputs"])
        folders = {name: Path(work) / name for name in splits}
        for name, (split, inputs) in splits.items():
            folders[name].mkdir()
            groups = score(split, inputs, folders[name])
            for group, floors in FLOORS[name].items():
                found = figures(groups[group])
                for figure, floor in floors.items():
                    if found[figure] < floor:
                        failed += 1
                        print(f"BELOW FLOOR {name} {group} {figure}: {found[figure]:.3f} < {floor}")
        calibration.report([(split, folders[name] / OUT) for name, (split, _) in splits.items()])
    print("scores: all floors held" if not failed else f"scores: {failed} below their floor")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
