#!/usr/bin/env python3
"""Every package of the lock file keeps to deny.toml: its licence, where it comes from, and that it is none of those banned.
`cargo deny check` says the same, where it is installed, and asks for known holes as well, which needs the network."""
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Licence:
    """An SPDX expression, true where some choice of licences is all allowed."""

    def __init__(self, text, allowed):
        self.words = re.findall(r"[()]|[^\s()/]+|/", text)
        self.allowed = allowed

    def any(self):
        told = self.all()
        while self.words and self.words[0] in ("OR", "/"):
            self.words.pop(0)
            told = self.all() or told
        return told

    def all(self):
        told = self.one()
        while self.words and self.words[0] == "AND":
            self.words.pop(0)
            told = self.one() and told
        return told

    def one(self):
        word = self.words.pop(0)
        if word == "(":
            told = self.any()
            self.words.pop(0)
            return told
        if self.words and self.words[0] == "WITH":
            word = f"{word} WITH {self.words[1]}"
            del self.words[:2]
        return word in self.allowed


def main():
    rules = tomllib.loads((ROOT / "deny.toml").read_text(encoding="utf-8"))
    allowed = set(rules["licenses"]["allow"])
    sources = {f"registry+{url}" for url in rules["sources"]["allow-registry"]}
    banned = {entry["name"] for entry in rules["bans"]["deny"]}
    found = subprocess.run(["cargo", "metadata", "--locked", "--format-version", "1"], cwd=ROOT, capture_output=True, check=True)
    packages = json.loads(found.stdout)["packages"]
    faults = []
    for package in packages:
        name = f'{package["name"]} {package["version"]}'
        if not package["license"] or not Licence(package["license"], allowed).any():
            faults.append(f'{name}: licence {package["license"]}')
        if package["source"] is not None and package["source"] not in sources:
            faults.append(f'{name}: from {package["source"]}')
        if package["name"] in banned:
            faults.append(f"{name}: banned")
    print("\n".join(["against deny.toml:", *faults]) if faults else f"{len(packages)} packages keep to deny.toml")
    return 1 if faults else 0


sys.exit(main())
