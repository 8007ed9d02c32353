//! What is printed on a page of an OFD document: texts, paths and pictures in boxes of their own, in millimetres from the top
//! left corner (GB/T 33190-2016, 8 to 11), and units that are composed of such (13).

use std::collections::BTreeMap;

use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect};

use crate::source::boxes::plain;
use crate::source::ofd::printed::{Ink, Item, PictureId};
use crate::source::office::markup::{attribute, is_empty, is_end, local_name, tags_and_text};
use crate::source::pdf::glyphs::Marks;

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;

/// Width of a line where none is told, in millimetres (GB/T 33190-2016, 9.1).
const LINE: f64 = 0.353;

/// Parts of the size of a character above and below its baseline.
const ABOVE: f64 = 0.88;
const BELOW: f64 = 0.12;

/// How deep composite units may stand in each other.
const DEEPEST: usize = 8;

/// Composite units that are drawn on a page, and the bytes of them.
const UNIT_LIMIT: usize = 5_000;
const UNIT_BYTES: usize = 32 << 20;

/// Pictures of a page that are kept.
const PICTURE_LIMIT: usize = 1_000;

/// What composite units are made of, by their numbers.
pub(super) type Units = BTreeMap<String, String>;

/// Parts of an object that hold paths and objects of their own, which are not printed.
const UNPRINTED: [&str; 2] = ["Clips", "Pattern"];

/// What is printed on a page.
pub(super) struct Drawn {
    pub(super) marks: Marks,
    /// Whether a composite unit is missing, or there are more than are drawn.
    pub(super) lacks_units: bool,
    /// Composite units drawn so far, their bytes, and how many of them are open.
    units: (usize, usize, usize),
    /// Pictures: the number of each, its size, and its width in points.
    pictures: Vec<(String, f64, f64)>,
    /// What is on the page, to be drawn; kept only where it is to be.
    items: Option<Vec<Item>>,
    /// From millimetres of the file to points of the page.
    to_page: Affine,
    object: Option<Object>,
}

/// Something printed in a box of its own.
struct Object {
    /// From the unit of the object to points of the page.
    transform: Affine,
    /// Size of its characters.
    size: f64,
    is_invisible: bool,
    is_stroked: bool,
    is_filled: bool,
    /// Colours of its area and of its line, and how wide that is.
    fill: Ink,
    line: (Ink, f64),
    /// The text or path whose characters follow.
    follows: Option<Follows>,
}

/// What the characters before the next tag are.
enum Follows {
    Text(Places),
    Path,
}

/// Where the characters of a text begin, and how far each is from the one before.
struct Places {
    start: Point,
    across: Vec<f64>,
    down: Vec<f64>,
}

impl Drawn {
    /// An empty page of this area, in points.
    pub(super) fn new(area: Rect) -> Self {
        Self {
            marks: Marks::of_words(Vec::new(), area.width(), area.height()),
            lacks_units: false,
            units: (0, 0, 0),
            pictures: Vec::new(),
            items: None,
            to_page: Affine::translate((-area.x0, -area.y0)) * Affine::scale(POINTS),
            object: None,
        }
    }

    /// The same, with what is on it kept to be drawn.
    pub(super) fn kept(self) -> Self {
        Self {
            items: Some(Vec::new()),
            ..self
        }
    }

    /// What is on the page, as far as it was kept.
    pub(super) fn items(&self) -> &[Item] {
        self.items.as_deref().unwrap_or_default()
    }

    /// A page whose part is missing.
    pub(super) fn missing(area: Rect) -> Self {
        let mut drawn = Self::new(area);
        drawn.marks.is_cut = true;
        drawn
    }

    /// The number of the picture that covers most of the page, and how wide it stands there, in points.
    pub(super) fn largest_picture(&self) -> Option<(&String, f64)> {
        let largest = self.pictures.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        largest.map(|(id, _, width)| (id, *width))
    }

    /// Draws what lies over a page in a box there, told by its tag; it is seen, and not read.
    pub(super) fn draw_over(&mut self, tag: &str, xml: &str, units: &Units) {
        let marks = std::mem::take(&mut self.marks);
        let n_pictures = self.pictures.len();
        let (inside, _) = self.transform_of(tag);
        let to_page = std::mem::replace(&mut self.to_page, inside);
        self.draw(xml, units);
        self.to_page = to_page;
        self.pictures.truncate(n_pictures);
        self.marks = marks;
    }

