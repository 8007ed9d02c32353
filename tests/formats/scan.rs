//! Pictures of pages, of an invented office.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use gouji::form::CellKey;
use gouji::read::{Doubt, read};
use gouji::source::again::Figure;
use gouji::source::import::Waiting;
use gouji::source::kept::Kept;
use gouji::source::kind::Parsed;
use gouji::source::picture::{Picture, Wanted};
use gouji::source::place::Area;
use gouji::source::pool::Pool;
use gouji::source::{Source, figures_of, place, scan};

use crate::{check_grids, check_refused, open};

/// A page as a fax: 150 dots per inch, black and white, askew by 0.6 degrees, with specks.
pub(crate) const ASKEW: &[u8] = include_bytes!("samples/askew.tif");

/// The fax as it is opened: once, for recognition is slow without optimisation.
fn fax() -> &'static Source {
    static FAX: OnceLock<Source> = OnceLock::new();
    FAX.get_or_init(|| open("a.tif", ASKEW).unwrap())
}

/// Rows of its table: key, and the seven figures.
const ROWS: [(&str, [u32; 7]); 8] = [
    ("received", [92, 15, 1, 0, 1, 2, 111]),
    ("carried_in", [4, 0, 0, 0, 0, 0, 4]),
    ("granted", [18, 4, 0, 0, 1, 0, 23]),
    ("partly_granted", [5, 0, 0, 0, 0, 2, 7]),
    ("unavailable.not_held", [26, 9, 1, 0, 0, 0, 36]),
    ("rejected.reissue", [0, 0, 0, 0, 0, 0, 0]),
    ("processed_total", [91, 14, 1, 0, 1, 2, 109]),
    ("carried_out", [5, 1, 0, 0, 0, 0, 6]),
];

const COLUMNS: [&str; 7] = [
    "natural_person",
    "enterprise",
    "research_institute",
    "social_organization",
    "legal_service",
    "other_organization",
    "total",
];

/// Every figure is read, or in doubt; `n_right` of them at least are right.
#[track_caller]
fn check_figures(source: &Source, n_right: usize) {
    check_grids(source);
    let reading = read(source);
    let cells: BTreeMap<String, _> = reading
        .cells
        .iter()
        .map(|(key, found): (&CellKey, _)| (key.to_string(), found))
        .collect();
    let mut right = 0;
    for (row, figures) in ROWS {
        for (column, figure) in COLUMNS.iter().zip(figures) {
            let key = format!("requests.{row}.{column}");
            let found = cells[&key];
            let is_right = found.printed == figure.to_string();
            assert!(is_right || !found.doubts.is_empty(), "{key}: {found:?}");
            right += usize::from(is_right);
        }
    }
    assert!(right >= n_right, "{right}");
}

#[test]
fn a_fax_is_read() {
    if !scan::IS_BUILT {
        return check_refused("a.tif", ASKEW, "TIFF");
    }
    let source = fax();
    assert_eq!(source.format, "picture");
    assert!(
        source.text.starts_with("青石镇人民政府\n"),
        "{}",
        source.text
    );
    assert_eq!(source.grids.len(), 1);
    check_figures(source, 56);
    assert!(source.seen.len() >= 175, "{}", source.seen.len());
    for seen in &source.seen {
        let [left, top, right, bottom] = seen.area;
        assert!(left < right && top < bottom && seen.page == 0, "{seen:?}");
    }
}

#[test]
fn a_figure_that_is_not_clear_is_in_doubt() {
    if !scan::IS_BUILT {
        return;
    }
    let mut source = fax().clone();
    for seen in &mut source.seen {
        seen.sureness = 500;
    }
    let reading = read(&source);
    let figures = reading
        .cells
        .values()
        .filter(|found| !found.printed.is_empty());
    assert!(figures.clone().count() >= 175);
    for found in figures {
        assert!(found.doubts.contains(&Doubt::Unclear), "{found:?}");
    }
}

#[test]
fn a_damaged_picture_says_so() {
    if scan::IS_BUILT {
        check_refused("a.tif", &ASKEW[..ASKEW.len() / 2], "损坏");
    }
    let bitmap = [b"BM\x46\x0b\0\0\0\0\0\0\x36\0\0\0".as_slice(), &[9; 200]].concat();
    let pictures: [&[u8]; 5] = [
        b"\x89PNG\r\n\x1a\n....",
        b"\xff\xd8\xff\xe0 picture",
        b"II*\0....",
        b"MM\0*....",
        &bitmap,
    ];
    for picture in pictures {
        check_refused("report.txt", picture, "图片");
    }
}

