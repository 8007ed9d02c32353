#!/usr/bin/env python3
"""Kills the reviewer without a window (tests/checks/desk.rs) at every file call and looks what is left.

    python3 .ci/kills.py [--every N]

strace ends the process with signal 9 when it makes its Nth call, for every N (or every so many) until it comes to its end.
Then the report is opened again: every step that was told to be durable must be there, and nothing else than the steps that
were made, and the work must go on. Without strace that is said, and on CI it fails."""
import os, shutil, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SAMPLE = os.path.join(ROOT, "assets/samples/示例报告.txt")
# Calls of the main thread, and those by which its helper makes a journal durable.
CALLS = {
    "files": "openat,write,pwrite64,ftruncate,rename,renameat,renameat2,unlink,unlinkat,link,linkat,fchmod,flock,fcntl,lseek,read",
    "sync": "fsync,fdatasync",
}


def run(program, what, folder, before=()):
    env = dict(os.environ, XDG_DATA_HOME=os.path.join(folder, "data"))
    return subprocess.run([*before, program, what, os.path.join(folder, "work")], capture_output=True, text=True, env=env)


def last(said, word):
    numbers = [int(line.split()[1]) for line in said.splitlines() if line.startswith(word)]
    return numbers[-1] if numbers else 0


def kill_at(program, calls, number):
    """Tells whether it was killed before its end, the steps that were durable, and the fault, if any."""
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "work"))
        shutil.copy(SAMPLE, os.path.join(folder, "work", "年报.txt"))
        inject = f"inject={calls}:signal=KILL:when={number}"
        killed = run(program, "work", folder, ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={calls}", "-e", inject])
        durable = last(killed.stdout, "durable")
        looked = run(program, "look", folder)
        found = last(looked.stdout, "steps")
        went_on = run(program, "work", folder)
        fault = None
        if looked.returncode != 0:
            fault = looked.stderr
        elif found < durable:
            fault = f"{durable - found} of {durable} durable steps are lost"
        elif went_on.returncode != 0:
            fault = f"the work does not go on: {went_on.stderr}"
        elif "done" not in killed.stdout and killed.returncode == 0:
            fault = "it ended before its end"
        return "done" not in killed.stdout, durable, fault


def main():
    program = os.path.join(ROOT, "target/debug/examples/desk")
    every = int(sys.argv[2]) if sys.argv[1:2] == ["--every"] else 1
    if not shutil.which("strace"):
        print("kills: not run, strace is not installed")
        return 1 if os.environ.get("CI") == "true" else 0
    faults = 0
    for name, calls in CALLS.items():
        number, kills, steps = 0, 0, 0
        while True:
            number += every
            was_killed, durable, fault = kill_at(program, calls, number)
            steps += durable
            if fault:
                faults += 1
                print(f"{name} {number}: {fault}")
            if not was_killed:
                break
            kills += 1
        print(f"kills at {kills} calls ({name}): {steps} durable steps, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
