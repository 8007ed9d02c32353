#!/usr/bin/env python3
"""Makes what a release hands over for Linux, in target/archive: an archive and a Debian package, each with program,
models, desktop files, guide, SBOM and licences.

    archive.py                    builds the program as `dist` and packs it
    archive.py --binary PROGRAM   packs a program that is there already
    archive.py --twice            packs twice and compares the bytes

The same commit and compiler give the same bytes: files are sorted, owners and times fixed; the time is that of the commit.
"""
import argparse
import gzip
import hashlib
import io
import json
import os
import pathlib
import subprocess
import shutil
import sys
import tarfile
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = "x86_64-unknown-linux-gnu"

DESKTOP = """[Desktop Entry]
Type=Application
Name=Gouji
Name[zh_CN]=勾稽
Comment=Review annual reports on the disclosure of government information
Comment[zh_CN]=审阅政府信息公开工作年度报告
Exec=gouji %F
Icon=gouji
Terminal=false
Categories=Office;
MimeType=application/x-gouji-review;
"""

MIME = """<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="application/x-gouji-review">
    <comment>Gouji review</comment>
    <comment xml:lang="zh_CN">勾稽审定文件</comment>
    <sub-class-of type="text/plain"/>
    <glob pattern="*.gouji.ron" weight="80"/>
  </mime-type>
</mime-info>
"""

INSTALL = """#!/bin/sh
# Installs for the current user: program, models, icon, file type and its association.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
bin=$HOME/.local/bin
mkdir -p "$bin" "$data/gouji/models" "$data/applications" "$data/mime/packages" "$data/icons/hicolor/scalable/apps"
cp "$here/gouji" "$bin/gouji"
cp "$here"/models/* "$data/gouji/models/"
cp "$here/share/icon.svg" "$data/icons/hicolor/scalable/apps/gouji.svg"
cp "$here/share/gouji.xml" "$data/mime/packages/gouji.xml"
sed "s|^Exec=gouji|Exec=$bin/gouji|" "$here/share/gouji.desktop" > "$data/applications/gouji.desktop"
command -v update-mime-database >/dev/null && update-mime-database "$data/mime"
command -v update-desktop-database >/dev/null && update-desktop-database "$data/applications"
command -v xdg-mime >/dev/null && xdg-mime default gouji.desktop application/x-gouji-review
echo "$bin/gouji"
"""


# Libraries that are loaded by name when the window opens, so that no tool finds them in the program.
CONTROL = """Package: gouji
Version: {version}
Architecture: amd64
Maintainer: The Gouji maintainers <gouji@invalid>
Installed-Size: {kib}
Depends: libc6, libx11-6, libx11-xcb1, libxcursor1, libxi6, libxkbcommon-x11-0, libgl1
Recommends: zenity | xdg-desktop-portal, shared-mime-info, desktop-file-utils
Section: editors
Priority: optional
Description: review of annual reports on the disclosure of government information
 Reads the statutory tables of a report out of damaged text or a scan, checks them
 against the form's identities, and keeps every correction in a reviewed file.
"""

# Where the files of the archive lie in a Debian system; folders end with a slash. The models lie beside the program.
DEBIAN = {
    "gouji": "usr/lib/gouji/gouji",
    "models/": "usr/lib/gouji/models/",
    "share/gouji.desktop": "usr/share/applications/gouji.desktop",
    "share/gouji.xml": "usr/share/mime/packages/gouji.xml",
    "share/icon.svg": "usr/share/icons/hicolor/scalable/apps/gouji.svg",
    "LICENSES.txt": "usr/share/doc/gouji/copyright",
    "": "usr/share/doc/gouji/",
}


def said(*command):
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def build(commit):
    env = dict(
        os.environ,
        GOUJI_COMMIT=commit,
        # No path of this machine gets into the program.
        RUSTFLAGS=f"--remap-path-prefix={ROOT}=/gouji --remap-path-prefix={pathlib.Path.home() / '.cargo'}=/cargo",
    )
    subprocess.run(
        ["cargo", "build", "--locked", "--profile", "dist", "--bin", "gouji"], cwd=ROOT, check=True, env=env
    )
    return ROOT / "target/dist/gouji"


def packages():
    """The packages that the program is built from on Linux, without itself and those of tests."""
    metadata = json.loads(said("cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", TARGET))
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    found, todo = set(), [metadata["resolve"]["root"]]
    while todo:
        node = nodes[todo.pop()]
        for dependency in node["deps"]:
            is_built = any(kind["kind"] != "dev" for kind in dependency["dep_kinds"])
            if is_built and dependency["pkg"] not in found:
                found.add(dependency["pkg"])
                todo.append(dependency["pkg"])
    known = {package["id"]: package for package in metadata["packages"]}
    return sorted((known[package] for package in found), key=lambda one: (one["name"], one["version"]))