/// The page of the fax, as it is drawn for the eye.
fn drawn() -> Picture {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    std::fs::write(&path, ASKEW).unwrap();
    let wanted = Wanted {
        page: 0,
        width: 4_000,
    };
    gouji::source::picture_of(&path, wanted).unwrap()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a picture has few million pixels"
)]
fn pixel(at: f64) -> usize {
    at as usize
}

/// The picture turned about its middle, clockwise, by so many degrees, as a file.
fn turned(picture: &Picture, degrees: f64) -> Vec<u8> {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (width, height) = (f64::from(picture.width), f64::from(picture.height));
    let size = |a: f64, b: f64| (a * cos.abs() + b * sin.abs()).round();
    let (new_width, new_height) = (size(width, height), size(height, width));
    let length = |length: f64| u32::try_from(pixel(length)).unwrap();
    let turned = image::RgbImage::from_fn(length(new_width), length(new_height), |x, y| {
        let (x, y) = (
            f64::from(x) - new_width / 2.0,
            f64::from(y) - new_height / 2.0,
        );
        let from = (
            (x * cos + y * sin + width / 2.0).floor(),
            (y * cos - x * sin + height / 2.0).floor(),
        );
        if from.0 < 0.0 || from.1 < 0.0 || from.0 >= width || from.1 >= height {
            return image::Rgb([255; 3]);
        }
        let at = pixel(from.1 * width + from.0) * 3;
        image::Rgb([picture.rgb[at], picture.rgb[at + 1], picture.rgb[at + 2]])
    });
    let mut file = std::io::Cursor::new(Vec::new());
    turned.write_to(&mut file, image::ImageFormat::Png).unwrap();
    file.into_inner()
}

/// The figures of a source: what they are, and the middle of where they were seen, as parts of the longer side of the page,
/// from its middle. `page` is how wide and high the page is.
fn middles(source: &Source, page: (f64, f64)) -> Vec<(String, (f64, f64))> {
    let longer = page.0.max(page.1);
    let points = longer / 842.0;
    let seen = source.seen.iter().map(|seen| {
        let [left, top, right, bottom] = seen.area.map(|side| f64::from(side) / 100.0 * points);
        let middle = (f64::midpoint(left, right), f64::midpoint(top, bottom));
        // The frame of its cell holds it.
        let (_, area) = place::areas_of(&source.places, seen.span)[0];
        let share = |side: u16, length: f64| f64::from(side) / 65_535.0 * length;
        assert!(share(area.left, page.0) < middle.0 && middle.0 < share(area.right, page.0));
        assert!(share(area.top, page.1) < middle.1 && middle.1 < share(area.bottom, page.1));
        let text = seen.span.of(&source.text).to_owned();
        let from_middle = (middle.0 - page.0 / 2.0, middle.1 - page.1 / 2.0);
        (text, from_middle)
    });
    seen.collect()
}

#[test]
fn figures_are_framed_where_they_are_in_the_picture_however_it_lies() {
    if !scan::IS_BUILT {
        return;
    }
    let picture = drawn();
    let page = (f64::from(picture.width), f64::from(picture.height));
    let straight = middles(fax(), page);
    let n_long = straight.iter().filter(|(text, _)| text.len() > 1).count();
    assert!(n_long >= 15, "{n_long}");
    // On its side, and askew as well.
    let degrees = 92.5_f64;
    let file = turned(&picture, degrees);
    let size = image::ImageReader::new(std::io::Cursor::new(&file));
    let size = size.with_guessed_format().unwrap();
    let (width, height) = size.into_dimensions().unwrap();
    let source = open("a.png", &file).unwrap();
    let found = middles(&source, (f64::from(width), f64::from(height)));
    let (sin, cos) = degrees.to_radians().sin_cos();
    let is_there = |(x, y): (f64, f64)| {
        let expected = (x * cos - y * sin, y * cos + x * sin);
        let mut found = found.iter().filter(|(text, _)| text.len() > 1);
        found.any(|(_, at)| (at.0 - expected.0).hypot(at.1 - expected.1) < 6.0)
    };
    let long = straight.iter().filter(|(text, _)| text.len() > 1);
    let n_there = long.filter(|(_, at)| is_there(*at)).count();
    // Some are not read from a fax that was turned.
    assert!(n_there + 3 >= n_long, "{degrees}: {n_there} of {n_long}");
}

