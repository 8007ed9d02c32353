//! How readily a printed token comes from given digits: a weighted edit distance between the true digits and the glyphs
//! (Damerau, Communications of the ACM 7, 1964), with the costs of `assets/confusions.ron`.

use std::sync::LazyLock;

use crate::repair::recognised::Recognised;
use crate::repair::schema::{ByLength, Costs};
use crate::said::{Said, said};

/// The embedded costs. The asset is part of the program; the test `the_embedded_costs_load` proves that it loads.
static COSTS: LazyLock<Costs> = LazyLock::new(|| {
    ron::from_str(include_str!("../../assets/confusions.ron")).unwrap_or_default()
});

/// The costs of damage.
#[must_use]
pub fn costs() -> &'static Costs {
    &COSTS
}

/// What happened to one digit between truth and print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The digit is printed as it is.
    Kept,
    /// The first character is printed as the second.
    Confused(char, char),
    /// The digit is missing.
    Dropped(char),
    /// The character is printed twice.
    Doubled(char),
    /// The character is too many.
    Added(char),
    /// These two stand in the wrong order.
    Swapped(char, char),
}

impl Step {
    /// The step in words; nothing for a digit that was kept.
    fn said(self) -> Option<Said> {
        Some(match self {
            Self::Kept => return None,
            Self::Confused(truth, printed) => {
                said!("“{printed}”疑为“{truth}”", "“{printed}” may be “{truth}”")
            }
            Self::Dropped(truth) => said!("疑漏“{truth}”", "a “{truth}” may be missing"),
            Self::Doubled(printed) => {
                said!("“{printed}”疑重复", "“{printed}” may have been doubled")
            }
            Self::Added(printed) => said!("“{printed}”疑多余", "“{printed}” may be superfluous"),
            Self::Swapped(first, second) => said!(
                "“{second}{first}”疑为“{first}{second}”颠倒",
                "“{second}{first}” may be “{first}{second}” with the digits swapped"
            ),
        })
    }
}

/// Why a token may stand where a number should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Glyph by glyph.
    Glyphs(Vec<Step>),
    /// The recognition of the picture thought of the number as well; it was as sure as that, in hundredths.
    Recognised(i64, u16),
    /// The decimal point was lost: whole digits and decimals.
    PointLost(String, String),
    /// The decimal point in the token is too many.
    PointAdded(String),
    /// A rule of the table was read as this character.
    Rule(char),
    /// The cell is empty.
    Empty,
    /// The cell has a dash.
    Dash,
    /// The cell has a 0.
    Zero,
    /// A number stands where 0 should.
    WasZero,
}

impl Reason {
    /// The reason in words; nothing where the token is the number.
    #[must_use]
    pub fn said(&self) -> Option<Said> {
        Some(match self {
            Self::Glyphs(steps) => {
                let steps: Vec<Said> = steps.iter().filter_map(|step| step.said()).collect();
                return (!steps.is_empty()).then(|| Said::joined(&steps, ["、", ", "]));
            }
            Self::Recognised(number, percent) => said!(
                "图片上也可能是“{number}”（把握 {percent}%）",
                "the picture may show “{number}” as well ({percent}% sure)"
            ),
            Self::PointLost(digits, decimals) => said!(
                "“{digits}.{decimals}”疑漏小数点",
                "“{digits}.{decimals}” may have lost its decimal point"
            ),
            Self::PointAdded(token) => said!(
                "“{token}”中的小数点疑多余",
                "the decimal point in “{token}” may be superfluous"
            ),
            Self::Rule(rule) => said!(
                "“{rule}”疑为表格边线",
                "“{rule}” may be a ruling (border line) of the table"
            ),
            Self::Empty => Said::new("原文此格为空", "the cell is empty in the source"),
            Self::Dash => Said::new("原文此格为横线", "the cell has a dash in the source"),
            Self::Zero => Said::new("原文此格为 0", "the cell has 0 in the source"),
            Self::WasZero => Said::new("此格疑本为 0", "the cell may have been 0"),
        })
    }
}

/// How a printed token comes from a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What it costs, in thousandths.
    pub cost: i64,
    /// Why it may be.
    pub reason: Reason,
}