    /// Lays a picture over the page, into a box there in millimetres.
    pub(super) fn lay_over(&mut self, picture: PictureId, tag: &str) {
        let (_, area) = self.transform_of(tag);
        if let (Some(items), Some(area)) = (&mut self.items, area) {
            let to_page = self.to_page * unit_square(area);
            items.push(Item::Picture(picture, to_page));
        }
    }

    /// Draws the content of a page.
    pub(super) fn draw(&mut self, xml: &str, units: &Units) {
        let mut unprinted = None;
        for (text, tag) in tags_and_text(xml) {
            let name = local_name(tag);
            if let Some(open) = unprinted {
                if is_end(tag) && name == open {
                    unprinted = None;
                }
                continue;
            }
            self.text(text);
            if UNPRINTED.contains(&name) && !is_end(tag) && !is_empty(tag) {
                unprinted = Some(name);
                continue;
            }
            let is_object = matches!(name, "TextObject" | "PathObject" | "ImageObject");
            if is_end(tag) {
                if is_object {
                    self.object = None;
                }
                continue;
            }
            match name {
                "TextObject" | "PathObject" => self.object = Some(self.object_of(tag, name)),
                "ImageObject" => self.picture(tag),
                "CompositeObject" => self.unit(tag, units),
                "TextCode" => {
                    if let Some(object) = &mut self.object {
                        object.follows = Some(Follows::Text(Places::of(tag)));
                    }
                }
                "FillColor" | "StrokeColor" => self.color(tag, name),
                "AbbreviatedData" => {
                    if let Some(object) = &mut self.object {
                        object.follows = Some(Follows::Path);
                    }
                }
                _ => {}
            }
        }
    }

    /// Draws a composite unit.
    fn unit(&mut self, tag: &str, units: &Units) {
        if is_hidden(tag) {
            return;
        }
        let xml = attribute(tag, "ResourceID").and_then(|id| units.get(id));
        let (n, n_bytes, depth) = self.units;
        let has_room = n < UNIT_LIMIT && n_bytes < UNIT_BYTES && depth < DEEPEST;
        let Some(xml) = xml.filter(|_| has_room) else {
            self.lacks_units = true;
            return;
        };
        self.units = (n + 1, n_bytes + xml.len(), depth + 1);
        let (inside, _) = self.transform_of(tag);
        let to_page = std::mem::replace(&mut self.to_page, inside);
        let object = self.object.take();
        self.draw(xml, units);
        self.object = object;
        self.to_page = to_page;
        self.units.2 = depth;
    }

    fn transform_of(&self, tag: &str) -> (Affine, Option<Rect>) {
        let bounds = attribute(tag, "Boundary").map(numbers);
        let (origin, area) = match bounds.as_deref() {
            Some([x, y, width, height, ..]) => {
                let area = Rect::new(*x, *y, x + width, y + height);
                ((*x, *y), Some(area))
            }
            _ => ((0.0, 0.0), None),
        };
        let own = attribute(tag, "CTM").map(numbers);
        let own = own.as_ref().and_then(|own| own.first_chunk());
        let own = own.map_or(Affine::IDENTITY, |own| Affine::new(*own));
        (self.to_page * Affine::translate(origin) * own, area)
    }

    fn object_of(&self, tag: &str, name: &str) -> Object {
        let says = |name: &str, what: &str| attribute(tag, name) == Some(what);
        let is_path = name == "PathObject";
        Object {
            transform: self.transform_of(tag).0,
            size: attribute(tag, "Size").and_then(number).unwrap_or(3.5),
            is_invisible: is_hidden(tag),
            is_stroked: is_path && !says("Stroke", "false"),
            is_filled: is_path && says("Fill", "true"),
            fill: [0; 3],
            line: (
                [0; 3],
                attribute(tag, "LineWidth").and_then(number).unwrap_or(LINE) * POINTS,
            ),
            follows: None,
        }
    }

