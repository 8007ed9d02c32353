//! Cuts figures out of the picture of a page, and lays them into one picture.

use egui::{Color32, ColorImage, Pos2, Rect, Vec2, pos2, vec2};

use crate::form::CellKey;
use crate::source::inked::{self, Window};
use crate::source::picture::Picture;
use crate::source::place::{Area, Turn, WHOLE};

/// Largest figure that is kept, in pixels; what is larger is made smaller.
const MOST: Vec2 = Vec2::new(240.0, 64.0);

/// Most width of the picture that figures are laid into, in pixels.
const SHEET: usize = 1_024;

/// Space around a figure, as a part of its height.
const AROUND: f32 = 0.35;

/// The brightest that ink is, of 255; red seals are brighter in their red.
const INK: u8 = 150;

/// Where a figure stands on its page, and how that is turned to be upright.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot {
    /// Where on the page as the file has it.
    pub at: At,
    /// By how much the page is to be turned.
    pub turn: Turn,
}

/// Where a figure stands on its page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum At {
    /// Its box as it was recognised: left, top, right and bottom in hundredths of a point.
    Figure([u32; 4]),
    /// Around its characters, or the cell between its rulings.
    Place(Area),
}

/// A figure cut out of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cut {
    /// Where it lies in the sheet of its page, in pixels.
    pub window: Rect,
    /// Where its ink lies in the sheet, in pixels.
    pub ink: Rect,
}

/// All figures of a page.
pub(crate) struct Sheet {
    /// They, in rows.
    pub image: ColorImage,
    /// Where each lies.
    pub cuts: Vec<(CellKey, Cut)>,
}

/// Cuts the figures at `spots` out of a page, into a picture of at most `most_rows` that is as small as they are. Those that
/// lie on no pixel, and those for which there is no room, are left out.
pub(crate) fn cut(picture: &Picture, spots: &[(CellKey, Spot)], most_rows: usize) -> Sheet {
    let page = Page::of(picture);
    let (mut corner, mut row_height) = ((0, 0), 0);
    let mut sheet_width = 0;
    let (mut figures, mut cuts) = (Vec::new(), Vec::new());
    for (cell, spot) in spots {
        let Some((figure, ink)) = page.figure(*spot) else {
            continue;
        };
        let [width, height] = figure.size;
        if corner.0 + width > SHEET {
            corner = (0, corner.1 + row_height);
            row_height = 0;
        }
        if corner.1 + height > most_rows {
            break;
        }
        row_height = row_height.max(height);
        let at = vec2(points(corner.0), points(corner.1));
        let size = vec2(points(width), points(height));
        let window = Rect::from_min_size(at.to_pos2(), size);
        let ink = ink.translate(at).intersect(window);
        cuts.push((cell.clone(), Cut { window, ink }));
        figures.push((corner, figure));
        corner.0 += width;
        sheet_width = sheet_width.max(corner.0);
    }
    let size = [sheet_width, corner.1 + row_height];
    let mut image = ColorImage::filled(size, Color32::WHITE);
    for (corner, figure) in figures {
        lay(&mut image, corner, &figure);
    }
    Sheet { image, cuts }
}

/// Lays a figure into the picture, its left upper corner at this column and row.
fn lay(image: &mut ColorImage, (left, top): (usize, usize), figure: &ColorImage) {
    let sheet_width = image.size[0];
    for (row, line) in figure.pixels.chunks(figure.size[0].max(1)).enumerate() {
        let start = (top + row) * sheet_width + left;
        if let Some(target) = image.pixels.get_mut(start..start + line.len()) {
            target.copy_from_slice(line);
        }
    }
}

/// A figure with its ink, turned by a quarter of a circle, clockwise.
fn quarter((image, ink): (ColorImage, Rect)) -> (ColorImage, Rect) {
    let [width, height] = image.size;
    let at = |column: usize, row: usize| image.pixels.get(row * width + column);
    let pixels = (0..width).flat_map(|row| {
        let from_below = (0..height).rev();
        from_below.map(move |column| at(row, column).copied().unwrap_or(Color32::WHITE))
    });
    let turned = |place: Pos2| pos2(points(height) - place.y, place.x);
    let ink = Rect::from_two_pos(turned(ink.min), turned(ink.max));
    (ColorImage::new([height, width], pixels.collect()), ink)
}

/// The pixels of a page.
struct Page<'a> {
    picture: &'a Picture,
    size: [usize; 2],
}

