#!/usr/bin/env python3
"""Cuts the power of the reviewer without a window (tests/checks/desk.rs) at random moments and looks what is left.

    python3 .ci/cuts.py [--cuts N] [--seed N] [PROGRAM]

strace records what the program does to files; the disk is simulated. Of a file, what it held at its last completed fsync is
there after a cut; of what was written since, any part may be, in any order, whole, torn or as zeros. Of a folder, what it held
at its last completed fsync is there; of what was made, renamed and removed since, as much as a journal keeps: the first so
many. Then the report is opened on what is left: every step that was told to be durable must be there, and nothing else than
the steps that were made. Without strace that is said, and on CI it fails."""
import argparse, os, random, re, shutil, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SAMPLE = os.path.join(ROOT, "assets/samples/示例报告.txt")
CALLS = "openat,write,pwrite64,read,lseek,ftruncate,rename,renameat,renameat2,unlink,unlinkat,link,linkat,fsync,fdatasync,fcntl,dup,mkdir"
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


class File:
    """A file: what it holds, what it holds for certain, and what was done to it since."""

    def __init__(self, durable=b""):
        self.now, self.durable, self.pending = durable, durable, []

    def write(self, at, data):
        self.pending.append((at, data))
        self.now = written(self.now, at, data)

    def truncate(self, length):
        self.pending.append((length, None))
        self.now = self.now[:length].ljust(length, b"\0")

    def sync(self):
        """To be called at the end of the fsync that begins now."""
        now, n_pending = self.now, len(self.pending)
        def ended(_):
            self.durable, self.pending = now, self.pending[n_pending:]
        return ended

    def after_cut(self, chance):
        held = self.durable
        for at, data in self.pending:
            fate = chance.random()
            if data is None:
                held = held[:at].ljust(at, b"\0") if fate < 0.5 else held
            elif fate < 0.4:
                held = written(held, at, data)
            elif fate < 0.7:
                held = written(held, at, data[: chance.randrange(len(data) + 1)])
            elif fate < 0.85:
                torn = chance.randrange(len(data) + 1)
                held = written(held, at, data[:torn] + b"\0" * (len(data) - torn))
        return held


def written(held, at, data):
    held = held.ljust(at, b"\0")
    return held[:at] + data + held[at + len(data) :]


class Folder:
    """A folder: the files in it by name, those that are there for certain, and what was done since."""

    def __init__(self):
        self.now, self.durable, self.pending = {}, {}, []

    def do(self, step):
        self.pending.append(step)
        step(self.now)

    def sync(self):
        now, n_pending = dict(self.now), len(self.pending)
        def ended(_):
            self.durable, self.pending = now, self.pending[n_pending:]
        return ended

    def after_cut(self, chance):
        held = dict(self.durable)
        for step in self.pending[: chance.randrange(len(self.pending) + 1)]:
            step(held)
        return held