/// Explains how `printed` could stand where `number` should. A token with words in it is no evidence of glyphs:
/// `standing`, the number read from it, is taken instead.
#[must_use]
pub fn explain(costs: &Costs, printed: &str, standing: i64, number: i64) -> Explanation {
    let token = glyphs(costs, printed, standing);
    let digits = number.to_string();
    let (cost, steps) = align(costs, &digits, &token);
    let by_glyphs = Explanation {
        cost: cost.min(costs.glyphs.at_most),
        reason: named(&steps, &digits, &token).unwrap_or(Reason::Glyphs(steps)),
    };
    match as_whole(costs, &token, standing, &digits, number) {
        Some(whole) if whole.cost < by_glyphs.cost => whole,
        _ => by_glyphs,
    }
}

/// Explains the same where the recognition of a picture tells what else stands there: a number it thought of costs what it
/// was less sure of it, in thousandths of −ln P; any other is no likelier than the last of those.
#[must_use]
pub fn explain_recognised(
    costs: &Costs,
    recognised: &Recognised,
    number: i64,
    general: Explanation,
) -> Explanation {
    let others = recognised.others.iter();
    let others = others.filter_map(|(text, sureness)| Some((number_of(costs, text)?, *sureness)));
    let others: Vec<(i64, u16)> = others.collect();
    let cost = |sureness| {
        let share = f64::from(recognised.sureness.max(1)) / f64::from(sureness);
        thousandths(share.ln().max(0.0)).min(costs.glyphs.at_most)
    };
    let told = others.iter().filter(|(other, _)| *other == number);
    if let Some(sureness) = told.map(|(_, sureness)| (*sureness).max(1)).max() {
        return Explanation {
            cost: cost(sureness),
            reason: Reason::Recognised(number, sureness.div_ceil(10)),
        };
    }
    let least = others.iter().map(|(_, sureness)| (*sureness).max(1)).min();
    Explanation {
        cost: general.cost.max(least.map_or(0, cost)),
        ..general
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a logarithm of a thousandth is small"
)]
fn thousandths(value: f64) -> i64 {
    (value * 1_000.0).round() as i64
}

/// What happened where it has a name of its own: a decimal point that was lost or put in, a rule read as 1.
fn named(steps: &[Step], digits: &str, token: &str) -> Option<Reason> {
    let changed: Vec<Step> = steps.iter().copied().filter(|s| *s != Step::Kept).collect();
    if let Some(decimals) = token.strip_prefix(digits)
        && matches!(decimals, "0" | "00")
        && digits != "0"
    {
        return Some(Reason::PointLost(digits.to_owned(), decimals.to_owned()));
    }
    let at_end = matches!(steps.first(), Some(Step::Added(_)))
        || matches!(steps.last(), Some(Step::Added(_)));
    match changed.as_slice() {
        [Step::Added('.')] => Some(Reason::PointAdded(token.to_owned())),
        [Step::Added(rule @ ('1' | 'l' | 'I' | '|'))] if at_end => Some(Reason::Rule(*rule)),
        _ => None,
    }
}

/// The characters to compare: without white space, in half-width form.
fn glyphs(costs: &Costs, printed: &str, standing: i64) -> String {
    use unicode_normalization::UnicodeNormalization;
    let is_glyph = |c: char| {
        c.is_ascii()
            || costs
                .look_alikes
                .iter()
                .any(|like| like.printed.contains(c))
            || c == '—'
    };
    let token: String = printed.nfkc().filter(|c| !c.is_whitespace()).collect();
    if token.chars().all(is_glyph) {
        token
    } else {
        standing.to_string()
    }
}

/// A number that was emptied, or a zero that became a number, whatever the glyphs.
fn as_whole(
    costs: &Costs,
    token: &str,
    standing: i64,
    digits: &str,
    number: i64,
) -> Option<Explanation> {
    let says_nothing = token.is_empty() || token.chars().all(|c| matches!(c, '-' | '—' | '/'));
    if says_nothing {
        let cost = by_length(costs.emptied, digits);
        let reason = if token.is_empty() {
            Reason::Empty
        } else {
            Reason::Dash
        };
        return Some(Explanation { cost, reason });
    }
    if standing == 0 && number != 0 {
        let cost = by_length(costs.emptied, digits);
        let reason = Reason::Zero;
        return Some(Explanation { cost, reason });
    }
    (number == 0 && standing != 0).then(|| Explanation {
        cost: by_length(costs.invented, token),
        reason: Reason::WasZero,
    })
}

