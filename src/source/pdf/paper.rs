//! From where something is printed on an upright page to its part of the page as the file has it.

use hayro_interpret::kurbo::{Affine, Rect};

use crate::source::place::{Area, Printed};

/// A page that things are printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Paper {
    /// Its number, from 0.
    pub page: u32,
    /// Turns the upright page back to how the file has it.
    unturned: Affine,
    /// Width and height as the file has them, in points.
    size: (f64, f64),
}

impl Paper {
    /// A page of this width and height in points, made upright by `turned`.
    pub(super) fn new(size: (f64, f64), turned: Affine) -> Self {
        Self {
            page: 0,
            unturned: turned.inverse(),
            size,
        }
    }

    /// So many characters printed at `area`, in points of the upright page.
    pub(super) fn printed(&self, n_characters: usize, area: Rect) -> Printed {
        let area = self.unturned.transform_rect_bbox(area);
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