#[test]
fn the_ink_of_a_figure_is_in_its_frame() {
    if !scan::IS_BUILT {
        return;
    }
    let picture = drawn();
    let per_point = f64::from(picture.height) / 842.0;
    let (mut inside, mut around) = (0, 0);
    for seen in fax().seen.iter().filter(|seen| seen.span.len() > 1) {
        let [left, top, right, bottom] = seen
            .area
            .map(|side| pixel((f64::from(side) / 100.0 * per_point).round()));
        let ink = |more: usize| {
            let rows = top - more..bottom + more;
            let places =
                rows.flat_map(|y| (left..right).map(move |x| y * picture.width as usize + x));
            places.filter(|at| picture.rgb[at * 3] < 128).count()
        };
        inside += ink(0);
        around += ink(4);
    }
    assert!(
        inside > 1_000 && inside * 100 >= around * 95,
        "{inside} of {around}"
    );
}

#[test]
fn single_cells_are_read_again_from_their_places_on_the_page() {
    if !scan::IS_BUILT {
        return;
    }
    let source = fax();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    std::fs::write(&path, ASKEW).unwrap();
    let figures = source.seen.iter().step_by(9);
    let (texts, areas): (Vec<&str>, Vec<Area>) = figures
        .map(|seen| {
            let areas = place::areas_of(&source.places, seen.span);
            (seen.span.of(&source.text), areas[0].1)
        })
        .unzip();
    // A place without ink stands among them.
    let areas = [&areas[..], &[Area::new([0.01, 0.97, 0.02, 0.98])]].concat();
    let read = figures_of(&path, 0, &areas, Waiting::PATIENT).unwrap();
    assert_eq!(read.len(), texts.len() + 1);
    assert_eq!(read.last(), Some(&Figure::default()));
    let same = read
        .iter()
        .zip(&texts)
        .filter(|(read, text)| read.text == **text);
    assert!(same.count() + 1 >= texts.len(), "{read:?} {texts:?}");
    let beyond = figures_of(&path, 7, &areas, Waiting::PATIENT);
    assert!(beyond.unwrap_err().to_string().contains("a.tif"));
}

/// Workers that recognise, and keep what they did.
fn keeping(kept: Kept) -> Pool {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_gouji"));
    Pool::new(program, Duration::from_mins(2)).with_kept(kept)
}

/// What a worker recognised is found again without one, as long as it is whole.
#[test]
fn what_was_recognised_is_kept_and_found_again() {
    if !scan::IS_BUILT {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("kept");
    let bytes = Arc::new(ASKEW.to_vec());
    let read = |pool: &Pool, bytes| pool.import(Parsed::Picture, bytes, Waiting::PATIENT);
    let working = keeping(Kept::new(place.clone()));
    let first = read(&working, &bytes).unwrap().unwrap();
    // This one cannot recognise anything.
    let absent = Pool::new(folder.path().join("absent"), Duration::from_secs(1));
    let idle = absent.with_kept(Kept::new(place.clone()));
    assert_eq!(read(&idle, &bytes).unwrap().unwrap(), first);
    let others = Arc::new([ASKEW, b"x"].concat());
    assert!(read(&idle, &others).is_err());
    let mut files = std::fs::read_dir(&place).unwrap();
    let file = files.next().unwrap().unwrap().path();
    assert!(files.next().is_none());
    std::fs::write(&file, "{").unwrap();
    assert!(read(&idle, &bytes).is_err());
}

/// No more is kept than there is room for.
#[test]
fn what_was_recognised_goes_where_there_is_no_room_for_it() {
    if !scan::IS_BUILT {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("kept");
    let pool = keeping(Kept::new(place.clone()).with_most(1));
    let bytes = Arc::new(ASKEW.to_vec());
    assert!(
        pool.import(Parsed::Picture, &bytes, Waiting::PATIENT)
            .unwrap()
            .is_ok()
    );
    assert_eq!(std::fs::read_dir(&place).unwrap().count(), 0);
}