    /// The colour of the object at hand.
    fn color(&mut self, tag: &str, name: &str) {
        let values = attribute(tag, "Value").map(numbers).unwrap_or_default();
        let ink = match values.as_slice() {
            [red, green, blue, ..] => [*red, *green, *blue].map(shade),
            [grey] => [shade(*grey); 3],
            _ => return,
        };
        if let Some(object) = &mut self.object {
            match name {
                "FillColor" => object.fill = ink,
                _ => object.line.0 = ink,
            }
        }
    }

    fn picture(&mut self, tag: &str) {
        let (transform, area) = self.transform_of(tag);
        let (Some(area), Some(id)) = (area, attribute(tag, "ResourceID")) else {
            return;
        };
        if is_hidden(tag) || self.marks.pictures.len() >= PICTURE_LIMIT {
            return;
        }
        let has_own = attribute(tag, "CTM").is_some();
        let unit = Affine::scale_non_uniform(area.width(), area.height());
        let to_page = if has_own { transform } else { transform * unit };
        if let Some(items) = &mut self.items {
            let picture = PictureId::Resource(id.to_owned());
            items.push(Item::Picture(picture, to_page));
        }
        let area = self.to_page.transform_rect_bbox(area);
        let page = Rect::new(0.0, 0.0, self.marks.width, self.marks.height);
        let area = area.intersect(page);
        if area.area() > 0.0 {
            let across = to_page * Point::new(1.0, 0.0) - to_page * Point::ORIGIN;
            self.marks.pictures.push(area);
            self.pictures
                .push((id.to_owned(), area.area(), across.hypot()));
        }
    }

    /// Prints the characters that stand before a tag.
    fn text(&mut self, text: &str) {
        let Some(object) = &mut self.object else {
            return;
        };
        match object.follows.take() {
            Some(Follows::Text(places)) => {
                let items = self.items.as_mut();
                print((&mut self.marks, items), object, &places, &plain(text));
            }
            Some(Follows::Path) if !object.is_invisible => {
                if let Some(items) = &mut self.items {
                    let fill = object.is_filled.then_some(object.fill);
                    let line = object.is_stroked.then_some(object.line);
                    let path = object.transform * path_of(text, true);
                    items.push(Item::Path(path, fill, line));
                }
                let path = object.transform * path_of(text, false);
                if object.is_filled {
                    self.marks.fill_shape(&path);
                }
                if object.is_stroked {
                    self.marks.stroke_shape(&path);
                }
            }
            _ => {}
        }
    }
}

impl Places {
    fn of(tag: &str) -> Self {
        let start = |name| attribute(tag, name).and_then(number).unwrap_or(0.0);
        let steps = |name| attribute(tag, name).map(steps).unwrap_or_default();
        Self {
            start: Point::new(start("X"), start("Y")),
            across: steps("DeltaX"),
            down: steps("DeltaY"),
        }
    }
}

/// Prints characters, each at its place.
fn print(
    (marks, mut items): (&mut Marks, Option<&mut Vec<Item>>),
    object: &Object,
    places: &Places,
    text: &str,
) {
    let mut at = places.start;
    let mut last = None;
    for (number, c) in text.trim_matches(['\n', '\r', '\t']).chars().enumerate() {
        let usual = if c.is_ascii() {
            object.size / 2.0
        } else {
            object.size
        };
        let step = places.across.get(number).copied();
        // What is set wide apart is no wider.
        let width = step
            .filter(|step| (0.0..usual).contains(step))
            .unwrap_or(usual);
        let area = Rect::new(
            at.x,
            at.y - ABOVE * object.size,
            at.x + width,
            at.y + BELOW * object.size,
        );
        if let Some(items) = items.as_mut().filter(|_| !object.is_invisible) {
            let to_page = object.transform * Affine::translate(at.to_vec2());
            items.push(Item::Character(c, object.size, to_page, object.fill));
        }
        let area = object.transform.transform_rect_bbox(area);
        last = marks.print(c.to_string(), area, last, object.is_invisible);
        at.x += step.unwrap_or(if places.down.is_empty() { usual } else { 0.0 });
        at.y += places.down.get(number).copied().unwrap_or(0.0);
    }
}

