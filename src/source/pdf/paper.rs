//! From where something is printed on an upright page to its part of the page as the file has it.

use hayro_interpret::kurbo::{Affine, Point, Rect};

use crate::source::bend::Bend;
use crate::source::place::{Area, Printed};

/// A page that things are printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Paper {
    /// Its number, from 0.
    pub page: u32,
    /// Turns the upright page back to how the file has it.
    unturned: Affine,
    /// How it was straightened before it was turned, in points.
    bend: Bend,
    /// Width and height as the file has them, in points.
    size: (f64, f64),
}

impl Paper {
    /// A page of this width and height in points, made upright by `turned`.
    pub(crate) fn new(size: (f64, f64), turned: Affine) -> Self {
        Self {
            page: 0,
            unturned: turned.inverse(),
            bend: Bend::default(),
            size,
        }
    }

    /// The same page, of which `bend` was taken back before it was turned. It is in points.
    #[cfg(feature = "ocr")]
    pub(crate) fn straightened(self, bend: Bend) -> Self {
        Self { bend, ..self }
    }

    /// Where `area`, in points of the upright page, is on the page as the file has it: what bounds it there.
    pub(crate) fn as_in_file(&self, area: Rect) -> Rect {
        let area = self.unturned.transform_rect_bbox(area);
        let corners = [
            Point::new(area.x0, area.y0),
            Point::new(area.x1, area.y0),
            Point::new(area.x1, area.y1),
            Point::new(area.x0, area.y1),
        ];
        let corners = corners.map(|corner| self.bend.source(corner));
        let [first, others @ ..] = corners;
        let bounds = Rect::from_points(first, first);
        others
            .into_iter()
            .fold(bounds, |bounds, corner| bounds.union_pt(corner))
    }

    /// So many characters printed at `area`, in points of the upright page.
    pub(super) fn printed(&self, n_characters: usize, area: Rect) -> Printed {
        let area = self.as_in_file(area);
        let (width, height) = (self.size.0.max(1.0), self.size.1.max(1.0));
        Printed {
            n_characters,
            page: self.page,
            area: Area::new([
                area.x0 / width,
                area.y0 / height,
                area.x1 / width,
                area.y1 / height,
            ]),
        }
    }
}
