//! OFD files, as archives of offices hold them, of an invented office.

use gouji::source::picture::Wanted;
use gouji::source::{picture_of, scan};

use crate::package::{OFD_ROOT, ofd_parts, zip};
use crate::{check_refused, check_text, open};

pub(crate) fn document(pages: &[String], template: &str, picture: &[u8]) -> Vec<u8> {
    let parts = ofd_parts(pages, template, picture);
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(path, content)| (path.as_str(), content.as_slice()))
        .collect();
    zip(&parts)
}

/// A text at `x` and `y` in millimetres, its characters 4 mm high, with the distances `steps` between them.
fn text(x: f64, y: f64, text: &str, steps: &str) -> String {
    format!(
        r#"<ofd:TextObject ID="5" Boundary="{x} {y} 60 5" Font="2" Size="4"><ofd:TextCode X="0" Y="3.5" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>"#
    )
}

/// A line from one place to another.
fn line(from: (f64, f64), to: (f64, f64)) -> String {
    let (width, height) = (to.0 - from.0, to.1 - from.1);
    format!(
        r#"<ofd:PathObject ID="6" Boundary="{} {} {} {}" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L {width} {height}</ofd:AbbreviatedData></ofd:PathObject>"#,
        from.0,
        from.1,
        width.max(0.2),
        height.max(0.2)
    )
}

/// The rulings of a table of two rows and three columns, its top left corner 30 mm from both edges.
fn rulings() -> String {
    let mut lines = String::new();
    for y in [30.0, 40.0, 50.0] {
        lines.push_str(&line((30.0, y), (150.0, y)));
    }
    for x in [30.0, 90.0, 120.0, 150.0] {
        lines.push_str(&line((x, 30.0), (x, 50.0)));
    }
    lines
}

/// The parts of a document, with what each of `added` says put before the end of the element that it names in the part that
/// it names, and with more parts.
fn extended(
    pages: &[String],
    template: &str,
    added: &[(&str, &str, &str)],
    more: &[(&str, &[u8])],
) -> Vec<u8> {
    let mut parts = ofd_parts(pages, template, b"");
    for (path, element, what) in added {
        let (_, content) = parts.iter_mut().find(|(own, _)| own == path).unwrap();
        let text = String::from_utf8(std::mem::take(content)).unwrap();
        let end = format!("</ofd:{element}>");
        *content = text.replace(&end, &format!("{what}{end}")).into_bytes();
    }
    let more = more
        .iter()
        .map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()));
    parts.extend(more);
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(path, content)| (path.as_str(), content.as_slice()))
        .collect();
    zip(&parts)
}

/// The pixels of a page, ten a millimetre.
pub(crate) struct Drawn(Vec<u8>);

impl Drawn {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("年报.ofd");
        std::fs::write(&path, bytes).unwrap();
        let wanted = Wanted {
            page: 0,
            width: 2_100,
        };
        Self(picture_of(&path, wanted).unwrap().rgb)
    }

    fn color(&self, x: usize, y: usize) -> [u8; 3] {
        let at = (y * 2_100 + x) * 3;
        [self.0[at], self.0[at + 1], self.0[at + 2]]
    }

    /// Whether something nearly black is in this part.
    pub(crate) fn has_black(
        &self,
        columns: std::ops::Range<usize>,
        rows: std::ops::Range<usize>,
    ) -> bool {
        let mut places = rows.flat_map(|y| columns.clone().map(move |x| (x, y)));
        places.any(|(x, y)| self.color(x, y).iter().all(|part| *part < 60))
    }
}

/// A page of text with a figure, on a table.
fn figures() -> (String, String) {
    let heading = text(
        30.0,
        20.0,
        "二、主动公开政府信息情况，以下各表如数填报",
        "g 30 4",
    );
    (heading + &text(91.0, 42.0, "120", "2 2"), rulings())
}

/// A picture of two red rows, a file without compression.
fn red() -> Vec<u8> {
    let mut file = b"BM".to_vec();
    for number in [
        54 + 16,
        0,
        54,
        40,
        2,
        2,
        1 | 24 << 16,
        0,
        16,
        2_835,
        2_835,
        0,
        0,
    ] {
        file.extend(u32::to_le_bytes(number));
    }
    // Blue, green and red, each row filled up.
    let row = [0, 0, 210, 0, 0, 210, 0, 0];
    file.extend([row, row].concat());
    file
}

/// A record of ASN.1.
fn record(kind: u8, content: &[u8]) -> Vec<u8> {
    let [high, low] = u16::try_from(content.len()).unwrap().to_be_bytes();
    let head = [kind, 0x82, high, low];
    head.into_iter().chain(content.iter().copied()).collect()
}

