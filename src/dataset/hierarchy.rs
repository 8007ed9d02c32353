//! Which offices add up to which.
//!
//! A county's report is the sum of those of its departments and towns. Which these are, no report says: the reviewer
//! keeps a list beside the reports, [`FILE_NAME`], of offices with those they add up, and the first and last year of
//! it where that changed.
//!
//! ```ron
//! [
//!     (office: "云岭县人民政府", parts: ["云岭县财政局", "青石镇人民政府", "白榆镇人民政府"]),
//!     (office: "云州市人民政府", parts: ["云州市财政局", "云岭县人民政府"], years: (2021, 2024)),
//! ]
//! ```
//!
//! Names are compared as those of [`Aliases`] are. A list speaks of the reports of its own folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::dataset::list::{self, ListKind};
use crate::dataset::offices::Aliases;
use crate::said::{Said, said};

/// Name of the list in the folder of the reports.
pub const FILE_NAME: &str = "层级.ron";

const KIND: ListKind = ListKind {
    file_name: FILE_NAME,
    title: ["层级表", "list of offices that add up"],
    form: [
        "[(office: \"汇总的单位\", parts: [\"下级单位\", …]), …]，要限定年度时在后面加 years: (2021, 2024)",
        "[(office: \"the office\", parts: [\"one it adds up\", …]), …], with years: (2021, 2024) behind it where that holds for some years only",
    ],
};

/// The reviewer's lists of offices that add up others, by folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hierarchy {
    of_folders: BTreeMap<PathBuf, Vec<Sum>>,
}

/// An office and what its report adds up.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sum {
    /// The office.
    office: String,
    /// Those whose reports it adds up.
    parts: Vec<String>,
    /// The first and last report year it is so for; all, if none are given.
    #[serde(default)]
    years: Option<(u16, u16)>,
}

impl Hierarchy {
    /// The list in `folder`; an empty one if there is none. A list that cannot be used is as good as none, and the
    /// sentence says so.
    #[must_use]
    pub fn in_folder(folder: &Path) -> (Self, Option<Said>) {
        let (sums, notice) = list::in_folder(&KIND, folder, parse);
        let sums = (folder.to_owned(), sums);
        let of_folders = [sums].into_iter().filter(|(_, sums)| !sums.is_empty());
        let hierarchy = Self {
            of_folders: of_folders.collect(),
        };
        (hierarchy, notice)
    }

    /// Adds the lists of other folders.
    pub fn join(&mut self, other: Self) {
        self.of_folders.extend(other.of_folders);
    }

    /// The offices whose reports of `year` the report of `office` in `folder` adds up; `None` where the list of the folder
    /// says nothing of it.
    #[must_use]
    pub fn parts(
        &self,
        folder: &Path,
        office: &str,
        year: u16,
        aliases: &Aliases,
    ) -> Option<&[String]> {
        let sums = self.of_folders.get(folder)?;
        let is_it = |sum: &&Sum| sum.is_of_year(year) && aliases.same(&sum.office, office);
        sums.iter().find(is_it).map(|sum| sum.parts.as_slice())
    }
}

impl Sum {
    fn is_of_year(&self, year: u16) -> bool {
        self.years
            .is_none_or(|(first, last)| (first..=last).contains(&year))
    }

    fn overlaps(&self, other: &Self) -> bool {
        let (first, last) = self.years.unwrap_or((0, u16::MAX));
        let (other_first, other_last) = other.years.unwrap_or((0, u16::MAX));
        first <= other_last && other_first <= last
    }
}

/// The list written in `text`.
///
/// # Errors
/// A reason, when it is no list of sums or contradicts itself.
fn parse(text: &str) -> Result<Vec<Sum>, Said> {
    let sums: Vec<Sum> = list::parse(text)?;
    for sum in &sums {
        check(sum)?;
    }
    if let Some(sum) = in_ring(&sums) {
        return Err(said!(
            "“{}”与它的下级单位互相汇总",
            "“{}” lists an office that in turn lists it",
            sum.office
        ));
    }
    for (at, sum) in sums.iter().enumerate() {
        let mut earlier = sums.iter().take(at);
        if earlier.any(|other| key(&other.office) == key(&sum.office) && other.overlaps(sum)) {
            return Err(said!(
                "“{}”在同一年度列了两次，请合成一条或者分开年度",
                "“{}” is listed twice for one year: join both, or divide the years",
                sum.office
            ));
        }
    }
    Ok(sums)
}

/// What offices are compared by.
fn key(office: &str) -> String {
    Aliases::default().key(office)
}

