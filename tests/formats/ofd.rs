//! OFD files, as archives of offices hold them, of an invented office.

use gouji::source::picture::Wanted;
use gouji::source::{picture_of, scan};

use crate::package::{OFD_ROOT, ofd_parts, zip};
use crate::{check_refused, check_text, open};

fn document(pages: &[String], template: &str, picture: &[u8]) -> Vec<u8> {
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
fn a_page_that_is_a_picture_is_recognised_and_what_is_missing_is_told() {
    let picture = r#"<ofd:ImageObject ID="4" Boundary="0 0 210 297" ResourceID="9"/>"#.to_owned();
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
    assert!(source.seen.len() >= 175);
    let composite = text(
        30.0,
        20.0,
        "政府信息公开工作年度报告，共有一页，以下各表",
        "g 30 4",
    ) + r#"<ofd:CompositeObject ID="3" Boundary="0 0 9 9" ResourceID="1"/>"#;
    let source = open("a.ofd", &document(&[composite], "", b"")).unwrap();
    assert!(
        source.notices[0].chinese.contains("组合图元"),
        "{:?}",
        source.notices
    );
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
