//! What the shared reports print, as people wrote it down.

use std::collections::BTreeMap;

use gouji::amount::Amount;
use gouji::form::CellKey;
use gouji::review::Session;
use gouji::value::Value;
use serde_json::Value as Json;

/// What a report prints: a number, or `None` where no number is printed.
pub(crate) type Gold = BTreeMap<CellKey, Option<Amount>>;

/// The cells of a gold file: a number, or nothing where no number is printed.
pub(crate) fn gold_cells(text: &str) -> Option<Gold> {
    let gold: Json = serde_json::from_str(text).ok()?;
    let cells = gold.get("cells")?.as_object()?;
    let pairs = cells.iter().filter_map(|(key, value)| {
        let amount = value.as_str().and_then(Amount::parse);
        Some((key.parse().ok()?, amount))
    });
    Some(pairs.collect())
}

/// The cells that do not hold what the report prints.
pub(crate) fn wrong_cells(session: &Session, gold: &Gold) -> Vec<CellKey> {
    let is_right = |cell: &CellKey, value: Value| match (gold.get(cell).copied().flatten(), value) {
        (Some(amount), Value::Number(held)) => held.equals(amount),
        (None, Value::Blank | Value::Dash | Value::Words) => true,
        (None, Value::Absent | Value::Unreadable) => !gold.contains_key(cell),
        _ => false,
    };
    let mut cells: Vec<CellKey> = gold
        .keys()
        .chain(session.sheet().cells.keys())
        .cloned()
        .collect();
    cells.sort();
    cells.dedup();
    cells.retain(|cell| !is_right(cell, session.value(cell)));
    cells
}