/// The first of the sums that leads back to itself, in years they share.
fn in_ring(sums: &[Sum]) -> Option<&Sum> {
    let parts = |sum: &Sum| sum.parts.iter().map(|part| key(part)).collect();
    let keyed: Vec<(&Sum, Vec<String>)> = sums.iter().map(|sum| (sum, parts(sum))).collect();
    let mut of_office: BTreeMap<String, Vec<&(&Sum, Vec<String>)>> = BTreeMap::new();
    for it in &keyed {
        of_office.entry(key(&it.0.office)).or_default().push(it);
    }
    let is_in_ring = |(sum, parts): &(&Sum, Vec<String>)| {
        let own = key(&sum.office);
        let mut reached = BTreeSet::new();
        let mut next: Vec<&String> = parts.iter().collect();
        while let Some(part) = next.pop() {
            if *part == own {
                return true;
            }
            if reached.insert(part) {
                let its = of_office.get(part).into_iter().flatten();
                let its = its.filter(|(other, _)| other.overlaps(sum));
                next.extend(its.flat_map(|(_, parts)| parts));
            }
        }
        false
    };
    keyed.iter().find(|it| is_in_ring(it)).map(|(sum, _)| *sum)
}

/// Refuses what adds up nothing, itself, or one office twice.
fn check(sum: &Sum) -> Result<(), Said> {
    let Sum {
        office,
        parts,
        years,
    } = sum;
    if key(office).is_empty() || parts.iter().any(|part| key(part).is_empty()) {
        return Err(said!("有一个单位没有名称", "an office has no name"));
    }
    if parts.is_empty() {
        return Err(said!(
            "“{office}”没有列出下级单位",
            "“{office}” lists no offices under it"
        ));
    }
    if years.is_some_and(|(first, last)| first > last) {
        return Err(said!(
            "“{office}”的年度，前一个大于后一个",
            "the first year of “{office}” is after the last"
        ));
    }
    let mut seen = BTreeSet::from([key(office)]);
    match parts.iter().find(|part| !seen.insert(key(part))) {
        Some(part) if key(part) == key(office) => Err(said!(
            "“{office}”列在自己的下级单位里",
            "“{office}” is listed among its own offices"
        )),
        Some(part) => Err(said!(
            "“{office}”的下级单位里，“{part}”列了两次",
            "“{office}” lists “{part}” twice"
        )),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_an_office_adds_up_follows_from_name_year_and_folder() {
        let folder = tempfile::tempdir().unwrap();
        let list = r#"[
            (office: "云岭县人民政府", parts: ["青石镇", "白榆镇"], years: (2021, 2022)),
            (office: "云岭县政府", parts: ["青石镇"], years: (2023, 2023)),
            (office: "云州市人民政府", parts: ["云岭县人民政府"]),
        ]"#;
        fs::write(folder.path().join(FILE_NAME), list).unwrap();
        let (hierarchy, notice) = Hierarchy::in_folder(folder.path());
        assert_eq!(notice, None);
        let n_parts = |folder: &Path, office: &str, year| {
            let parts = hierarchy.parts(folder, office, year, &Aliases::default());
            parts.map(<[String]>::len)
        };
        let path = folder.path();
        assert_eq!(n_parts(path, "云岭县 人民政府", 2022), Some(2));
        assert_eq!(n_parts(path, "云岭县人民政府", 2023), Some(1));
        assert_eq!(n_parts(path, "云岭县人民政府", 2024), None);
        assert_eq!(n_parts(path, "云州市政府", 2024), Some(1));
        assert_eq!(n_parts(path, "青石镇", 2022), None);
        assert_eq!(n_parts(Path::new("别处"), "云州市政府", 2024), None);
    }

    #[track_caller]
    fn check_refused(list: &str, reason: &str) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        fs::write(&path, list).unwrap();
        let (hierarchy, notice) = Hierarchy::in_folder(folder.path());
        assert_eq!(hierarchy, Hierarchy::default());
        let expected = format!(
            "层级表 {} 无法使用：{reason}。请改正后再试；写法是 {}。",
            path.display(),
            KIND.form[0]
        );
        assert_eq!(notice.map(|said| said.chinese), Some(expected));
    }

    #[test]
    fn a_list_that_cannot_be_used_says_why_and_what_to_do() {
        check_refused("[\n  (office: \"云岭县\", 5)]", "第 2 行第 19 列有误");
        check_refused(
            "[(office: \"云岭县\", parts: [])]",
            "“云岭县”没有列出下级单位",
        );
        check_refused(
            "[(office: \"云岭县\", parts: [\" \"])]",
            "有一个单位没有名称",
        );
        check_refused(
            "[(office: \"云岭县政府\", parts: [\"青石镇\", \"云岭县人民政府\"])]",
            "“云岭县政府”列在自己的下级单位里",
        );
        check_refused(
            "[(office: \"云岭县\", parts: [\"青石镇\"]), (office: \"青石镇\", parts: [\"白榆村\"]), (office: \"白榆村\", parts: [\"云岭县\"])]",
            "“云岭县”与它的下级单位互相汇总",
        );
        check_refused(
            "[(office: \"云岭县\", parts: [\"青石镇\", \"青 石镇\"])]",
            "“云岭县”的下级单位里，“青 石镇”列了两次",
        );
        check_refused(
            "[(office: \"云岭县\", parts: [\"青石镇\"], years: (2023, 2021))]",
            "“云岭县”的年度，前一个大于后一个",
        );
        check_refused(
            "[(office: \"云岭县\", parts: [\"青石镇\"]), (office: \"云岭县\", parts: [\"白榆镇\"], years: (2021, 2022))]",
            "“云岭县”在同一年度列了两次，请合成一条或者分开年度",
        );
    }
}