class Disk:
    """The folder of the report, and what the program does to it, call by call."""

    def __init__(self, path, sample):
        self.path, self.folder, self.durable_steps = path, Folder(), 0
        self.folder.now["年报.txt"] = self.folder.durable["年报.txt"] = File(sample)
        # What is open by its number: a file or folder, and where the next byte goes, which copies of the number share.
        self.open, self.waiting = {}, {}

    def name(self, path):
        folder, name = os.path.split(path)
        return name if folder == self.path else None

    def call(self, thread, line):
        result = re.search(r"\) += (-?\d+)", line)
        result = int(result[1]) if result else None
        if line.startswith("<..."):
            ended = self.waiting.pop(thread, None)
            if ended and result is not None and result >= 0:
                ended(result)
            return
        if result is not None and result < 0:
            return
        name, is_call, rest = line.partition("(")
        ended = self.begun(name, rest) if is_call else None
        if result is None:
            # Another thread calls before this call ends.
            self.waiting[thread] = ended
        elif ended:
            ended(result)

    def begun(self, name, rest):
        """Does what a call does when it begins; returns what its end does with its result."""
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in TEXT.findall(rest)]
        number = re.match(r"\d+", rest)
        opened = self.open.get(int(number[0])) if number else None
        if name == "openat":
            return lambda number: self.opens(texts[0].decode(), rest, number)
        if name == "write" and rest.startswith("1<"):
            said = re.findall(rb"durable (\d+)", texts[-1])
            self.durable_steps = int(said[-1]) if said else self.durable_steps
        elif "RENAME_EXCHANGE" in rest:
            self.exchange(self.name(texts[0].decode()), self.name(texts[1].decode()))
        elif name in ("rename", "renameat", "renameat2", "link", "linkat"):
            self.names(self.name(texts[0].decode()), self.name(texts[1].decode()), keeps="link" in name)
        elif name in ("unlink", "unlinkat"):
            gone = self.name(texts[0].decode())
            if gone:
                self.folder.do(lambda files: files.pop(gone, None))
        elif opened is None:
            return None
        elif name in ("fcntl", "dup") and ("F_DUPFD" in rest or name == "dup"):
            return lambda number: self.open.__setitem__(number, opened)
        elif name == "lseek":
            return lambda at: opened.__setitem__(1, at)
        elif name == "read":
            return lambda length: opened.__setitem__(1, opened[1] + length)
        elif name == "write":
            opened[0].write(opened[1], texts[-1])
            opened[1] += len(texts[-1])
        elif name == "pwrite64":
            opened[0].write(int(re.search(r", (\d+)\)", rest)[1]), texts[-1])
        elif name == "ftruncate":
            opened[0].truncate(int(re.search(r", (\d+)\)", rest)[1]))
        elif name in ("fsync", "fdatasync"):
            return opened[0].sync()
        return None

    def opens(self, path, flags, number):
        self.open.pop(number, None)
        if path == self.path:
            self.open[number] = [self.folder, 0]
        name = self.name(path)
        if not name:
            return
        if name not in self.folder.now and "O_CREAT" in flags:
            made = File()
            self.folder.do(lambda files: files.__setitem__(name, made))
        file = self.folder.now.get(name)
        if file:
            if "O_TRUNC" in flags:
                file.truncate(0)
            self.open[number] = [file, len(file.now) if "O_APPEND" in flags else 0]

    def names(self, old, new, keeps):
        def step(files):
            if old in files:
                files[new] = files[old] if keeps else files.pop(old)
        if old and new:
            self.folder.do(step)

    def exchange(self, one, other):
        def step(files):
            if one in files and other in files:
                files[one], files[other] = files[other], files[one]
        if one and other:
            self.folder.do(step)

    def cut(self, chance, folder):
        for name, file in self.folder.after_cut(chance).items():
            with open(os.path.join(folder, name), "wb") as out:
                out.write(file.after_cut(chance))


def run(program, what, folder, before=()):
    env = dict(os.environ, XDG_DATA_HOME=os.path.join(folder, "data"))
    return subprocess.run([*before, program, what, os.path.join(folder, "work")], capture_output=True, text=True, env=env)


def record(program):
    """What the program does to files, a call a line, and the path of its folder."""
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "work"))
        shutil.copy(SAMPLE, os.path.join(folder, "work", "年报.txt"))
        trace = os.path.join(folder, "trace")
        worked = run(program, "work", folder, ["strace", "-f", "-y", "-xx", "-s", "100000000", "-o", trace, "-e", f"trace={CALLS}"])
        if "done" not in worked.stdout:
            sys.exit(f"cuts: the work does not end: {worked.stderr}")
        with open(trace, encoding="utf-8", errors="replace") as lines:
            return [line.split(None, 1) for line in lines], os.path.join(folder, "work")


def fault_after(program, disk, chance):
    """What is wrong after a cut at this moment, if anything."""
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "work"))
        disk.cut(chance, os.path.join(folder, "work"))
        looked = run(program, "look", folder)
        found = [int(line.split()[1]) for line in looked.stdout.splitlines() if line.startswith("steps")]
        if looked.returncode != 0 or not found:
            return looked.stderr.strip() or "it says nothing"
        if found[-1] < disk.durable_steps:
            return f"{disk.durable_steps - found[-1]} of {disk.durable_steps} durable steps are lost"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", nargs="?", default=os.path.join(ROOT, "target/debug/examples/desk"))
    parser.add_argument("--cuts", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    if not shutil.which("strace"):
        print("cuts: not run, strace is not installed")
        return 1 if os.environ.get("CI") == "true" else 0
    calls, path = record(chosen.program)
    with open(SAMPLE, "rb") as sample:
        sample = sample.read()
    chance = random.Random(chosen.seed)
    moments = sorted(chance.randrange(len(calls) + 1) for _ in range(chosen.cuts))
    disk, faults, n_pending = Disk(path, sample), 0, 0
    for at in range(len(calls) + 1):
        for _ in range(moments.count(at)):
            n_pending += bool(disk.folder.pending or any(file.pending for file in disk.folder.now.values()))
            fault = fault_after(chosen.program, disk, chance)
            if fault:
                faults += 1
                print(f"before call {at}: {fault}")
        if at < len(calls):
            disk.call(*calls[at])
    print(f"power cut at {chosen.cuts} of {len(calls)} calls ({n_pending} with something not yet safe): {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
