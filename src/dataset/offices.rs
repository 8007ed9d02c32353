//! Which names mean one office.
//!
//! Offices are printed in many ways. Names that differ only in white space, brackets, full-width forms or the usual
//! short forms (镇政府 for 镇人民政府, 街道办 for 街道办事处) are the same. Everything else is told by a list the reviewer
//! keeps beside the reports, [`FILE_NAME`]: a RON list of groups, each a list of names of one office.
//!
//! ```ron
//! [
//!     ["青石镇人民政府", "云岭县青石镇人民政府", "青石镇"],
//! ]
//! ```
//!
//! # Limitations
//! A name with its county before it and one without are different offices unless the list says otherwise: two counties
//! have a 青石镇 each more often than one would think.

use std::collections::BTreeMap;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::dataset::list::{self, ListKind};
use crate::said::Said;

/// Name of the list in the folder of the reports.
pub const FILE_NAME: &str = "单位别名.ron";

const KIND: ListKind = ListKind {
    file_name: FILE_NAME,
    title: ["单位别名表", "list of names"],
    form: [
        "[[\"名称\", \"别名\"], …]",
        "[[\"name\", \"other name\"], …]",
    ],
};

/// The reviewer's list of names that mean one office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases {
    /// For every folded name of a group the folded first name of the group.
    first_names: BTreeMap<String, String>,
}

impl Aliases {
    /// The list in `folder`; an empty one if there is none. A list that cannot be read is as good as none, and the
    /// sentence says so.
    #[must_use]
    pub fn in_folder(folder: &Path) -> (Self, Option<Said>) {
        list::in_folder(&KIND, folder, Self::parse)
    }

    /// The list written in `text`.
    ///
    /// # Errors
    /// A reason, with line and column, when it is no list of lists of names.
    pub fn parse(text: &str) -> Result<Self, Said> {
        let groups: Vec<Vec<String>> = list::parse(text)?;
        let mut aliases = Self::default();
        for group in &groups {
            let mut names = group.iter().map(|name| fold(name));
            let Some(first) = names.next() else {
                continue;
            };
            // A name in two groups joins them: the later group takes the first name of the earlier.
            let first = aliases.first_names.get(&first).cloned().unwrap_or(first);
            aliases.first_names.insert(first.clone(), first.clone());
            for name in names {
                aliases.first_names.entry(name).or_insert(first.clone());
            }
        }
        Ok(aliases)
    }

    /// Adds another list, such as that of another folder.
    pub fn join(&mut self, other: Self) {
        for (name, first) in other.first_names {
            let first = self.first_names.get(&first).cloned().unwrap_or(first);
            self.first_names.entry(name).or_insert(first);
        }
    }

    /// The same text for all names of one office; empty for a name without a letter.
    #[must_use]
    pub fn key(&self, office: &str) -> String {
        let folded = fold(office);
        self.first_names.get(&folded).cloned().unwrap_or(folded)
    }

    /// Whether one of the office's names stands in `text`, such as the name of a file.
    #[must_use]
    pub fn is_named_in(&self, office: &str, text: &str) -> bool {
        let (key, text) = (self.key(office), fold(text));
        let of_office = self.first_names.iter().filter(|(_, first)| **first == key);
        let mut names = of_office.map(|(name, _)| name).chain([&key]);
        !key.is_empty() && names.any(|name| text.contains(name.as_str()))
    }

    /// Whether both names mean one office.
    #[must_use]
    pub fn same(&self, one: &str, other: &str) -> bool {
        let key = self.key(one);
        !key.is_empty() && key == self.key(other)
    }
}

/// The name without what differs between prints of it.
fn fold(name: &str) -> String {
    let letters: String = name.nfkc().filter(|c| c.is_alphanumeric()).collect();
    letters
        .replace("人民政府", "政府")
        .replace("街道办事处", "街道办")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_same(list: &str, one: &str, other: &str, expected: bool) {
        let aliases = Aliases::parse(list).unwrap();
        assert_eq!(aliases.same(one, other), expected, "{one} {other}");
    }

    #[test]
    fn prints_of_one_name_are_one_office() {
        check_same("[]", "青石镇人民政府", "青 石镇政府", true);
        check_same("[]", "白榆区财政局（本级）", "白榆区财政局(本级)", true);
        check_same("[]", "白榆街道办事处", "白榆街道办", true);
        check_same("[]", "青石镇人民政府", "云岭县青石镇人民政府", false);
        check_same("[]", "", "", false);
        assert!(Aliases::default().is_named_in("青石镇人民政府", "2022年青石镇政府年报.pdf"));
        assert!(!Aliases::default().is_named_in("", "2022年报.pdf"));
    }

    #[test]
    fn the_list_joins_names_and_groups() {
        let list = r#"[["青石镇人民政府", "云岭县青石镇人民政府"], ["青石镇政府", "青石乡"], []]"#;
        check_same(list, "云岭县青石镇政府", "青石乡", true);
        check_same(list, "青石乡", "青石镇人民政府", true);
        check_same(list, "青石乡", "白榆乡", false);
    }

    #[test]
    fn a_broken_list_says_where() {
        assert_eq!(
            Aliases::parse("[\n  [\"青石镇\", 3],\n]").unwrap_err(),
            "第 2 行第 11 列有误"
        );
    }
}