/// A seal with this picture.
fn seal(kind: &str, picture: &[u8]) -> Vec<u8> {
    let picture = [
        record(0x16, kind.as_bytes()),
        record(0x04, picture),
        record(0x02, &[40]),
        record(0x02, &[40]),
    ];
    let header = record(0x30, &[record(0x16, b"ES"), record(0x02, &[4])].concat());
    let info = [header, record(0x16, b"1"), record(0x30, &picture.concat())];
    record(0x30, &record(0x30, &info.concat()))
}

/// The document signed: its stamp lies over the figure. The seal is in `seal`, or else in the signature.
fn signed(seal: Option<Vec<u8>>, signature: &[u8]) -> Vec<u8> {
    let (page, template) = figures();
    let names = if seal.is_some() {
        "<ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>"
    } else {
        ""
    };
    let signed = format!(
        r#"<ofd:Signature xmlns:ofd="http://www.ofdspec.org/2016"><ofd:SignedInfo><ofd:StampAnnot ID="1" PageRef="0" Boundary="85 38 20 20"/><ofd:StampAnnot ID="2" PageRef="9" Boundary="0 0 200 200"/>{names}</ofd:SignedInfo><ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>"#
    );
    let list = r#"<ofd:Signatures><ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>"#;
    let seal = seal.unwrap_or_default();
    extended(
        &[page],
        &template,
        &[(
            "OFD.xml",
            "DocBody",
            "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>",
        )],
        &[
            ("Doc_0/Signs/Signatures.xml", list.as_bytes()),
            ("Doc_0/Signs/Sign_0/Signature.xml", signed.as_bytes()),
            ("Doc_0/Signs/Sign_0/Seal.esl", &seal),
            ("Doc_0/Signs/Sign_0/SignedValue.dat", signature),
        ],
    )
}

#[test]
fn a_stamp_over_a_figure_is_seen_and_spoils_no_text() {
    let (page, template) = figures();
    let plain = document(&[page], &template, b"");
    let expected = open("a.ofd", &plain).unwrap();
    assert!(expected.text.contains("120"), "{}", expected.text);
    let ink = Drawn::of(&plain);
    assert!(ink.has_black(910..960, 415..460) && ink.color(1_000, 450) == [255; 3]);
    // Drawn in red by a document of its own.
    let red_path = r#"<ofd:PathObject ID="6" Boundary="0 0 210 297" Fill="true" Stroke="false"><ofd:FillColor Value="210 0 0"/><ofd:AbbreviatedData>M 0 0 L 210 0 L 210 297 L 0 297 C</ofd:AbbreviatedData></ofd:PathObject>"#;
    let nested = document(&[red_path.to_owned()], "", b"");
    let mut documents = vec![
        signed(Some(seal("ofd", &nested)), b""),
        signed(None, &record(0x30, &seal("ofd", &nested))),
    ];
    if scan::IS_BUILT {
        documents.push(signed(Some(seal("bmp", &red())), b""));
        documents.push(signed(None, &record(0x30, &seal("bmp", &red()))));
    }
    for bytes in documents {
        let source = open("a.ofd", &bytes).unwrap();
        assert_eq!(source.text, expected.text);
        assert!(source.notices.is_empty(), "{:?}", source.notices);
        let drawn = Drawn::of(&bytes);
        assert_eq!(drawn.color(1_000, 450), [210, 0, 0]);
        assert!(drawn.has_black(910..960, 415..460), "the figure below it");
        assert_eq!(drawn.color(1_200, 700), [255; 3]);
    }
    // What is no seal is nothing.
    let broken = signed(Some(b"0\x82\xFF\xFFabc".to_vec()), b"");
    assert_eq!(open("a.ofd", &broken).unwrap().text, expected.text);
    assert_eq!(Drawn::of(&broken).color(1_000, 450), [255; 3]);
}