fn by_length(cost: ByLength, digits: &str) -> i64 {
    let n_digits = i64::try_from(digits.chars().count()).unwrap_or(i64::MAX);
    cost.each
        .saturating_mul(n_digits)
        .saturating_add(cost.first)
}

/// The cheapest way to one point of the alignment: its cost, the last step, and how many digits and glyphs that took.
#[derive(Clone, Copy)]
struct Way {
    cost: i64,
    step: Step,
    took: (usize, usize),
}

/// The cheapest alignment of the true digits with the printed glyphs.
fn align(costs: &Costs, digits: &str, token: &str) -> (i64, Vec<Step>) {
    let digits: Vec<char> = digits.chars().collect();
    let token: Vec<char> = token.chars().collect();
    let width = token.len() + 1;
    let mut ways: Vec<Way> = Vec::with_capacity((digits.len() + 1) * width);
    for n_digits in 0..=digits.len() {
        for n_glyphs in 0..=token.len() {
            let reached = digits.get(..n_digits).zip(token.get(..n_glyphs));
            let (before, after) = reached.unwrap_or_default();
            let next_digit = digits.get(n_digits).copied();
            let ways_here = last_steps(costs, before, after, next_digit).into_iter();
            let complete = ways_here.filter_map(|mut way| {
                let from = (
                    n_digits.checked_sub(way.took.0)?,
                    n_glyphs.checked_sub(way.took.1)?,
                );
                way.cost += ways.get(from.0 * width + from.1)?.cost;
                Some(way)
            });
            let start = Way {
                cost: 0,
                step: Step::Kept,
                took: (0, 0),
            };
            ways.push(complete.min_by_key(|way| way.cost).unwrap_or(start));
        }
    }
    let cost = ways.last().map_or(0, |way| way.cost);
    (cost, walk_back(&ways, width, (digits.len(), token.len())))
}

fn walk_back(ways: &[Way], width: usize, end: (usize, usize)) -> Vec<Step> {
    let mut steps = Vec::new();
    let (mut n_digits, mut n_glyphs) = end;
    while let Some(way) = ways.get(n_digits * width + n_glyphs) {
        if way.took == (0, 0) {
            break;
        }
        steps.push(way.step);
        n_digits -= way.took.0.min(n_digits);
        n_glyphs -= way.took.1.min(n_glyphs);
    }
    steps.reverse();
    steps
}

/// The steps that can end an alignment of `digits` with `token`, each with its own cost alone.
fn last_steps(costs: &Costs, digits: &[char], token: &[char], next: Option<char>) -> Vec<Way> {
    let way = |cost, step, took| Way { cost, step, took };
    let mut ways = Vec::new();
    if let (Some(digit), Some(glyph)) = (digits.last(), token.last()) {
        if digit == glyph {
            ways.push(way(0, Step::Kept, (1, 1)));
        } else {
            let cost = confusion(costs, *digit, *glyph);
            ways.push(way(cost, Step::Confused(*digit, *glyph), (1, 1)));
        }
    }
    if let Some(digit) = digits.last() {
        let before = digits.len().checked_sub(2).and_then(|at| digits.get(at));
        let repeats = before == Some(digit) || next == Some(*digit);
        let dropped = if repeats {
            costs.glyphs.dropped_repeat
        } else {
            costs.glyphs.dropped
        };
        ways.push(way(dropped, Step::Dropped(*digit), (1, 0)));
    }
    if let Some(glyph) = token.last() {
        let before = token.len().checked_sub(2).and_then(|at| token.get(at));
        let (cost, step) = if !glyph.is_alphanumeric() {
            (costs.glyphs.stray, Step::Added(*glyph))
        } else if before == Some(glyph) {
            (costs.glyphs.doubled, Step::Doubled(*glyph))
        } else {
            (costs.glyphs.added, Step::Added(*glyph))
        };
        ways.push(way(cost, step, (0, 1)));
    }
    if let ([.., a, b], [.., c, d]) = (digits, token)
        && a == d
        && b == c
        && a != b
    {
        ways.push(way(costs.glyphs.swapped, Step::Swapped(*a, *b), (2, 2)));
    }
    ways
}

