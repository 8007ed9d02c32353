//! A report being read a second time, from the file that shows how it was printed.

use std::path::PathBuf;

use egui::Context;

use crate::app::background::reading::ReadingJob;
use crate::app::wording::file_name;
use crate::read;
use crate::review::second::SecondReading;
use crate::source;

/// A second reading under way.
pub(crate) type SecondJob = ReadingJob<SecondReading>;

/// Reads the file at `path`; `from_pictures`, if its pages are to be recognised though they have text.
pub(crate) fn start(ctx: &Context, path: PathBuf, from_pictures: bool) -> SecondJob {
    let name = file_name(&path);
    ReadingJob::start(ctx, name.clone(), from_pictures, move |waiting| {
        let source = source::open_waiting(&path, waiting).map_err(|error| error.to_string())?;
        Ok(SecondReading::new(name, &read::read(&source)))
    })
}