#[test]
fn notes_are_seen_and_not_read() {
    let (page, template) = figures();
    let expected = open(
        "a.ofd",
        &document(std::slice::from_ref(&page), &template, b""),
    )
    .unwrap();
    let green = r#"<ofd:PathObject ID="6" Boundary="0 0 20 20" Fill="true" Stroke="false"><ofd:FillColor Value="0 180 0"/><ofd:AbbreviatedData>M 0 0 L 20 0 L 20 4 L 0 4 C</ofd:AbbreviatedData></ofd:PathObject>"#;
    let words = text(0.0, 0.0, "9", "");
    for (kind, shown, is_told) in [
        ("Stamp", format!("{green}{words}"), true),
        ("Path", green.to_owned(), false),
        ("Watermark", format!("{green}{words}"), false),
    ] {
        let note = format!(
            r#"<ofd:PageAnnot xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Annot ID="1" Type="{kind}"><ofd:Appearance Boundary="95 44 20 20">{shown}</ofd:Appearance></ofd:Annot><ofd:Annot ID="2" Visible="false"><ofd:Appearance Boundary="120 80 20 20">{green}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>"#
        );
        let list = r#"<ofd:Annotations><ofd:Page PageID="0"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>"#;
        let bytes = extended(
            std::slice::from_ref(&page),
            &template,
            &[(
                "Doc_0/Document.xml",
                "Document",
                "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
            )],
            &[
                ("Doc_0/Annots/Annotations.xml", list.as_bytes()),
                ("Doc_0/Annots/Page_0/Annotation.xml", note.as_bytes()),
            ],
        );
        let source = open("a.ofd", &bytes).unwrap();
        assert_eq!(source.text, expected.text, "{kind}");
        let told = source
            .notices
            .iter()
            .any(|notice| notice.chinese.contains("批注"));
        assert_eq!(told, is_told, "{kind}: {:?}", source.notices);
        let drawn = Drawn::of(&bytes);
        assert_eq!(drawn.color(1_100, 460), [0, 180, 0]);
        assert_eq!(drawn.color(1_210, 810), [255; 3], "it is hidden");
    }
}

/// A composite unit.
fn unit(number: u32, content: &str) -> String {
    format!(
        r#"<ofd:CompositeGraphicUnit ID="{number}" Width="50" Height="20"><ofd:Content>{content}</ofd:Content></ofd:CompositeGraphicUnit>"#
    )
}

/// A unit printed at a place.
fn composed(number: u32, x: f64, y: f64, more: &str) -> String {
    format!(
        r#"<ofd:CompositeObject ID="3" Boundary="{x} {y} 60 20" ResourceID="{number}" {more}/>"#
    )
}

fn with_units(page: String, units: &str) -> Vec<u8> {
    let units = format!("<ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits>");
    let added = [("Doc_0/DocumentRes.xml", "Res", units.as_str())];
    extended(&[page], "", &added, &[])
}

