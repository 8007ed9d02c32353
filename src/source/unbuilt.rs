//! What stands in for the recognition of pictures where Gouji is built without it: nothing is recognised.

use crate::source::again::Figure;
use crate::source::pdf::glyphs::Marks;
use crate::source::place::Area;
use crate::source::seen::Sight;

/// Whether pictures are recognised.
pub const IS_BUILT: bool = false;

/// A picture in colour.
pub(crate) struct Colour {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) pixels: Vec<[u8; 3]>,
}

/// A page as it was recognised.
pub(crate) struct Recognised {
    pub(crate) marks: Marks,
    pub(crate) sights: Vec<Sight>,
}

/// There are no pictures it could be called with.
pub(crate) fn drawn(_: &Colour, _: Option<f64>, _: usize) -> (Colour, (f64, f64)) {
    let nothing = Colour {
        width: 0,
        height: 0,
        pixels: Vec::new(),
    };
    (nothing, (0.0, 0.0))
}

/// There are no models it could be called with.
pub(crate) fn recognise(
    models: &models::Models,
    _: Colour,
    _: Option<f64>,
    _: usize,
) -> Recognised {
    match *models {}
}

/// See [`recognise`].
pub(crate) fn figures(
    models: &models::Models,
    _: Colour,
    _: Option<f64>,
    _: &[Area],
) -> Vec<Figure> {
    match *models {}
}

pub(crate) mod models {
    use std::path::PathBuf;

    use crate::source::imported::Failure;

    /// None.
    pub(crate) enum Models {}

    pub(crate) const DETECTION: &str = "";
    pub(crate) const RECOGNITION: &str = "";

    pub(crate) fn folders() -> Vec<PathBuf> {
        Vec::new()
    }

    pub(crate) fn shared() -> Result<&'static Models, Failure> {
        Err(Failure::Scan)
    }
}

pub(crate) mod decode {
    use crate::source::imported::Failure;
    use crate::source::ocr::Colour;

    pub(crate) fn size(_: std::fs::File) -> Option<(u32, u32)> {
        None
    }

    /// Whether a picture breaks off: none is looked at.
    pub(crate) fn is_cut(_: &[u8]) -> bool {
        false
    }

    pub(crate) fn each_picture(
        _: &[u8],
        _: &mut dyn FnMut((Colour, Option<f64>)) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        Err(Failure::Scan)
    }
}

pub(crate) mod tuning {
    /// Pages that are recognised: none.
    pub const MOST_PAGES: usize = 0;
    /// Pixels of a picture that is decoded: none.
    pub const MOST_PIXELS: u64 = 0;
}
