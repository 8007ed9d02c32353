#!/usr/bin/env python3
"""Files that ask for all time and memory, and what `gouji read` takes for each: the table of assets/guide/security.md.

    python3 .ci/bounds.py [PROGRAM]

Any file up to 20 MB: 10 s of processor time in all processes together, 500 MB in the parent, a reading or a sentence. A file
that is none is refused within a second. The bounds are those of an optimised program."""
import io, json, os, subprocess, sys, tempfile, threading, time, zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# A worker is ended at 10 s; looking and ending take a moment.
MOST_SECONDS, MOST_MB, AT_ONCE = 10.5, 500, 1.0
ROW = "一、本年新收政府信息公开申请数量 0 1 2 0 0 0 3\n"
HEADING = "三、收到和处理政府信息公开申请情况\n"


def up_to(piece, size):
    piece = piece.encode() if isinstance(piece, str) else piece
    return piece * (size // len(piece))


def package(parts, how=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def workbook(sheet, texts="", how=zipfile.ZIP_DEFLATED):
    main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind, relations = "application/vnd.openxmlformats-officedocument.spreadsheetml", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return package({
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'{relations}<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{relations}<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}"><si><t>{texts}</t></si></sst>',
    }, how)


def document(body, how=zipfile.ZIP_DEFLATED):
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return package({
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>',
    }, how)


def bomb_of_forms():
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    objects.append("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</F 4 0 R>>>>/Contents 14 0 R>>")
    for at in range(4, 14):
        content = "/F Do " * 30 if at < 13 else "0 0 1 1 re f"
        below = f"/Resources<</XObject<</F {at + 1} 0 R>>>>" if at < 13 else ""
        objects.append(f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]{below}/Length {len(content)}>>stream\n{content}\nendstream")
    objects.append("<</Length 5>>stream\n/F Do\nendstream")
    body, places = "%PDF-1.7\n", []
    for at, content in enumerate(objects):
        places.append(len(body))
        body += f"{at + 1} 0 obj{content}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF".encode()


MB = 1 << 20
FILES = {
    "a.csv 15 MB, one quoted field": lambda: b'"' + up_to("规章 ", 15 * MB) + b'"\n',
    "a.csv 16 MB of rows": lambda: up_to("规章,1,2,3,4,5,6,7\n", 16 * MB),
    "a.csv 4 MB, one line": lambda: up_to("1,", 4 * MB),
    "a.txt 20 MB, a digit a line": lambda: up_to("1\n", 20 * MB),
    "a.txt 20 MB of one character": lambda: up_to("一", 20 * MB),
    "a.txt 20 MB of a row of table three": lambda: HEADING.encode() + up_to(ROW, 19 * MB),
    "a.txt 20 MB of a heading": lambda: up_to(HEADING, 20 * MB),
    "a.txt 20 MB of sentences": lambda: up_to("2022年，我局收到政府信息公开申请28件，其中予以公开12件、不予公开6件。", 20 * MB),
    "a.txt 20 MB, one sentence": lambda: up_to("收到申请28件，", 20 * MB),
    "a.txt 20 MB of pipes": lambda: up_to("|", 20 * MB),
    "a.txt 20 MB of brackets": lambda: up_to("（", 20 * MB),
    "a.txt 20 MB of random bytes": lambda: os.urandom(20 * MB),
    "a.txt 20 MB in GB18030": lambda: up_to((HEADING + ROW).encode("gb18030"), 20 * MB),
    "a.html 8 MB, tags one in the other": lambda: up_to("<div>", 8 * MB),
    "a.html 8 MB, tables one in the other": lambda: up_to("<table><tr><td>", 8 * MB),
    "a.html 2,000 columns, 100,000 rows": lambda: b"<table><tr>" + b"<td>1</td>" * 2000 + b"</tr>" + b"<tr></tr>" * 100_000 + b"</table>",
    "a.html spans of 1,000 by 1,000": lambda: b"<table>" + b'<tr><td rowspan="1000" colspan="1000">1</td></tr>' * 1000 + b"</table>",
    "a.json 20 MB, lists one in the other": lambda: b'[{"type":"text","text":"' + up_to("[", 20 * MB),
    "a.fodt rows repeated, one in the other": lambda: b"<office:document>" + b'<table:table><table:table-row table:number-rows-repeated="64"><table:table-cell><text:p>1</text:p>' * 9 + b"</table:table-cell></table:table-row></table:table>" * 9 + b"</office:document>",
    "a.fods 19 MB of cells": lambda: b"<office:document><table:table>" + b"<table:table-row>".join([b"<table:table-cell/>" * 100] * 10_000) + b"</table:table></office:document>",
    "a.json 20 MB of blocks": lambda: b"[" + up_to('{"type":"text","text":"%s"},' % ROW.strip(), 19 * MB) + b"{}]",
    "a.xlsx one shared text of 32 KB, 40,000 times": lambda: workbook("".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 40_001)), "规" * 10_922),
    "a.xlsx 1,000,000 cells": lambda: workbook("".join(f'<row r="{r}">' + "".join(f'<c><v>{c}</v></c>' for c in range(50)) + "</row>" for r in range(1, 20_001)), how=zipfile.ZIP_STORED),
    "a.docx 200 MB when unpacked": lambda: document("<w:p><w:r><w:t>" + "一" * (70 * MB) + "</w:t></w:r></w:p>"),
    "a.docx 100,000 paragraphs": lambda: document(f"<w:p><w:r><w:t>{ROW.strip()}</w:t></w:r></w:p>" * 100_000, zipfile.ZIP_STORED),
    "a.docx tables 3,000 deep": lambda: document("<w:tbl><w:tr><w:tc>" * 3_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3_000),
    "a.pdf forms that draw each other 30 to the 9th times": bomb_of_forms,
    "a.gouji.ron 20 MB of brackets": lambda: b"(schema:1,cells:" + up_to("(", 20 * MB),
}


