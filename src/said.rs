//! What people are told, in Chinese and in English. Both are made at once, from the same data: neither is a translation of
//! the other, and no code decides by either.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A sentence, or part of one, in both languages.
///
/// Its display is the Chinese: that is what commands without a window print, and what files keep.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Said {
    /// In Chinese.
    pub chinese: String,
    /// In English; the Chinese again where nobody knows better, as of a sentence that an older file kept.
    pub english: String,
}

/// `said!("{n} 格", "{n} cells")`: a sentence of which both forms have the same parts.
macro_rules! said {
    ($chinese:literal, $english:literal $(, $part:expr)* $(,)?) => {
        $crate::said::Said::new(format!($chinese $(, $part)*), format!($english $(, $part)*))
    };
}
pub(crate) use said;

/// Words of the program in Chinese and in English.
pub type Both = [&'static str; 2];

impl Said {
    /// The sentence in both languages.
    #[must_use]
    pub fn new(chinese: impl Into<String>, english: impl Into<String>) -> Self {
        Self {
            chinese: chinese.into(),
            english: english.into(),
        }
    }

    /// What is the same in both languages: a name, or a sentence of which only one form is known.
    #[must_use]
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::new(text.clone(), text)
    }

    /// The parts one after the other; between them stands what is given for either language.
    #[must_use]
    pub fn joined(parts: &[Self], between: [&str; 2]) -> Self {
        let chinese: Vec<&str> = parts.iter().map(|part| part.chinese.as_str()).collect();
        let english: Vec<&str> = parts.iter().map(|part| part.english.as_str()).collect();
        let [in_chinese, in_english] = between;
        Self::new(chinese.join(in_chinese), english.join(in_english))
    }

    /// Adds `more` at the end.
    pub fn push(&mut self, more: &Self) {
        self.chinese.push_str(&more.chinese);
        self.english.push_str(&more.english);
    }
}

/// A sentence is the text that it shows.
impl PartialEq<&str> for Said {
    fn eq(&self, other: &&str) -> bool {
        self.chinese == *other
    }
}

impl From<[&str; 2]> for Said {
    fn from([chinese, english]: [&str; 2]) -> Self {
        Self::new(chinese, english)
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.chinese)
    }
}

/// What can be told in English beside its display, which is Chinese: an error, or what else has a type of its own.
pub trait Told: fmt::Display {
    /// In English.
    fn english(&self) -> String;

    /// In both languages.
    fn said(&self) -> Said {
        Said::new(self.to_string(), self.english())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_made_of_the_same_parts() {
        let n = 3;
        let said = said!("{n} 格", "{n} cells");
        assert_eq!(said, Said::new("3 格", "3 cells"));
        assert_eq!(said.to_string(), "3 格");
        let both = Said::joined(&[said.clone(), Said::same("a")], ["、", ", "]);
        assert_eq!(both, Said::new("3 格、a", "3 cells, a"));
    }
}
