#!/usr/bin/env python3
"""Two reviewers without a window (tests/checks/desk.rs) save one review at once, and do not see each other's locks.

    python3 .ci/races.py [PROGRAM] [ROUNDS]

So it is where a folder is synced between machines, and on some network shares. strace lets every lock succeed, and makes
the calls slow, so that one is often in the middle of the other's save. Each says of every file it saved the hash of the one
it followed: a file that two saves followed was written over by the second without a word. Without strace that is said, and
on CI it fails."""
import collections, hashlib, os, shutil, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SAMPLE = os.path.join(ROOT, "assets/samples/示例报告.txt")
STRACE = ["strace", "-f", "-qq", "-o", os.devnull, "-e", "trace=flock,rename,renameat,renameat2,openat,read", "-e", "inject=flock:retval=0"]


def race(program):
    """The number of files saved and refused, and the faults."""
    with tempfile.TemporaryDirectory() as folder:
        work = os.path.join(folder, "work")
        os.mkdir(work)
        shutil.copy(SAMPLE, os.path.join(work, "年报.txt"))
        env = dict(os.environ, XDG_DATA_HOME=os.path.join(folder, "data"))
        two = [subprocess.Popen([*STRACE, program, "race", work], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env) for _ in range(2)]
        said = [one.communicate() for one in two]
        faults = [error for one, (_, error) in zip(two, said) if one.returncode]
        lines = [line.split() for out, _ in said for line in out.splitlines()]
        saved = [line for line in lines if line[0] == "saved"]
        followed = collections.Counter(before for _, before, _ in saved)
        faults += [f"two saves followed {before[:8]}" for before, n in followed.items() if n > 1]
        left = set()
        for name in os.listdir(work):
            with open(os.path.join(work, name), "rb") as file:
                left.add(hashlib.sha256(file.read()).hexdigest())
        faults += [f"{own[:8]} is gone, and nobody followed it" for _, _, own in saved if own not in followed and own not in left]
        return len(saved), sum(line[0] == "refused" for line in lines), faults


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "target/debug/examples/desk")
    if not shutil.which("strace"):
        print("races: not run, strace is not installed")
        return 1 if os.environ.get("CI") == "true" else 0
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    n_saved = n_refused = 0
    faults = []
    for _ in range(rounds):
        saved, refused, found = race(program)
        n_saved, n_refused, faults = n_saved + saved, n_refused + refused, faults + found
    print(f"races without locks: {n_saved} files saved, {n_refused} refused, {len(faults)} faults")
    for fault in faults[:10]:
        print(fault)
    return 1 if faults or not n_refused else 0


if __name__ == "__main__":
    sys.exit(main())
