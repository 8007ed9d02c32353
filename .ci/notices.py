#!/usr/bin/env python3
"""Every package of the program under a licence that asks to say where its source code is must be named in NOTICE."""
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASKING = ("MPL", "EPL", "CDDL", "GPL")


def built():
    """Names and versions of what is built into the program: tools of the tests are not."""
    tree = subprocess.run(
        ["cargo", "tree", "--locked", "--edges", "normal,build", "--target", "all", "--prefix", "none", "--format", "{p}"],
        cwd=ROOT, capture_output=True, check=True, text=True)
    return {tuple(line.split()[:2]) for line in tree.stdout.splitlines() if line.strip()}


def main():
    found = subprocess.run(["cargo", "metadata", "--locked", "--format-version", "1"], cwd=ROOT, capture_output=True, check=True)
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    packages = built()
    missing = []
    for package in json.loads(found.stdout)["packages"]:
        name, version, licence = package["name"], package["version"], package["license"] or ""
        free = any(word in licence for word in ("MIT", "Apache", "BSD", "Zlib"))
        asks = any(word in licence for word in ASKING) and not free
        if asks and (name, "v" + version) in packages and f"{name}/{version} " not in notice:
            missing.append(f"{name} {version}: {licence}")
    print("\n".join(["not in NOTICE:", *missing]) if missing else "NOTICE is complete")
    return 1 if missing else 0


sys.exit(main())
