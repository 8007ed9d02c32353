#!/usr/bin/env python3
"""Checks that the program compiles for Windows. Nothing is linked or run: what only Windows does is seen by the compiler alone.

Where the target or a C compiler for it cannot be had, or time runs out, nothing is checked, which is said.
"""
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = "x86_64-pc-windows-gnu"
COMPILER = "x86_64-w64-mingw32-gcc"
PACKAGE = "gcc-mingw-w64-x86-64"

SECONDS = 420


def quiet(*command, seconds=240):
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=seconds, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main():
    if not quiet("rustup", "target", "add", TARGET):
        print(f"not checked: rustup cannot add {TARGET}")
        return 0
    if not shutil.which(COMPILER):
        quiet("apt-get", "update")
        quiet("apt-get", "install", "-y", "--no-install-recommends", PACKAGE)
    if not shutil.which(COMPILER):
        print(f"not checked: {PACKAGE} cannot be installed")
        return 0
    check = ["cargo", "check", "--quiet", "--locked", "--lib", "--bins", "--target", TARGET]
    try:
        return subprocess.run(check, cwd=ROOT, check=False, timeout=SECONDS).returncode
    except subprocess.TimeoutExpired:
        print(f"not checked: more than {SECONDS} seconds")
        return 0


sys.exit(main())