impl<'a> Page<'a> {
    fn of(picture: &'a Picture) -> Self {
        let length = |pixels: u32| usize::try_from(pixels).unwrap_or_default();
        let size = [length(picture.width), length(picture.height)];
        let is_whole = size[0] * size[1] * 3 == picture.rgb.len();
        Self {
            picture,
            size: if is_whole { size } else { [0, 0] },
        }
    }

    /// A figure with some space around it, and where in it its ink is.
    fn figure(&self, spot: Spot) -> Option<(ColorImage, Rect)> {
        let place = self.window(self.on_page(spot));
        let is_ink = |column, row| self.is_ink(column, row);
        // What was recognised stands between the rulings.
        let place = match spot.at {
            At::Figure(_) => place,
            At::Place(_) => inked::without_rulings(place, is_ink),
        };
        if place.iter().any(|(first, last)| first >= last) {
            return None;
        }
        let ink = match spot.at {
            At::Figure(_) => inked::ink_in(place, is_ink),
            At::Place(_) => inked::ink_inside(place, is_ink),
        };
        let ink = ink.unwrap_or(place);
        let height = points(ink[1].1 - ink[1].0);
        let around = self.window(rect_of(ink).expand((height * AROUND).max(2.0)));
        let [width, height] = around.map(|(first, last)| last - first);
        if width == 0 || height == 0 {
            return None;
        }
        // Every so many pixels are taken where it would be too large.
        let larger = vec2(points(width), points(height)) / MOST;
        let step = pixels(larger.max_elem().ceil()).max(1);
        let rows = (around[1].0..around[1].1).step_by(step);
        let columns = || (around[0].0..around[0].1).step_by(step);
        let taken: Vec<Color32> = rows
            .flat_map(|row| columns().map(move |column| self.color(column, row)))
            .collect();
        let size = [width.div_ceil(step), height.div_ceil(step)];
        let shift = -rect_of(around).min.to_vec2();
        let ink = rect_of(ink).translate(shift);
        let ink = Rect::from_min_max(shrunk(ink.min, step), shrunk(ink.max, step));
        let upright =
            (0..spot.turn % 4).fold((ColorImage::new(size, taken), ink), |it, _| quarter(it));
        Some(upright)
    }

    /// Where a spot lies, in pixels.
    fn on_page(&self, spot: Spot) -> Rect {
        let size = vec2(points(self.size[0]), points(self.size[1]));
        let (corners, whole) = match spot.at {
            At::Figure(sides) => {
                let points = vec2(self.picture.points.0, self.picture.points.1);
                (sides.map(hundredths), points.max(Vec2::splat(1.0)))
            }
            At::Place(area) => {
                let sides = [area.left, area.top, area.right, area.bottom];
                (sides.map(f32::from), Vec2::splat(f32::from(WHOLE)))
            }
        };
        let [left, top, right, bottom] = corners;
        let place = |x, y| (vec2(x, y) / whole * size).to_pos2();
        Rect::from_min_max(place(left, top), place(right, bottom))
    }

    fn window(&self, place: Rect) -> Window {
        let within = |from: f32, to: f32, n: usize| {
            let last = pixels(to.ceil()).min(n);
            (pixels(from.floor()).min(last), last)
        };
        [
            within(place.min.x, place.max.x, self.size[0]),
            within(place.min.y, place.max.y, self.size[1]),
        ]
    }

    fn is_ink(&self, column: usize, row: usize) -> bool {
        let color = self.color(column, row);
        color.r().max(color.g()).max(color.b()) < INK
    }

    fn color(&self, column: usize, row: usize) -> Color32 {
        let at = (row * self.size[0] + column) * 3;
        match self.picture.rgb.get(at..at + 3) {
            Some([red, green, blue]) => Color32::from_rgb(*red, *green, *blue),
            _ => Color32::WHITE,
        }
    }
}

fn rect_of([columns, rows]: Window) -> Rect {
    Rect::from_min_max(
        pos2(points(columns.0), points(rows.0)),
        pos2(points(columns.1), points(rows.1)),
    )
}

