//! A report being read a second time, from the file that shows how it was printed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use egui::Context;

use crate::app::background::reading::ReadingJob;
use crate::app::texts;
use crate::app::wording::file_name;
use crate::form::CellKey;
use crate::read;
use crate::review::second::SecondReading;
use crate::source;
use crate::source::place::Area;

/// A second reading under way.
pub(crate) type SecondJob = ReadingJob<SecondReading>;

/// Reads the file at `path`; `from_pictures`, if its pages are to be recognised though they have text.
pub(crate) fn start(ctx: &Context, path: PathBuf, from_pictures: bool) -> SecondJob {
    let name = file_name(&path);
    ReadingJob::start(ctx, name.clone(), from_pictures, None, move |waiting| {
        let source = source::open_waiting(&path, waiting).map_err(|error| texts::tell(&error))?;
        Ok(SecondReading::new(name, &read::read(&source)))
    })
}

/// Reads these cells of the file at `path` alone, each from its place on its page.
pub(crate) fn start_cells(
    ctx: &Context,
    path: PathBuf,
    places: Vec<(CellKey, usize, Area)>,
) -> SecondJob {
    let name = file_name(&path);
    ReadingJob::start(ctx, name.clone(), false, None, move |waiting| {
        let mut pages: BTreeMap<usize, Vec<(CellKey, Area)>> = BTreeMap::new();
        for (cell, page, area) in places {
            pages.entry(page).or_default().push((cell, area));
        }
        let mut read = Vec::new();
        for (page, cells) in pages {
            let (cells, areas): (Vec<CellKey>, Vec<Area>) = cells.into_iter().unzip();
            let figures = source::figures_of(&path, page, &areas, waiting);
            let figures = figures.map_err(|error| texts::tell(&error))?;
            let texts = figures.into_iter().map(|figure| figure.text);
            read.extend(cells.into_iter().zip(texts));
        }
        Ok(SecondReading::of_cells(name, read))
    })
}
