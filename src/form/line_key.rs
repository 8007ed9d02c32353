//! Keys of rows and columns. A key of the forms is kept as its place in their alphabetical order: cells are compared and
//! copied so often that texts would be a tenth of all work.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;

use crate::form::embedded::FORMS;

/// The key of a row or a column, such as `denied.state_secret` or `natural_person`. Ordered as its text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct LineKey(Kept);

/// A text that stands in [`OF_FORMS`] is never kept as another.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Kept {
    OfForms(u16),
    Other(Arc<str>),
}

/// The keys of all rows and columns of all editions, in the order of their texts.
static OF_FORMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let forms = FORMS
        .into_iter()
        .filter_map(|text| ron::from_str(text).ok());
    let mut keys: Vec<String> = forms.flat_map(Form::into_keys).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
});

impl LineKey {
    /// The key with this text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let place = OF_FORMS.binary_search_by(|known| known.as_str().cmp(text));
        let place = place.ok().and_then(|place| u16::try_from(place).ok());
        Self(place.map_or_else(|| Kept::Other(text.into()), Kept::OfForms))
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Kept::OfForms(place) => OF_FORMS.get(usize::from(*place)).map_or("", String::as_str),
            Kept::Other(text) => text,
        }
    }
}

impl Ord for LineKey {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Kept::OfForms(a), Kept::OfForms(b)) => a.cmp(b),
            _ => self.as_str().cmp(other.as_str()),
        }
    }
}

impl PartialOrd for LineKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Deref for LineKey {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for LineKey {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for LineKey {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl From<&str> for LineKey {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<&String> for LineKey {
    fn from(text: &String) -> Self {
        Self::new(text)
    }
}

impl From<&Self> for LineKey {
    fn from(name: &Self) -> Self {
        name.clone()
    }
}

impl fmt::Debug for LineKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for LineKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<'de> Deserialize<'de> for LineKey {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|text| Self::new(&text))
    }
}

/// As much of a form as tells its keys.
#[derive(Deserialize)]
struct Form {
    tables: Vec<Table>,
}

#[derive(Deserialize)]
struct Table {
    blocks: Vec<Block>,
}

#[derive(Deserialize)]
struct Block {
    columns: Vec<Keyed>,
    rows: Vec<Keyed>,
}

#[derive(Deserialize)]
struct Keyed {
    key: String,
}

impl Form {
    fn into_keys(self) -> impl Iterator<Item = String> {
        let blocks = self.tables.into_iter().flat_map(|table| table.blocks);
        let keyed = blocks.flat_map(|block| block.columns.into_iter().chain(block.rows));
        keyed.map(|keyed| keyed.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_its_text_whether_the_forms_have_it_or_not() {
        for text in [
            "total",
            "denied.state_secret",
            "other_services[行政检查]",
            "",
        ] {
            assert_eq!(LineKey::new(text).as_str(), text);
            assert_eq!(LineKey::new(text), LineKey::new(text));
        }
        assert!(matches!(LineKey::new("total").0, Kept::OfForms(_)));
        assert!(matches!(LineKey::new("totals").0, Kept::Other(_)));
    }

    #[test]
    fn keys_are_ordered_as_their_texts() {
        let mut texts: Vec<&str> = OF_FORMS.iter().map(String::as_str).collect();
        texts.extend(["", "denied.", "other_services[行政检查]", "totals", "zz"]);
        let mut keys: Vec<LineKey> = texts.iter().map(|text| LineKey::new(text)).collect();
        texts.sort_unstable();
        keys.sort();
        assert!(keys.iter().map(LineKey::as_str).eq(texts));
    }
}
