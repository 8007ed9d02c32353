//! What is made once of each table of each edition of the form, for all reports.

use std::sync::{Arc, OnceLock};

use crate::form::schema::TableSpec;
use crate::form::{TableId, catalogue};

/// Something made of a table of the form.
pub(super) struct PerTable<T> {
    make: fn(&TableSpec) -> T,
    made: OnceLock<Vec<(&'static TableSpec, Arc<T>)>>,
}

impl<T> PerTable<T> {
    /// What `make` makes of a table; it is made when first asked for.
    pub(super) const fn new(make: fn(&TableSpec) -> T) -> Self {
        Self {
            make,
            made: OnceLock::new(),
        }
    }

    /// What was made of this table.
    pub(super) fn of(&self, spec: &'static TableSpec) -> Arc<T> {
        let made = self.made.get_or_init(|| {
            let editions = catalogue::editions().iter();
            let tables = editions
                .flat_map(|edition| TableId::ALL.into_iter().filter_map(|id| edition.table(id)));
            tables
                .map(|spec| (spec, Arc::new((self.make)(spec))))
                .collect()
        });
        let known = made.iter().find(|(known, _)| std::ptr::eq(*known, spec));
        known.map_or_else(|| Arc::new((self.make)(spec)), |(_, made)| Arc::clone(made))
    }
}