def read(program, path):
    """Seconds of processor time of all processes, most MB of the parent, seconds on the clock, what was said."""
    begun = time.time()
    process = subprocess.Popen([program, "read", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    most = [0]

    def watch():
        while process.returncode is None:
            try:
                with open(f"/proc/{process.pid}/status") as status:
                    most[0] = max([most[0]] + [int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM")])
            except (OSError, ValueError):
                return
            time.sleep(0.005)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    said = process.stdout.read()
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    line = json.loads(said.splitlines()[0]) if said else {}
    told = line.get("error") or ("read in part" if any("只" in notice for notice in line.get("notices", [])) else "read")
    return usage.ru_utime + usage.ru_stime, most[0], time.time() - begun, told


def grow(path, stop):
    with open(path, "ab") as file:
        while not stop.is_set():
            file.write(b"1\n" * 32_768)
            file.flush()


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "target/release/gouji")
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        os.mkfifo(os.path.join(folder, "pipe.txt"))
        special = ["pipe.txt", "/dev/zero", "/dev/random", "/proc/kmsg", "/proc/self/mem", "/proc/self/environ"]
        print("| file | size | processor | parent | what is said |\n|---|---|---|---|---|")
        rows = [(name, make, MOST_SECONDS) for name, make in FILES.items()] + [(name, None, AT_ONCE) for name in special]
        for name, make, most in rows:
            path = os.path.join(folder, name.split(" ")[0])
            size = "–"
            if make:
                content = make()
                size = f"{len(content) / MB:.1f} MB" if len(content) > MB / 10 else f"{len(content) / 1024:.1f} KB"
                with open(path, "wb") as file:
                    file.write(content)
                del content
            seconds, mb, clock, told = read(program, path)
            is_over = seconds > most or mb > MOST_MB or (not make and clock > 5 * AT_ONCE)
            faults += is_over
            print(f"| {name} | {size} | {seconds:.1f} s | {mb} MB | {told.replace(path, name)[:70]}{' **over**' if is_over else ''} |", flush=True)
            if make:
                os.remove(path)
        path, stop = os.path.join(folder, "growing.txt"), threading.Event()
        with open(path, "wb") as file:
            file.write(b"1\n" * (8 * MB))
        writer = threading.Thread(target=grow, args=(path, stop))
        writer.start()
        seconds, mb, _, told = read(program, path)
        stop.set()
        writer.join()
        print(f"| a file that grows | – | {seconds:.1f} s | {mb} MB | {told.replace(path, 'growing.txt')[:70]} |")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