#[test]
fn composite_units_are_read_where_they_are_printed() {
    let heading = || {
        text(
            30.0,
            20.0,
            "二、主动公开政府信息情况，以下各表如数填报",
            "g 30 4",
        )
    };
    let label = || text(31.0, 42.0, "规章", "g 3 4");
    let plain = heading() + &label() + &text(91.0, 42.0, "120", "2 2");
    let plain = document(&[plain], "", b"");
    let expected = open("a.ofd", &plain).unwrap();
    let small = r#"<ofd:TextObject ID="8" Boundary="0.5 1 20 5" Size="2"><ofd:TextCode X="0" Y="1.75" DeltaX="1 1">120</ofd:TextCode></ofd:TextObject>"#;
    let units = [
        // The figure alone, and as a unit in a unit, enlarged.
        unit(50, &text(1.0, 2.0, "120", "2 2")),
        unit(51, small) + &unit(50, &composed(51, 0.0, 0.0, r#"CTM="2 0 0 2 0 0""#)),
    ];
    for units in units {
        let page = heading() + &label() + &composed(50, 90.0, 40.0, "");
        let bytes = with_units(page, &units);
        let source = open("a.ofd", &bytes).unwrap();
        assert_eq!(source.text, expected.text);
        assert!(source.notices.is_empty(), "{:?}", source.notices);
        let drawn = Drawn::of(&bytes);
        assert!(drawn.has_black(910..960, 415..460), "it is drawn as well");
    }
    // Hidden, missing, and without end.
    let hidden = heading() + &composed(50, 90.0, 40.0, r#"Visible="false""#);
    let hidden = with_units(hidden, &unit(50, &text(1.0, 2.0, "120", "2 2")));
    let source = open("a.ofd", &hidden).unwrap();
    assert!(!source.text.contains("120") && source.notices.is_empty());
    let itself = unit(50, &(text(1.0, 2.0, "1", "") + &composed(50, 0.0, 4.0, "")));
    let swarm: String = (50..60)
        .map(|number| unit(number, &composed(number + 1, 0.0, 0.0, "").repeat(40)))
        .collect();
    for units in ["", &itself, &swarm] {
        let page = heading() + &composed(50, 90.0, 40.0, "");
        let source = open("a.ofd", &with_units(page, units)).unwrap();
        let told = source
            .notices
            .iter()
            .any(|notice| notice.chinese.contains("组合图元"));
        assert!(told, "{:?}", source.notices);
    }
}

#[test]
fn templates_lie_below_or_above_a_page_and_clips_print_nothing() {
    let (page, template) = figures();
    let clipped = page.clone()
        + r#"<ofd:PathObject ID="7" Boundary="30 60 100 0.2" LineWidth="0.2"><ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary="0 0 100 100"><ofd:AbbreviatedData>M 0 -30 L 0 60 L 90 60 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips><ofd:AbbreviatedData>M 0 0 L 100 0</ofd:AbbreviatedData></ofd:PathObject>"#;
    let bytes = document(&[clipped], &template, b"");
    let expected = open(
        "a.ofd",
        &document(std::slice::from_ref(&page), &template, b""),
    )
    .unwrap();
    assert_eq!(open("a.ofd", &bytes).unwrap().text, expected.text);
    let drawn = Drawn::of(&bytes);
    assert!(!drawn.has_black(295..305, 620..800), "a clip is no line");
    let grey = r#"<ofd:PathObject ID="6" Boundary="85 38 20 20" Fill="true" Stroke="false"><ofd:FillColor Value="200 200 200"/><ofd:AbbreviatedData>M 0 0 L 20 0 L 20 20 L 0 20 C</ofd:AbbreviatedData></ofd:PathObject>"#;
    for (order, is_seen) in [("Background", true), ("Foreground", false)] {
        let mut parts = ofd_parts(std::slice::from_ref(&page), &(template.clone() + grey), b"");
        for (_, content) in &mut parts {
            let text = String::from_utf8(std::mem::take(content)).unwrap();
            *content = text.replace("Background", order).into_bytes();
        }
        let parts: Vec<(&str, &[u8])> = parts
            .iter()
            .map(|(path, content)| (path.as_str(), content.as_slice()))
            .collect();
        let bytes = zip(&parts);
        assert_eq!(open("a.ofd", &bytes).unwrap().text, expected.text);
        let drawn = Drawn::of(&bytes);
        assert_eq!(drawn.has_black(910..960, 415..460), is_seen, "{order}");
    }
}

/// The fax drawn as paths, as programs print letters that have no font.
fn as_paths() -> String {
    use std::fmt::Write;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    std::fs::write(&path, crate::scan::ASKEW).unwrap();
    let wanted = Wanted {
        page: 0,
        width: 1_240,
    };
    let fax = picture_of(&path, wanted).unwrap();
    let (width, mm) = (
        usize::try_from(fax.width).unwrap(),
        210.0 / f64::from(fax.width),
    );
    let length = |pixels: usize| f64::from(u32::try_from(pixels).unwrap()) * mm;
    let mut paths = String::new();
    for (row, pixels) in fax.rgb.chunks(width * 3).enumerate() {
        let is_black: Vec<bool> = pixels.chunks(3).map(|pixel| pixel[0] < 128).collect();
        let mut at = 0;
        let mut parts = String::new();
        for run in is_black.chunk_by(|one, other| one == other) {
            let (left, right) = (length(at), length(at + run.len()));
            at += run.len();
            if run[0] {
                let part = format!(
                    "M {left:.2} 0 L {right:.2} 0 L {right:.2} {mm:.2} L {left:.2} {mm:.2} C "
                );
                parts.push_str(&part);
            }
        }
        if !parts.is_empty() {
            write!(
                paths,
                r#"<ofd:PathObject ID="6" Boundary="0 {:.2} 210 0.2" Fill="true" Stroke="false"><ofd:AbbreviatedData>{parts}</ofd:AbbreviatedData></ofd:PathObject>"#,
                length(row)
            )
            .unwrap();
        }
    }
    paths
}

#[test]
fn letters_drawn_as_paths_are_recognised() {
    if !scan::IS_BUILT {
        return;
    }
    let source = open("a.ofd", &document(&[as_paths()], "", b"")).unwrap();
    assert!(
        source.text.starts_with("青石镇人民政府\n"),
        "{}",
        source.text
    );
    assert!(
        source.notices[0].chinese.contains("识别"),
        "{:?}",
        source.notices
    );
    assert!(source.seen.len() >= 170, "{}", source.seen.len());
}

#[test]
fn texts_and_lines_are_read_as_those_of_a_pdf() {
    let mut page = text(30.0, 20.0, "二、主动公开 &amp; 其他", "g 20 4");
    for (x, y, label) in [
        (31.0, 32.0, "信息内容"),
        (91.0, 32.0, "制发"),
        (121.0, 32.0, "有效"),
        (31.0, 42.0, "规章"),
    ] {
        page.push_str(&text(x, y, label, "g 3 4"));
    }
    page.push_str(&text(91.0, 42.0, "120", "2 2"));
    page.push_str(
        r#"<ofd:TextObject ID="8" Boundary="121 42 20 5" CTM="2 0 0 2 0 0" Size="2"><ofd:TextCode X="0" Y="1.75" DeltaX="1">34</ofd:TextCode></ofd:TextObject>"#,
    );
    let pages = [page, text(30.0, 20.0, "三、其他", "g 3 4")];
    let source = check_text(
        "a.ofd",
        &document(&pages, &rulings(), b""),
        "二、主动公开 & 其他\n\n信息内容\t制发\t有效\n规章\t120\t34\n\n三、其他\n",
    );
    assert_eq!((source.format.as_str(), source.pages.len()), ("ofd", 2));
    assert!(source.notices.is_empty(), "{:?}", source.notices);
    assert!(!source.places.is_empty());
}

#[test]
fn a_page_that_is_a_picture_is_recognised_where_it_lies() {
    // A picture in a part of the page, by a matrix of its own.
    let picture = r#"<ofd:ImageObject ID="4" Boundary="10 20 180 254.6" CTM="180 0 0 254.6 0 0" ResourceID="9"/>"#.to_owned();
    let fax = include_bytes!("samples/askew.tif");
    let bytes = document(&[picture], "", fax);
    if !scan::IS_BUILT {
        return check_refused("a.ofd", &bytes, "扫描件");
    }
    let source = open("a.ofd", &bytes).unwrap();
    assert!(
        source.text.starts_with("青石镇人民政府\n"),
        "{}",
        source.text
    );
    assert!(
        source.notices[0].chinese.contains("识别"),
        "{:?}",
        source.notices
    );
    assert!(source.seen.len() >= 170, "{}", source.seen.len());
    let first = &source.seen[0];
    let places = [first.area[0] > 2_800, first.area[1] > 5_600];
    assert_eq!(places, [true; 2], "where the picture lies: {first:?}");
}

#[test]
fn a_damaged_document_says_so() {
    check_refused("a.ofd", &zip(&[("OFD.xml", OFD_ROOT.as_bytes())]), "已损坏");
    let whole = document(&[text(30.0, 20.0, "三、其他", "4")], "", b"");
    check_refused("a.ofd", &whole[..whole.len() / 2], "");
}

#[test]
fn a_page_is_drawn_with_its_texts_lines_and_pictures_where_they_are_printed() {
    let red = r#"<ofd:PathObject ID="6" Boundary="160 20 20 20" Fill="true" Stroke="false"><ofd:FillColor Value="200 0 0"/><ofd:AbbreviatedData>M 0 0 L 20 0 L 20 20 L 0 20 C</ofd:AbbreviatedData></ofd:PathObject>"#;
    let picture = r#"<ofd:ImageObject ID="4" Boundary="20 100 100 140" CTM="100 0 0 140 0 0" ResourceID="9"/>"#;
    let first = text(91.0, 42.0, "120", "2 2") + red + picture;
    let pages = [first, text(30.0, 20.0, "三、其他", "g 3 4")];
    let fax = include_bytes!("samples/askew.tif");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("年报.ofd");
    std::fs::write(&path, document(&pages, &rulings(), fax)).unwrap();
    let wanted = Wanted {
        page: 0,
        width: 2_100,
    };
    let drawn = picture_of(&path, wanted).unwrap();
    assert_eq!(
        (drawn.n_pages, drawn.width, drawn.height),
        (2, 2_100, 2_970)
    );
    // Ten pixels a millimetre.
    let color = |x: usize, y: usize| {
        let at = (y * 2_100 + x) * 3;
        [drawn.rgb[at], drawn.rgb[at + 1], drawn.rgb[at + 2]]
    };
    let has_ink = |columns: std::ops::Range<usize>, rows: std::ops::Range<usize>| {
        rows.clone()
            .any(|y| columns.clone().any(|x| color(x, y)[0] < 128))
    };
    assert_eq!(color(1_700, 300), [200, 0, 0]);
    assert!(has_ink(590..610, 295..305), "a ruling of the template");
    assert!(has_ink(910..930, 415..460), "the first digit");
    assert!(!has_ink(400..800, 420..480), "nothing is printed there");
    if scan::IS_BUILT {
        assert!(has_ink(200..1_200, 1_000..2_400), "the picture");
    }
    assert!(!has_ink(1_300..2_000, 1_000..2_400), "nothing beside it");
    let beyond = Wanted { page: 2, ..wanted };
    let said = picture_of(&path, beyond).unwrap_err().to_string();
    assert!(said.contains("年报.ofd"), "{said}");
}
