#!/usr/bin/env python3
"""Checks that the program compiles for Windows. Nothing is linked or run: what only Windows does is seen by the compiler alone.

usage: windows.py [SECONDS]

Where the target or a C compiler for it cannot be had, or the seconds (420) run out, nothing is checked, which is said.
"""
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = "x86_64-pc-windows-gnu"
COMPILER = "x86_64-w64-mingw32-gcc"
PACKAGE = "gcc-mingw-w64-x86-64"

END = time.monotonic() + (int(sys.argv[1]) if len(sys.argv) > 1 else 420)


def left():
    return max(0.0, END - time.monotonic())


def quiet(*command):
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=left(), check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main():
    if not quiet("rustup", "target", "add", TARGET):
        print(f"not checked: rustup cannot add {TARGET} in time")
        return 0
    if not shutil.which(COMPILER):
        quiet("apt-get", "update")
        quiet("apt-get", "install", "-y", "--no-install-recommends", PACKAGE)
    if not shutil.which(COMPILER):
        print(f"not checked: {PACKAGE} cannot be installed in time")
        return 0
    check = ["cargo", "check", "--quiet", "--locked", "--lib", "--bins", "--target", TARGET]
    try:
        return subprocess.run(check, cwd=ROOT, check=False, timeout=left()).returncode
    except subprocess.TimeoutExpired:
        print("not checked: the time ran out")
        return 0


sys.exit(main())
