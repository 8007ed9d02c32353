//! Reports of whose tables not one number was read: a report is hardly ever printed so, the numbers rather stand where
//! nobody looked.

use std::collections::BTreeMap;

use crate::form::TableId;
use crate::read::doubt::Doubt;
use crate::read::method::Method;
use crate::read::reading::Reading;
use crate::value::Value;

/// Makes the blanks of all tables that are nothing but blank uncertain, where table three is one of them or no table holds
/// anything; a blank that is so already keeps its reason, and a field of a grid is seen to be empty. Tables two and four
/// alone are often left blank.
pub(super) fn doubt_blanks(reading: &mut Reading) {
    let mut is_blank: BTreeMap<TableId, bool> = BTreeMap::new();
    for (key, found) in &reading.cells {
        *is_blank.entry(key.table).or_insert(true) &= found.value == Value::Blank;
    }
    let of_requests = is_blank.get(&TableId::Requests).copied();
    if !of_requests.unwrap_or_else(|| is_blank.values().all(|blank| *blank)) {
        return;
    }
    for (key, found) in &mut reading.cells {
        let is_blank = is_blank.get(&key.table).copied().unwrap_or(false);
        let is_seen = matches!(found.method, Method::Grid | Method::Heads);
        if is_blank && !is_seen && found.doubts.is_empty() {
            found.doubts.push(Doubt::NoNumber);
        }
    }
}
