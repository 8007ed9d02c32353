//! Lists that name first and count afterwards: 予以公开、部分公开分别为3件、2件.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::claims::expression::Expression;

/// Joins the names with the numbers.
static RESPECTIVELY: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("(?:数量|件数|数)?分别(?:为|是|有|达|计)?：?$"));

/// Stands between two numbers of one list.
static BETWEEN: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("^(?:、|，|和|及|与|以及)$"));

/// Joins the last two names.
const JOINTS: [&str; 4] = ["以及", "和", "及", "与"];

/// The name of a number in such a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name, such as 部分公开.
    pub text: String,
    /// Where the list of names begins in the sentence.
    pub start: usize,
}

/// The names of those numbers of a sentence that such a list counts, by index. A list whose names and numbers are not
/// equally many names nothing.
#[must_use]
pub fn names(sentence: &str, numbers: &[Range<usize>]) -> BTreeMap<usize, Name> {
    let mut names = BTreeMap::new();
    for (index, number) in numbers.iter().enumerate() {
        let floor = index
            .checked_sub(1)
            .and_then(|index| numbers.get(index))
            .map_or(0, |previous| previous.end);
        let before = sentence.get(floor..number.start).unwrap_or("");
        let Some(joint) = RESPECTIVELY.find(before) else {
            continue;
        };
        let labels = before.get(..joint.start()).unwrap_or("");
        let start = labels
            .rfind(['，', '；', '（', '）', '。', '：'])
            .and_then(|at| Some(at + labels.get(at..)?.chars().next()?.len_utf8()))
            .unwrap_or(0);
        let labels = labels.get(start..).unwrap_or("");
        let n_numbers = n_listed(sentence, numbers.get(index..).unwrap_or(&[]));
        let listed = ways_apart(labels)
            .into_iter()
            .find(|listed| listed.len() == n_numbers && n_numbers > 1);
        for (offset, text) in listed.into_iter().flatten().enumerate() {
            let name = Name {
                text: text.to_owned(),
                start: floor + start,
            };
            names.insert(index + offset, name);
        }
    }
    names
}

/// The names of a list, told apart in every way: 法人和其他组织 is one name, 行政复议和行政诉讼 are two.
fn ways_apart(labels: &str) -> Vec<Vec<&str>> {
    let plain: Vec<&str> = labels.split('、').collect();
    let Some((last, before)) = plain.split_last() else {
        return Vec::new();
    };
    let parted = JOINTS.iter().filter_map(|joint| last.rsplit_once(joint));
    let joined = parted.map(|(one, other)| [before, &[one, other]].concat());
    std::iter::once(plain.clone()).chain(joined).collect()
}

/// How many of the numbers follow each other with nothing but a joint between.
fn n_listed(sentence: &str, numbers: &[Range<usize>]) -> usize {
    let is_joined = |pair: &&[Range<usize>]| {
        let [one, next] = pair else { return false };
        BETWEEN.is_match(sentence.get(one.end..next.start).unwrap_or(""))
    };
    numbers.windows(2).take_while(is_joined).count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the numbers of `sentence`, in order.
    #[track_caller]
    fn check_names(sentence: &str, expected: &[&str]) {
        let numbers: Vec<Range<usize>> = Expression::new("[0-9]+件?")
            .find_iter(sentence)
            .map(|found| found.range())
            .collect();
        let found: Vec<String> = names(sentence, &numbers)
            .into_values()
            .map(|name| name.text)
            .collect();
        assert_eq!(found, expected, "{sentence}");
    }

    #[test]
    fn every_number_gets_the_name_at_its_place() {
        check_names(
            "办结9件，予以公开、部分公开、不予公开分别为5件、3件和1件",
            &["予以公开", "部分公开", "不予公开"],
        );
        check_names(
            "行政复议和行政诉讼案件数量分别是3件、2件",
            &["行政复议", "行政诉讼案件"],
        );
        check_names(
            "自然人、法人和其他组织分别为7、2件",
            &["自然人", "法人和其他组织"],
        );
        check_names(
            "涉及信息公开的行政复议和行政诉讼分别为7件、2件",
            &["涉及信息公开的行政复议", "行政诉讼"],
        );
    }

    #[test]
    fn a_list_that_does_not_come_out_names_nothing() {
        check_names("公开、部分公开、不予公开分别为5件、3件", &[]);
        check_names("自然人、企业分别提出5件、3件", &[]);
        check_names("公开5件、部分公开3件", &[]);
    }
}
