//! How a page that lies askew, converges or bends is moved from how it should be.

use hayro_interpret::kurbo::Point;

/// Terms of the polynomials.
pub(super) const N_TERMS: usize = 5;

/// Coefficients, or what they are multiplied with: of [`terms`].
pub(super) type Terms = [f64; N_TERMS];

/// For each place of a straight page, where it is on one that is not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Bend {
    /// How far rows are moved down, in the unit of `width` and `height`.
    pub(super) down: Terms,
    /// How far columns are moved to the right.
    pub(super) right: Terms,
    /// Width of the page.
    pub(super) width: f64,
    /// Height of the page.
    pub(super) height: f64,
}

/// Terms at `along` and `across`, both from -1 to 1: tilt, bend, bend to one side, convergence, and its bend.
pub(super) fn terms(along: f64, across: f64) -> Terms {
    [
        along,
        along * along,
        along * along * along,
        along * across,
        along * across * across,
    ]
}

/// A place along a length as a number from -1 to 1.
pub(super) fn unit(at: f64, length: f64) -> f64 {
    2.0 * at / length.max(1.0) - 1.0
}

/// The sum of `terms` with these coefficients.
pub(super) fn value(coefficients: &Terms, terms: &Terms) -> f64 {
    coefficients.iter().zip(terms).map(|(a, b)| a * b).sum()
}

impl Bend {
    /// How far what should be at `place` is moved to the right and down.
    pub(super) fn moved(&self, place: Point) -> (f64, f64) {
        let (u, v) = (unit(place.x, self.width), unit(place.y, self.height));
        (
            value(&self.right, &terms(v, u)),
            value(&self.down, &terms(u, v)),
        )
    }

    /// Where what should be at `place` is.
    pub(super) fn source(&self, place: Point) -> Point {
        let (right, down) = self.moved(place);
        Point::new(place.x + right, place.y + down)
    }

    /// The same in another unit, of which there are `scale` in one of the old.
    #[cfg(feature = "ocr")]
    pub(super) fn scaled(&self, scale: f64) -> Self {
        Self {
            down: self.down.map(|term| term * scale),
            right: self.right.map(|term| term * scale),
            width: self.width * scale,
            height: self.height * scale,
        }
    }
}
