//! Writes small Word, Excel and OFD files: a zip without compression, with just the parts a reader asks for.

use std::fmt::Write;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#;
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word file with this body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    let types = format!(
        r#"{TYPES}<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#
    );
    let root = format!(
        r#"{RELATIONS}<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"#
    );
    let document = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ])
}

/// A Word paragraph.
pub(crate) fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A Word table cell with properties such as `<w:gridSpan w:val="2"/>`.
pub(crate) fn cell(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

/// A Word table of `n_columns` from rows of cells.
pub(crate) fn table(n_columns: usize, rows: &[String]) -> String {
    let rows = rows.join("</w:tr><w:tr>");
    let grid = "<w:gridCol w:w=\"1000\"/>".repeat(n_columns);
    format!("<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{rows}</w:tr></w:tbl>")
}

/// An Excel file with one sheet of this data (`<sheetData>…</sheetData>` and what follows it).
pub(crate) fn xlsx(name: &str, data: &str) -> Vec<u8> {
    workbook(&[(name, data.to_owned())])
}

/// An Excel file of one sheet of this data, with the shared texts `texts` (`<si>…</si>`).
pub(crate) fn with_texts(texts: &str, data: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let types = format!(
        r#"{TYPES}<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>"#
    );
    let root = format!(
        r#"{RELATIONS}<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let parts = format!(
        r#"{RELATIONS}<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#
    );
    let book = format!(
        r#"<?xml version="1.0"?><workbook xmlns="{main}" xmlns:r="{OFFICE}"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let sheet = format!(r#"<?xml version="1.0"?><worksheet xmlns="{main}">{data}</worksheet>"#);
    let texts = format!(r#"<?xml version="1.0"?><sst xmlns="{main}">{texts}</sst>"#);
    zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", parts.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", texts.as_bytes()),
    ])
}

/// An Excel file of these sheets: name and data.
pub(crate) fn workbook(sheets: &[(&str, String)]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let mut types = format!(
        r#"{TYPES}<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>"#
    );
    let root = format!(
        r#"{RELATIONS}<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let (mut list, mut parts) = (String::new(), String::from(RELATIONS));
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for (at, (name, data)) in sheets.iter().enumerate() {
        let number = at + 1;
        let path = format!("worksheets/sheet{number}.xml");
        write!(
            types,
            r#"<Override PartName="/xl/{path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
        )
        .unwrap();
        write!(
            list,
            r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#
        )
        .unwrap();
        write!(
            parts,
            r#"<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="{path}"/>"#
        )
        .unwrap();
        let sheet = format!(r#"<?xml version="1.0"?><worksheet xmlns="{main}">{data}</worksheet>"#);
        files.push((format!("xl/{path}"), sheet.into_bytes()));
    }
    let workbook = format!(
        r#"<?xml version="1.0"?><workbook xmlns="{main}" xmlns:r="{OFFICE}"><sheets>{list}</sheets></workbook>"#
    );
    let types = types + "</Types>";
    let parts = parts + "</Relationships>";
    let mut all: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", parts.as_bytes()),
    ];
    all.extend(
        files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
    );
    zip(&all)
}

/// The part of an OFD package that names its document.
pub(crate) const OFD_ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"#;

/// The parts of an OFD document of pages with these contents; the first one is printed on a template, and picture 9 is `picture`.
pub(crate) fn ofd_parts(
    pages: &[String],
    template: &str,
    picture: &[u8],
) -> Vec<(String, Vec<u8>)> {
    let mut main = String::from(
        r#"<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes><ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>"#,
    );
    let paths = (0..pages.len()).map(|at| format!("Pages/Page_{at}/Content.xml"));
    let paths: Vec<String> = paths.collect();
    for (at, path) in paths.iter().enumerate() {
        write!(main, r#"<ofd:Page ID="{at}" BaseLoc="{path}"/>"#).unwrap();
    }
    main.push_str("</ofd:Pages></ofd:Document>");
    let page = |content: &str, on: &str| {
        format!(
            r#"<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">{on}<ofd:Content><ofd:Layer ID="1">{content}</ofd:Layer></ofd:Content></ofd:Page>"#
        )
    };
    let contents = pages.iter().enumerate().map(|(at, content)| {
        let on = r#"<ofd:Template TemplateID="7" ZOrder="Background"/>"#;
        page(content, if at == 0 { on } else { "" })
    });
    let contents: Vec<String> = contents.collect();
    let resources = r#"<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="9" Type="Image"><ofd:MediaFile>a.tif</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"#;
    let template = page(template, "");
    let parts = [
        ("OFD.xml", OFD_ROOT.as_bytes()),
        ("Doc_0/Document.xml", main.as_bytes()),
        ("Doc_0/DocumentRes.xml", resources.as_bytes()),
        ("Doc_0/Tpls/Tpl_0/Content.xml", template.as_bytes()),
        ("Doc_0/Res/a.tif", picture),
    ];
    let parts = parts.map(|(path, content)| (path.to_owned(), content.to_vec()));
    let pages = paths.iter().zip(contents);
    let pages = pages.map(|(path, content)| (format!("Doc_0/{path}"), content.into_bytes()));
    parts.into_iter().chain(pages).collect()
}

/// A zip of stored files.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let files: Vec<Stored<'_>> = files
        .iter()
        .map(|(name, bytes)| Stored {
            name,
            bytes,
            method: 0,
            size: bytes.len(),
            checksum: crc32(bytes),
        })
        .collect();
    archive(&files)
}

/// A file in a zip as it is written.
pub(crate) struct Stored<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
    /// 0 stored, 8 deflated.
    pub method: u16,
    /// Bytes when unpacked.
    pub size: usize,
    pub checksum: u32,
}

/// A zip of files as they are.
pub(crate) fn archive(files: &[Stored<'_>]) -> Vec<u8> {
    let number = |value: usize| u32::try_from(value).unwrap().to_le_bytes();
    let short = |value: usize| u16::try_from(value).unwrap().to_le_bytes();
    let (mut packed, mut directory) = (Vec::new(), Vec::new());
    for file in files {
        let offset = packed.len();
        let mut facts = vec![20, 0, 0, 0];
        facts.extend(file.method.to_le_bytes());
        facts.extend([0; 4]);
        facts.extend(file.checksum.to_le_bytes());
        facts.extend(number(file.bytes.len()));
        facts.extend(number(file.size));
        facts.extend(short(file.name.len()));
        facts.extend([0; 2]);
        packed.extend(b"PK\x03\x04");
        packed.extend(&facts);
        packed.extend(file.name.as_bytes());
        packed.extend(file.bytes);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&facts);
        directory.extend([0; 10]);
        directory.extend(number(offset));
        directory.extend(file.name.as_bytes());
    }
    let (start, length) = (packed.len(), directory.len());
    packed.extend(directory);
    packed.extend(b"PK\x05\x06\0\0\0\0");
    packed.extend(short(files.len()));
    packed.extend(short(files.len()));
    packed.extend(number(length));
    packed.extend(number(start));
    packed.extend([0; 2]);
    packed
}

fn crc32(bytes: &[u8]) -> u32 {
    bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    }) ^ !0
}
