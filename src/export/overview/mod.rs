//! A dataset in pictures. What they show is computed once ([`mod@sections`]) and drawn twice: as one HTML file that needs
//! nothing else, no network and no script ([`page`]), and by the window.

pub mod charts;
mod html;
mod reports;
mod sections;
mod svg;
mod words;

pub use reports::{Overview, Report};

/// What is to be drawn of a dataset.
#[must_use]
pub fn sections(overview: &Overview) -> Vec<charts::Section> {
    sections::all(overview)
}

/// The page about `overview`, which is called `name`; `day` is the day it was made, such as `2026-11-29`.
#[must_use]
pub fn page(name: &str, day: &str, overview: &Overview) -> String {
    html::page(name, day, &sections(overview), &overview.reports)
}
