#!/usr/bin/env python3
"""Gouji speaks to nobody: reads and checks files that name addresses, and looks with strace for sockets.

    python3 .ci/offline.py [PROGRAM]

No process of it may ask for a socket of the internet, and the same must come out where there is no network at all. Without
strace that is said, and on CI it fails."""
import os, re, shutil, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><link rel="stylesheet" href="http://127.0.0.1:9/a.css">
<base href="http://127.0.0.1:9/"><script src="http://127.0.0.1:9/a.js"></script><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">
</head><body><img src="http://127.0.0.1:9/a.png"><iframe src="http://127.0.0.1:9/"></iframe><p>青石镇2022年政府信息公开工作年度报告</p>
<table><tr><td>规章</td><td>0</td><td>1</td><td>2</td></tr></table><a href="http://127.0.0.1:9/">附件</a></body></html>"""
PICTURE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1:9/b">]><html><body><p>&b;规章</p></body></html>'


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "target/debug/gouji")
    if not shutil.which("strace"):
        print("offline: not run, strace is not installed")
        return 1 if os.environ.get("CI") == "true" else 0
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.path.join(ROOT, "assets/samples"), os.path.join(folder, "in"))
        for name in ("report.doc", "report.xls", "encrypted-40.pdf"):
            shutil.copy(os.path.join(ROOT, "tests/formats/samples", name), os.path.join(folder, "in"))
        for name, content in (("a.html", PAGE), ("b.html", PICTURE), ("c.mht", "MIME-Version: 1.0\nContent-Type: text/html\n\n" + PAGE)):
            with open(os.path.join(folder, "in", name), "w", encoding="utf-8") as file:
                file.write(content)
        trace = os.path.join(folder, "trace")
        said = {}
        for what in ("read", "check"):
            before = ["strace", "-f", "-qq", "-o", trace, "-e", "trace=socket,connect,sendto,execve"]
            traced = subprocess.run([*before, program, what, "in"], cwd=folder, capture_output=True)
            said[what] = traced.stdout
            with open(trace) as lines:
                for line in lines:
                    if re.search(r"AF_INET|connect\(|sendto\(", line):
                        faults.append(f"{what}: {line.strip()}")
                    if "execve(" in line and program not in line and "/proc/self/exe" not in line:
                        faults.append(f"{what}: {line.strip()}")
        if shutil.which("unshare") and subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode == 0:
            alone = subprocess.run(["unshare", "-rn", program, "read", "in"], cwd=folder, capture_output=True)
            if alone.stdout != said["read"]:
                faults.append("without a network another reading comes out")
        n_lines = len(said["read"].splitlines())
    print("\n".join(faults) if faults else f"offline: {n_lines} files read and checked without a socket, nothing executed but Gouji itself")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