def sbom(commit, packages, version, created):
    """A bill of materials after SPDX 2.3."""

    def entry(number, package):
        return {
            "SPDXID": f"SPDXRef-{number}",
            "name": package["name"],
            "versionInfo": package["version"],
            "downloadLocation": f"https://crates.io/crates/{package['name']}/{package['version']}",
            "filesAnalyzed": False,
            "licenseConcluded": "NOASSERTION",
            "licenseDeclared": (package["license"] or "NOASSERTION").replace("/", " OR "),
            "externalRefs": [
                {
                    "referenceCategory": "PACKAGE-MANAGER",
                    "referenceType": "purl",
                    "referenceLocator": f"pkg:cargo/{package['name']}@{package['version']}",
                }
            ],
        }

    entries = [entry(number, package) for number, package in enumerate(packages)]
    document = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"gouji-{version}",
        "documentNamespace": f"https://spdx.invalid/gouji-{version}-{commit}",
        "creationInfo": {"created": created, "creators": ["Tool: gouji/.ci/archive.py"]},
        "packages": entries,
        "relationships": [
            {
                "spdxElementId": "SPDXRef-DOCUMENT",
                "relationshipType": "DESCRIBES",
                "relatedSpdxElement": one["SPDXID"],
            }
            for one in entries
        ],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def licences(packages):
    """The licence of each package, with the texts that lie in its folder; a text that many share stands once."""
    lines, texts = [], {}
    for package in packages:
        folder = pathlib.Path(package["manifest_path"]).parent
        names = ("licen", "copying", "notice", "unlicense")
        found = sorted(path for path in folder.iterdir() if path.is_file() and path.name.lower().startswith(names))
        marks = []
        for path in found:
            text = path.read_text("utf-8", "replace").replace("\r\n", "\n").strip()
            marks.append(str(texts.setdefault(text, len(texts) + 1)))
        where = f" (texts {', '.join(marks)})" if marks else " (no text in the package)"
        lines.append(f"{package['name']} {package['version']}: {package['license']}{where}")
    parts = [f"\n{'=' * 80}\nText {number}\n{'=' * 80}\n\n{text}\n" for text, number in texts.items()]
    return "\n".join(lines) + "\n" + "".join(parts)


def content(program, commit, version, created):
    """Every file of the archive by its name."""
    used = packages()
    files = {
        "gouji": program.read_bytes(),
        "install.sh": INSTALL.encode(),
        "share/gouji.desktop": DESKTOP.encode(),
        "share/gouji.xml": MIME.encode(),
        "share/icon.svg": (ROOT / "assets/icon.svg").read_bytes(),
        "SBOM.spdx.json": sbom(commit, used, version, created).encode(),
        "LICENSES.txt": licences(used).encode(),
        "OFL.txt": (ROOT / "assets/fonts/OFL.txt").read_bytes(),
    }
    for name in ["README.md", "NOTICE", "LICENSE-MIT", "LICENSE-APACHE"]:
        files[name] = (ROOT / name).read_bytes()
    for path in sorted((ROOT / "assets/models").iterdir()):
        files[f"models/{path.name}"] = path.read_bytes()
    for folder in ["guide", "screenshots", "samples"]:
        for path in sorted((ROOT / "assets" / folder).iterdir()):
            files[f"assets/{folder}/{path.name}"] = path.read_bytes()
    return files


def pack(files, top, time):
    packed = io.BytesIO()
    # No name and no time of its own in the head of the compressed file.
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0, compresslevel=9) as out:
        with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for name, data in sorted(files.items()):
                entry = tarfile.TarInfo(f"{top}/{name}")
                entry.size, entry.mtime = len(data), time
                entry.mode = 0o755 if name in ("gouji", "install.sh") else 0o644
                archive.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def debian(files, version, time):
    """The same files as a Debian package, written by dpkg-deb."""
    with tempfile.TemporaryDirectory() as folder:
        tree = pathlib.Path(folder) / "tree"
        for name, data in files.items():
            if name == "install.sh":
                continue
            start = next(start for start in DEBIAN if name == start or start.endswith("/") and name.startswith(start) or not start)
            path = tree / (DEBIAN[start] + ("" if name == start else name[len(start) :]))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            path.chmod(0o755 if name == "gouji" else 0o644)
        (tree / "usr/bin").mkdir()
        (tree / "usr/bin/gouji").symlink_to("../lib/gouji/gouji")
        kib = sum(map(len, files.values())) // 1024
        (tree / "DEBIAN").mkdir()
        (tree / "DEBIAN/control").write_text(CONTROL.format(version=version, kib=kib))
        for path in [tree, *tree.rglob("*")]:
            if path.is_dir():
                path.chmod(0o755)
            os.utime(path, (time, time), follow_symlinks=False)
        package = pathlib.Path(folder) / "gouji.deb"
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package)]
        env = {**os.environ, "SOURCE_DATE_EPOCH": str(time)}
        subprocess.run(command, check=True, capture_output=True, env=env)
        return package.read_bytes()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=pathlib.Path)
    parser.add_argument("--twice", action="store_true")
    chosen = parser.parse_args()
    commit = said("git", "rev-parse", "--short=12", "HEAD").strip()
    time = int(said("git", "log", "-1", "--format=%ct").strip())
    created = said("git", "log", "-1", "--format=%cd", "--date=format-local:%Y-%m-%dT%H:%M:%SZ").strip()
    version = json.loads(said("cargo", "metadata", "--locked", "--no-deps", "--format-version", "1"))
    version = version["packages"][0]["version"]
    top = f"gouji-{version}-x86_64-linux"

    def once():
        files = content(chosen.binary or build(commit), commit, version, created)
        made = {f"{top}.tar.gz": pack(files, top, time)}
        if shutil.which("dpkg-deb"):
            made[f"gouji_{version}_amd64.deb"] = debian(files, version, time)
        else:
            print("no Debian package: dpkg-deb is not installed", file=sys.stderr)
        return made

    made = once()
    if chosen.twice:
        if not chosen.binary:
            (ROOT / "target/dist/gouji").unlink()
            subprocess.run(["cargo", "clean", "--profile", "dist", "-p", "gouji"], cwd=ROOT, check=True)
        again = once()
        differing = [name for name in made if made[name] != again[name]]
        if differing:
            sys.exit(f"made twice, these differ: {', '.join(differing)}")
    folder = ROOT / "target/archive"
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        path = folder / name
        path.write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        (folder / f"{name}.sha256").write_text(f"{digest}  {name}\n")
        print(f"{path.relative_to(ROOT)}  {len(data)} bytes  sha256 {digest}")


if __name__ == "__main__":
    os.environ["TZ"] = "UTC"
    main()
