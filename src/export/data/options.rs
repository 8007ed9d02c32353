//! What is asked of a table.

use clap::ValueEnum;

use crate::export::data::column::{Column, Field};
use crate::export::data::review::Review;
use crate::export::data::{cells, panel};

/// Ending of the one format that holds [`Shape::Forms`].
pub const WORKBOOK: &str = ".xlsx";

/// What a row of the table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// A cell of the form.
    #[default]
    Cells,
    /// A report.
    Reports,
    /// As the form is printed: a sheet a report, in workbooks only.
    Forms,
}

impl Shape {
    /// The name on the command line.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Cells => "cells",
            Self::Reports => "reports",
            Self::Forms => "forms",
        }
    }

    /// The columns of the table, in order.
    #[must_use]
    pub fn columns(self) -> Vec<Column> {
        match self {
            Self::Cells | Self::Forms => cells::columns(),
            Self::Reports => panel::columns(),
        }
    }

    /// The rows of one review.
    #[must_use]
    pub fn rows(self, review: &Review) -> Vec<Vec<Field>> {
        match self {
            Self::Cells | Self::Forms => cells::rows(review),
            Self::Reports => vec![panel::row(review)],
        }
    }
}

/// What is asked of an export.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// What a row is.
    pub shape: Shape,
    /// Whether all that is no number is just missing, where a format would tell why.
    pub blank_as_missing: bool,
    /// Whether a CSV file begins with the mark by which spreadsheets know UTF-8.
    pub bom: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            shape: Shape::Cells,
            blank_as_missing: false,
            bom: true,
        }
    }
}
