//! The editions loaded from `assets/forms`, checked once, and looked up by key.

use std::sync::LazyLock;

use crate::form::embedded::FORMS;
use crate::form::key::{CellKey, EditionId, RowKey, TableId};
use crate::form::schema::{Block, ColumnSpec, Extra, FormFile, RowSpec, RuleSpec, TableSpec};

/// The embedded editions, oldest first.
static EDITIONS: LazyLock<Vec<Edition>> = LazyLock::new(|| {
    // The forms are part of the program; the test `embedded_forms_are_valid` proves that both load.
    FORMS
        .into_iter()
        .filter_map(|text| Edition::parse(text).ok())
        .collect()
});

/// Both editions, oldest first.
#[must_use]
pub fn editions() -> &'static [Edition] {
    &EDITIONS
}

/// The edition with this id.
#[must_use]
pub fn edition(id: EditionId) -> Option<&'static Edition> {
    EDITIONS.iter().find(|edition| edition.id == id)
}

/// The table `table` of edition `id`.
#[must_use]
pub fn table(id: EditionId, table: TableId) -> Option<&'static TableSpec> {
    edition(id)?.table(table)
}

/// One edition of the form.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Its id, the year it was issued.
    pub id: EditionId,
    /// Document that issued it.
    pub source: String,
    /// First and last report year it was made for.
    pub years: (u16, u16),
    /// Arithmetic rules as data; [`crate::form::equation`] expands them.
    pub rules: Vec<RuleSpec>,
    tables: Vec<(TableId, TableSpec)>,
}

impl Edition {
    /// Reads an edition from RON text and checks that its tables, keys and rules fit together.
    ///
    /// # Errors
    /// A sentence naming what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: FormFile = ron::from_str(text).map_err(|error| error.to_string())?;
        let tables = file
            .tables
            .into_iter()
            .map(|spec| {
                TableId::from_key(&spec.key)
                    .map(|id| (id, spec))
                    .ok_or("a table has an unknown key".to_owned())
            })
            .collect::<Result<Vec<_>, _>>()?;
        let edition = Self {
            id: EditionId(file.edition),
            source: file.source,
            years: file.years,
            rules: file.rules,
            tables,
        };
        edition.check()?;
        Ok(edition)
    }

    /// The table with this id.
    #[must_use]
    pub fn table(&self, id: TableId) -> Option<&TableSpec> {
        self.tables
            .iter()
            .find(|(table, _)| *table == id)
            .map(|(_, spec)| spec)
    }

    fn check(&self) -> Result<(), String> {
        for (id, spec) in &self.tables {
            let mut keys: Vec<&str> = spec.rows().map(|(_, row)| row.key.as_str()).collect();
            let n_rows = keys.len();
            keys.sort_unstable();
            keys.dedup();
            if n_rows == 0 || keys.len() != n_rows {
                return Err(format!("table {id} has no rows or two rows with one key"));
            }
        }
        for rule in &self.rules {
            let table = TableId::from_key(&rule.table).and_then(|id| self.table(id));
            if table.is_none() {
                return Err(format!("rule {} names an unknown table", rule.id));
            }
        }
        Ok(())
    }
}

impl TableSpec {
    /// All rows from top to bottom, each with the block it stands in.
    pub fn rows(&self) -> impl Iterator<Item = (&Block, &RowSpec)> {
        self.blocks
            .iter()
            .flat_map(|block| block.rows.iter().map(move |row| (block, row)))
    }

    /// All columns, block by block.
    pub fn columns(&self) -> impl Iterator<Item = &ColumnSpec> {
        self.blocks.iter().flat_map(|block| &block.columns)
    }

    /// The row of the form that `key` is or belongs to, with its block.
    #[must_use]
    pub fn row(&self, key: &RowKey) -> Option<(&Block, &RowSpec)> {
        let base = key.base_key();
        self.rows().find(|(_, row)| row.key == base)
    }

    /// The column `key` of the block that `row` stands in.
    #[must_use]
    pub fn column(&self, row: &RowKey, key: &str) -> Option<&ColumnSpec> {
        self.row(row)?
            .0
            .columns
            .iter()
            .find(|column| column.key == key)
    }

    /// The rows every report of this edition has, in order: those that are not [`Extra::Added`].
    #[must_use]
    pub fn official_rows(&self) -> Vec<RowKey> {
        self.rows()
            .filter(|(_, row)| row.extra != Extra::Added)
            .map(|(_, row)| RowKey::new(&row.key))
            .collect()
    }

    /// The cells of `rows`, row by row, columns from left to right. Rows the table does not know are passed over.
    #[must_use]
    pub fn cells(&self, table: TableId, rows: &[RowKey]) -> Vec<CellKey> {
        rows.iter()
            .filter_map(|row| self.row(row).map(|(block, _)| (row, block)))
            .flat_map(|(row, block)| block.columns.iter().map(move |column| (row, column)))
            .map(|(row, column)| CellKey::new(table, row.clone(), &column.key))
            .collect()
    }

    /// What a person calls the row: the report's own label for a sub-row, else the official label.
    #[must_use]
    pub fn row_label<'a>(&'a self, key: &'a RowKey) -> &'a str {
        key.sub_label()
            .or_else(|| self.row(key).map(|(_, row)| row.label.as_str()))
            .unwrap_or(key.as_str())
    }

    /// The short name findings use in formulas: `一`, `三（七）`, or the report's own label for a sub-row.
    #[must_use]
    pub fn row_short<'a>(&'a self, key: &'a RowKey) -> &'a str {
        key.sub_label()
            .or_else(|| self.row(key).map(|(_, row)| row.short.as_str()))
            .unwrap_or(key.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_forms_are_valid() {
        let ids: Vec<_> = editions().iter().map(|edition| edition.id).collect();
        assert_eq!(ids, [EditionId(2019), EditionId(2021)]);
    }

    #[track_caller]
    fn check_n_cells(year: u16, id: TableId, expected: usize) {
        let spec = table(EditionId(year), id).unwrap();
        assert_eq!(
            spec.cells(id, &spec.official_rows()).len(),
            expected,
            "{year} {id}"
        );
    }

    #[test]
    fn tables_have_the_official_number_of_cells() {
        check_n_cells(2019, TableId::Proactive, 22);
        check_n_cells(2021, TableId::Proactive, 10);
        check_n_cells(2019, TableId::Requests, 161);
        check_n_cells(2021, TableId::Requests, 175);
        check_n_cells(2019, TableId::Disputes, 15);
        check_n_cells(2021, TableId::Disputes, 15);
    }
}