/// Whether an object is not to be seen.
pub(super) fn is_hidden(tag: &str) -> bool {
    attribute(tag, "Visible") == Some("false") || attribute(tag, "Alpha") == Some("0")
}

/// From the unit square to a part of the page.
fn unit_square(area: Rect) -> Affine {
    let size = Affine::scale_non_uniform(area.width(), area.height());
    Affine::translate((area.x0, area.y0)) * size
}

/// A part of a colour, 0 to 255.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is within the bounds of the type"
)]
fn shade(value: f64) -> u8 {
    value.clamp(0.0, 255.0) as u8
}

/// A box in millimetres, in points.
pub(super) fn box_of(text: &str) -> Option<Rect> {
    match numbers(text).as_slice() {
        [x, y, width, height, ..] if *width > 0.0 && *height > 0.0 => {
            Some(Rect::new(*x, *y, x + width, y + height).scale_from_origin(POINTS))
        }
        _ => None,
    }
}

fn number(text: &str) -> Option<f64> {
    let number: f64 = text.trim().parse().ok()?;
    number.is_finite().then_some(number)
}

fn numbers(text: &str) -> Vec<f64> {
    text.split_whitespace().filter_map(number).collect()
}

/// Most steps of a text that are kept.
const STEP_LIMIT: usize = 100_000;

/// Distances from one character to the next; `g 3 1.5` stands for three of 1.5.
fn steps(text: &str) -> Vec<f64> {
    let mut steps = Vec::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        if word != "g" {
            steps.extend(number(word));
            continue;
        }
        let times = words.next().and_then(|word| word.parse::<usize>().ok());
        let step = words.next().and_then(number);
        if let (Some(times), Some(step)) = (times, step) {
            let room = STEP_LIMIT.saturating_sub(steps.len());
            steps.extend(std::iter::repeat_n(step, times.min(room)));
        }
    }
    steps
}

/// A path of moves, lines and curves; where it is not `curved`, of a curve its end counts. Of an arc it always is its end.
fn path_of(text: &str, curved: bool) -> BezPath {
    let mut path = BezPath::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        let n_numbers = match word {
            "S" | "M" | "L" => 2,
            "Q" => 4,
            "B" => 6,
            "A" => 7,
            _ => 0,
        };
        let values: Vec<f64> = words.by_ref().take(n_numbers).filter_map(number).collect();
        let end = match values.as_slice() {
            [.., x, y] if values.len() == n_numbers => Point::new(*x, *y),
            _ if word == "C" && !path.elements().is_empty() => {
                path.push(PathEl::ClosePath);
                continue;
            }
            _ => continue,
        };
        if matches!(word, "S" | "M") || path.elements().is_empty() {
            path.push(PathEl::MoveTo(end));
            continue;
        }
        path.push(match values.as_slice() {
            [x, y, _, _] if curved => PathEl::QuadTo(Point::new(*x, *y), end),
            [x0, y0, x1, y1, _, _] if curved => {
                PathEl::CurveTo(Point::new(*x0, *y0), Point::new(*x1, *y1), end)
            }
            _ => PathEl::LineTo(end),
        });
    }
    path
}

#[cfg(test)]
mod tests {
    use hayro_interpret::kurbo::Shape;

    use super::*;

    #[test]
    fn steps_may_be_told_in_groups() {
        assert_eq!(steps("3 g 2 1.5 4"), [3.0, 1.5, 1.5, 4.0]);
        assert_eq!(steps("g 2"), [0.0; 0]);
    }

    #[test]
    fn paths_are_followed() {
        let path = path_of("M 0 0 L 10 0 L 10 5 C S 1 1 L x 3", true);
        assert_eq!(path.elements().len(), 5);
        assert!((path.bounding_box().width() - 10.0).abs() < 1e-9);
        let curve = "M 0 0 B 0 9 9 9 9 0 Q 4 4 0 0";
        let n_curved = |curved| {
            let path = path_of(curve, curved);
            let curved = |el: &&PathEl| matches!(el, PathEl::QuadTo(..) | PathEl::CurveTo(..));
            path.elements().iter().filter(curved).count()
        };
        assert_eq!((n_curved(true), n_curved(false)), (2, 0));
    }
}