fn shrunk(at: Pos2, step: usize) -> Pos2 {
    (at.to_vec2() / points(step.max(1))).to_pos2()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a page has some thousand pixels a side"
)]
fn points(pixels: usize) -> f32 {
    pixels as f32
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a page has some hundred thousand hundredths of a point"
)]
fn hundredths(value: u32) -> f32 {
    value as f32 / 100.0
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "no pixel is left of the first, and a page has few"
)]
fn pixels(length: f32) -> usize {
    length.max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A white page of 200 by 100 pixels with black rectangles.
    fn page(black: &[[usize; 4]]) -> Picture {
        let mut rgb = vec![255; 200 * 100 * 3];
        for [left, top, right, bottom] in black {
            for row in *top..*bottom {
                for column in *left..*right {
                    let at = (row * 200 + column) * 3;
                    rgb[at..at + 3].fill(0);
                }
            }
        }
        Picture {
            n_pages: 1,
            width: 200,
            height: 100,
            points: (100.0, 50.0),
            rgb,
        }
    }

    fn cell() -> CellKey {
        "requests.carried_in.total".parse().unwrap()
    }

    fn upright(at: At) -> Spot {
        Spot { at, turn: 0 }
    }

    #[test]
    fn a_figure_of_a_page_on_its_side_is_cut_out_upright() {
        let at = At::Place(Area::new([0.5, 0.0, 1.0, 1.0]));
        check_ink(&[[140, 40, 150, 60]], Spot { at, turn: 1 }, [20, 10]);
        check_ink(&[[140, 40, 150, 60]], Spot { at, turn: 2 }, [10, 20]);
        check_ink(&[[140, 40, 150, 60]], Spot { at, turn: 3 }, [20, 10]);
    }

    /// The sides of the ink found in the right half of the page, on the page.
    #[track_caller]
    fn check_ink(black: &[[usize; 4]], spot: Spot, expected: [usize; 2]) {
        let picture = page(black);
        let sheet = cut(&picture, &[(cell(), spot)], 2_048);
        let (_, found) = sheet.cuts.first().unwrap();
        let size = found.ink.size();
        assert_eq!([size.x, size.y].map(pixels), expected, "{found:?}");
        assert!(found.window.contains_rect(found.ink));
        // What is ink on the page is ink in the sheet.
        let at = found.ink.min + vec2(1.0, 1.0);
        let index = pixels(at.y) * sheet.image.size[0] + pixels(at.x);
        assert_eq!(sheet.image.pixels[index], Color32::BLACK);
    }

    #[test]
    fn a_figure_is_cut_out_around_its_ink_and_without_the_rulings_of_its_cell() {
        let right = upright(At::Place(Area::new([0.5, 0.0, 1.0, 1.0])));
        check_ink(&[[140, 40, 150, 60]], right, [10, 20]);
        let ruled = [[140, 40, 150, 60], [100, 0, 102, 100], [100, 97, 200, 99]];
        check_ink(&ruled, right, [10, 20]);
        // A box in points, which are two pixels each.
        let figure = upright(At::Figure([7_000, 2_000, 7_500, 3_000]));
        check_ink(&[[140, 40, 150, 60], [160, 40, 170, 60]], figure, [10, 20]);
        // What is too large is made smaller.
        check_ink(
            &[[20, 0, 180, 100]],
            upright(At::Place(Area::new([0.0, 0.0, 1.0, 1.0]))),
            [80, 50],
        );
    }

    #[test]
    fn figures_stand_in_rows_and_places_without_pixels_are_left_out() {
        let picture = page(&[[140, 40, 150, 60]]);
        let nothing = upright(At::Place(Area::default()));
        let right = upright(At::Place(Area::new([0.5, 0.0, 1.0, 1.0])));
        let spots: Vec<(CellKey, Spot)> = [nothing, right]
            .into_iter()
            .cycle()
            .take(200)
            .map(|spot| (cell(), spot))
            .collect();
        let sheet = cut(&picture, &spots, 2_048);
        assert_eq!(sheet.cuts.len(), 100);
        let most = sheet.cuts.iter().map(|(_, cut)| pixels(cut.window.right()));
        assert_eq!(Some(sheet.image.size[0]), most.max());
        assert!(sheet.image.size[0] <= SHEET);
        let windows: Vec<Rect> = sheet.cuts.iter().map(|(_, cut)| cut.window).collect();
        for (at, window) in windows.iter().enumerate() {
            let rest = windows.iter().skip(at + 1);
            assert!(
                rest.clone()
                    .all(|other| !window.shrink(0.5).intersects(*other))
            );
        }
        let broken = Picture {
            rgb: Vec::new(),
            ..picture.clone()
        };
        assert!(cut(&broken, &[(cell(), right)], 2_048).cuts.is_empty());
        assert!(cut(&picture, &spots, 10).cuts.is_empty());
    }
}
