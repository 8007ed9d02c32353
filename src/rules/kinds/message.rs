//! What a rule as data says: its sentence with the names in braces filled in.
//!
//! Every check knows `{table}`, `{place}` (the table with its row, column or cell), `{row}`, `{office}`, `{level}`,
//! `{year}`, `{other}` (last year's report) and `{cells}` (the cells accused, with their numbers); the kinds that compare
//! know `{left}`, `{right}`, `{gap}`, those of one cell `{value}`, those of words `{words}`, those of two years `{n}`. Any
//! other name is that of cells in the rule's own scope, and gives their sum: `{prior_year}`.

use std::collections::BTreeMap;

use crate::form::CellKey;
use crate::form::naming::{column_name, english_row, english_words};
use crate::rules::kinds::line::Line;
use crate::rules::kinds::view::View;
use crate::rules::office_level::{self, Level};
use crate::said::Said;

/// The two languages a sentence is made in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// Chinese.
    Chinese,
    /// English.
    English,
}

/// What a sentence may name.
pub(super) struct Names<'a> {
    pub view: View<'a>,
    pub line: &'a Line,
    pub cells: &'a [CellKey],
    /// What the kind itself gives.
    pub given: &'a BTreeMap<&'static str, Said>,
}

/// The sentence with its names filled in. A name that means nothing stays as it is, in braces; a test proves that the
/// rules of the program have none.
pub(super) fn fill(sentence: &str, names: &Names, language: Language) -> String {
    let mut text = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(before);
        match names.get(name, language) {
            Some(value) => text.push_str(&value),
            None => text.extend(["{", name, "}"]),
        }
        rest = behind;
    }
    text + rest
}

impl Names<'_> {
    fn get(&self, name: &str, language: Language) -> Option<String> {
        let said = |said: &Said| match language {
            Language::Chinese => said.chinese.clone(),
            Language::English => said.english.clone(),
        };
        if let Some(given) = self.given.get(name) {
            return Some(said(given));
        }
        let heading = &self.view.input.given.reading.heading;
        match name {
            "table" => {
                let (table, _) = self.line.place?;
                let name = [table.short_name(), table.english_name()];
                Some(said(&Said::from(name)))
            }
            "place" => Some(said(&self.line.place_name())),
            "row" => {
                let (_, spec) = self.line.place?;
                let row = self.line.row.as_ref()?;
                Some(said(&Said::new(spec.row_label(row), english_row(row))))
            }
            "office" => Some(heading.office.as_ref()?.text.clone()),
            "level" => Some(level(
                office_level::of(&heading.office.as_ref()?.text)?,
                language,
            )),
            "year" => Some(self.view.input.year()?.to_string()),
            "other" => Some(self.view.last_year?.name.clone()),
            "cells" => Some(self.cells_with_numbers(language)),
            name => {
                let (name, last_year) = match name.strip_prefix("last/") {
                    Some(name) => (name, true),
                    None => (name, false),
                };
                let amount = self.view.named(self.line, name, last_year);
                let is_on_form = || {
                    let sheet = self.view.input.given.sheet;
                    !self.line.cells(name, sheet).is_empty()
                };
                amount
                    .map(|amount| amount.to_string())
                    .or_else(|| is_on_form().then(|| "？".to_owned()))
            }
        }
    }

    /// `本年制发件数 3，现行有效件数 5`.
    fn cells_with_numbers(&self, language: Language) -> String {
        let sheet = self.view.input.given.sheet;
        let named = self.cells.iter().filter_map(|cell| {
            let edition = sheet.editions.get(&cell.table)?;
            let spec = crate::form::catalogue::table(*edition, cell.table)?;
            let number = sheet.value(cell).number()?;
            Some(match language {
                Language::Chinese => {
                    let column = column_name(spec, &cell.row, &cell.column);
                    format!("{column} {number}")
                }
                Language::English => format!("{} {number}", english_words(&cell.column)),
            })
        });
        let separator = match language {
            Language::Chinese => "，",
            Language::English => ", ",
        };
        named.collect::<Vec<_>>().join(separator)
    }
}

fn level(level: Level, language: Language) -> String {
    match language {
        Language::Chinese => level.name(),
        Language::English => level.english(),
    }
    .to_owned()
}