/// What printing `glyph` for `digit` costs.
fn confusion(costs: &Costs, digit: char, glyph: char) -> i64 {
    let looks = costs.look_alikes.iter();
    let looks = looks
        .filter(|like| like.digit == digit && like.printed.contains(glyph))
        .map(|like| like.cost);
    let similar = costs.similar.iter();
    let similar = similar
        .filter(|s| s.pair == (digit, glyph) || s.pair == (glyph, digit))
        .map(|s| s.cost);
    looks
        .chain(similar)
        .min()
        .unwrap_or(costs.glyphs.substituted)
}

/// The number a token shows when every look-alike is taken for its digit; `None` when something else is in it.
#[must_use]
pub fn number_of(costs: &Costs, token: &str) -> Option<i64> {
    let digit = |glyph: char| {
        let like = costs
            .look_alikes
            .iter()
            .filter(|like| like.printed.contains(glyph));
        if glyph.is_ascii_digit() {
            Some(glyph)
        } else {
            like.min_by_key(|like| like.cost).map(|like| like.digit)
        }
    };
    let token = glyphs(costs, token, -1);
    let digits: Option<String> = token.chars().filter(|c| *c != ',').map(digit).collect();
    digits?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_costs_load() {
        let costs: Costs = ron::from_str(include_str!("../../assets/confusions.ron")).unwrap();
        assert!(costs.change > 0 && !costs.look_alikes.is_empty());
    }

    fn chinese(explanation: &Explanation) -> String {
        explanation.reason.said().unwrap_or_default().chinese
    }

    #[track_caller]
    fn check_explained(printed: &str, standing: i64, number: i64, cost: i64, reason: &str) {
        let explanation = explain(costs(), printed, standing, number);
        assert_eq!(
            (explanation.cost, chinese(&explanation).as_str()),
            (cost, reason)
        );
    }

    #[test]
    fn the_cheapest_explanation_is_found() {
        check_explained("28", 28, 28, 0, "");
        check_explained("23", 23, 28, 2300, "“3”疑为“8”");
        check_explained("2O", 20, 20, 300, "“O”疑为“0”");
        check_explained("12", 12, 112, 2500, "疑漏“1”");
        check_explained("116", 116, 16, 2000, "“1”疑重复");
        check_explained("161", 161, 116, 4000, "“61”疑为“16”颠倒");
        check_explained("", 0, 35, 3600, "原文此格为空");
        check_explained("0", 0, 35, 3600, "原文此格为 0");
        check_explained("120", 120, 12, 3500, "“12.0”疑漏小数点");
        check_explained("1.2", 0, 12, 500, "“1.2”中的小数点疑多余");
        check_explained("128", 128, 28, 3500, "“1”疑为表格边线");
        check_explained("281", 281, 28, 3500, "“1”疑为表格边线");
        check_explained("218", 218, 28, 3500, "“1”疑多余");
        check_explained("22（其中修订16件）", 22, 27, 2600, "“2”疑为“7”");
    }

    #[track_caller]
    fn check_recognised(number: i64, cost: i64, reason: &str) {
        let recognised = Recognised {
            sureness: 600,
            others: vec![("28".to_owned(), 300), ("2O".to_owned(), 30)],
        };
        let general = explain(costs(), "23", 23, number);
        let explanation = explain_recognised(costs(), &recognised, number, general);
        assert_eq!(
            (explanation.cost, chinese(&explanation).as_str()),
            (cost, reason)
        );
    }

    #[test]
    fn what_the_recogniser_thought_of_counts_before_the_table() {
        check_recognised(28, 693, "图片上也可能是“28”（把握 30%）");
        check_recognised(20, 2996, "图片上也可能是“20”（把握 3%）");
        // It resembles what stands there, but was not thought of.
        check_recognised(25, 2996, "“3”疑为“5”");
    }

    #[track_caller]
    fn check_number(token: &str, expected: Option<i64>) {
        assert_eq!(number_of(costs(), token), expected, "{token}");
    }

    #[test]
    fn tokens_show_numbers() {
        check_number("1,234", Some(1234));
        check_number("2O", Some(20));
        check_number("１２", Some(12));
        check_number("第3页", None);
        check_number("", None);
    }
}
