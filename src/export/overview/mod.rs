//! A reviewed dataset in pictures: one HTML file that needs nothing else, no network and no script.

mod facts;
mod html;
mod sections;
mod svg;

pub use facts::{Overview, ReportFacts, Signed};

/// The page about `overview`, which is called `name`; `day` is the day it was made, such as `2026-11-29`.
#[must_use]
pub fn page(name: &str, day: &str, overview: &Overview) -> String {
    html::page(name, day, &sections::all(overview))
}
