//! The figures in a sentence: numbers with their clause.

use std::ops::Range;
use std::sync::LazyLock;

use crate::amount::Amount;
use crate::claims::Rounding;
use crate::claims::expression::Expression;
use crate::claims::flat::DOUBT;
use crate::claims::flat::last_characters;
use crate::claims::numerals;
use crate::claims::respectively::{self, Name};

/// A number, written in digits or in Chinese characters, with what tells that it is rounded, and its unit.
static FIGURE: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?:(?P<digits>[0-9]+(?:\\.[0-9]+)?)|(?P<words>[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+))\
         (?P<rounded>余|多|几)?\
         (?P<unit>件次|宗次|份次|条次|人次|件|宗|条|份|起|篇|例|项|个|次|人|场|期|万元|元|%|部|家|批)?\
         (?P<about>左右|以上|以内)?",
    )
});

/// Words that stand between a label and its number and mean nothing.
const FILLERS: [&str; 24] = [
    "数量", "总数", "总量", "件数", "数", "共计", "合计", "总计", "共", "计", "为", "是", "达到",
    "达", "有", "了", "各", "均", "分别", "：", "仅", "只", "的", "总",
];

/// Words before a number that say that it is rounded, and which way.
const ROUNDED: [(&str, Rounding); 7] = [
    ("大约", Rounding::About),
    ("约", Rounding::About),
    ("超过", Rounding::Down),
    ("近", Rounding::Up),
    ("逾", Rounding::Down),
    ("超", Rounding::Down),
    ("上", Rounding::Down),
];

/// A number with its clause.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The number.
    pub amount: Amount,
    /// Its unit; empty where there is none.
    pub unit: String,
    /// Whether it is rounded, and which way.
    pub rounding: Rounding,
    /// Whether 各, 均 or 分别 stands before it.
    pub is_each: bool,
    /// Where the number and its unit stand.
    pub range: Range<usize>,
    /// Where its clause stands.
    pub clause: Range<usize>,
    /// The clause with `#` for the number, and without words that mean nothing: 新收政府信息公开申请#.
    pub phrase: String,
    /// Whether the phrase stands apart from the number, in a list of names: 予以公开、部分公开分别为3件、2件.
    pub is_listed: bool,
}

/// The figures of a sentence that stands at `offset` of the flat text.
pub(super) fn figures(sentence: &str, offset: usize) -> Vec<Figure> {
    let numbers: Vec<Number> = FIGURE
        .captures_iter(sentence)
        .filter_map(|found| Number::new(sentence, &found))
        .collect();
    let ranges: Vec<Range<usize>> = numbers.iter().map(|number| number.range.clone()).collect();
    let mut names = respectively::names(sentence, &ranges);
    let mut figures = Vec::with_capacity(numbers.len());
    for (index, number) in numbers.iter().enumerate() {
        let previous = index.checked_sub(1).and_then(|index| numbers.get(index));
        let next = numbers.get(index + 1);
        let figure = number.figure(sentence, offset, previous, next);
        figures.push(match names.remove(&index) {
            Some(name) => figure.listed(offset, &name),
            None => figure,
        });
    }
    figures
}

impl Figure {
    /// The phrase with the number behind what follows it, where the number stands first: `#予以公开` as `予以公开#`.
    #[must_use]
    pub fn number_last(&self) -> Option<String> {
        let phrase = self.phrase.trim_start_matches("其中");
        let result = phrase.trim_start_matches('：').strip_prefix('#')?;
        Some(format!("{result}#"))
    }

    /// The figure as the number of `name`, which stands in a list before it.
    fn listed(self, offset: usize, name: &Name) -> Self {
        Self {
            phrase: format!("{}#", trimmed(&name.text).text),
            clause: offset + name.start..self.range.end,
            is_each: false,
            is_listed: true,
            ..self
        }
    }
}

struct Number {
    amount: Amount,
    unit: String,
    rounding: Rounding,
    range: Range<usize>,
}

impl Number {
    fn new(sentence: &str, found: &regex::Captures) -> Option<Self> {
        let range = found.get(0)?.range();
        let unit = found.name("unit").map_or("", |unit| unit.as_str());
        let before = sentence.get(..range.start)?.chars().next_back();
        let after = sentence.get(range.end..)?.chars().next();
        let amount = match (found.name("digits"), found.name("words")) {
            (Some(digits), _) => {
                let is_part =
                    |c: char| c.is_ascii_alphanumeric() || matches!(c, '第' | '.' | '-' | '/');
                let is_doubtful = before.is_some_and(|c| c == DOUBT || is_part(c))
                    || after.is_some_and(|c| c == DOUBT || c.is_ascii_alphanumeric());
                let stands_alone = after.is_none_or(|c| matches!(c, '，' | '；' | '、' | '）'));
                if is_doubtful || (unit.is_empty() && !stands_alone) {
                    return None;
                }
                Amount::parse(digits.as_str())?
            }
            (None, Some(words)) => {
                let counts_cases = matches!(unit, "件" | "件次" | "宗" | "起" | "份" | "例");
                let lead = last_characters(sentence.get(..range.start)?, 6);
                let is_each = lead.contains('每')
                    || before.is_some_and(|c| "逐任某同第之这那上下统".contains(c));
                let is_together = words.as_str() == "一"
                    && unit == "起"
                    && !after.is_some_and(|c| "政行因复诉申涉信案".contains(c));
                // 均为零 counts none of several things named before it; of one, a denial tells it.
                let is_none = words.as_str() == "零"
                    && unit.is_empty()
                    && ["均为", "都为"].contains(&last_characters(lead, 2))
                    && after.is_none_or(is_boundary);
                if !is_none && (!counts_cases || is_each || is_together) {
                    return None;
                }
                Amount::whole_number(numerals::value(words.as_str())?)
            }
            (None, None) => return None,
        };
        Some(Self {
            amount,
            unit: unit.to_owned(),
            rounding: (found.name("rounded").or(found.name("about")))
                .map_or(Rounding::Exact, |word| rounding(word.as_str())),
            range,
        })
    }

    fn figure(
        &self,
        sentence: &str,
        offset: usize,
        previous: Option<&Self>,
        next: Option<&Self>,
    ) -> Figure {
        let floor = previous.map_or(0, |previous| previous.range.end);
        let before = sentence.get(floor..self.range.start).unwrap_or("");
        let start = floor
            + before
                .rfind(is_boundary)
                .map_or(0, |at| at + boundary_length(before, at));
        let start = start + heading_length(sentence.get(start..self.range.start).unwrap_or(""));
        let ceiling = next.map_or(sentence.len(), |next| next.range.start);
        let after = sentence.get(self.range.end..ceiling).unwrap_or("");
        let end = match (after.find(is_boundary), next) {
            (Some(at), _) => self.range.end + at,
            // What runs on into the next number is that number's label.
            (None, Some(_)) => self.range.end,
            (None, None) => sentence.len(),
        };
        let mut label = trimmed(sentence.get(start..self.range.start).unwrap_or(""));
        let mut start = start;
        if label.text.is_empty()
            && let Some(named) = before_bracket(sentence, floor, start)
        {
            start = named.start;
            label.text = trimmed(sentence.get(named).unwrap_or("")).text;
        }
        let after = sentence.get(self.range.end..end).unwrap_or("");
        Figure {
            amount: self.amount,
            unit: self.unit.clone(),
            rounding: if self.rounding == Rounding::Exact {
                label.rounding
            } else {
                self.rounding
            },
            is_each: label.is_each,
            range: offset + self.range.start..offset + self.range.end,
            clause: offset + start..offset + end,
            phrase: format!("{}#{after}", label.text),
            is_listed: false,
        }
    }
}

/// The words before a bracket that ends at `end`, where the number behind it has none of its own:
/// 收到申请（含网上申请）共计9件.
fn before_bracket(sentence: &str, floor: usize, end: usize) -> Option<Range<usize>> {
    let inside = sentence.get(floor..end)?.strip_suffix('）')?;
    let open = floor + inside.rfind('（')?;
    let words = sentence.get(floor..open)?;
    let start = words
        .rfind(is_boundary)
        .map_or(0, |at| at + boundary_length(words, at));
    Some(floor + start..open)
}

/// Whether a character ends a clause.
#[must_use]
pub fn is_boundary(c: char) -> bool {
    matches!(c, '，' | '；' | '、' | '（' | '）' | '。')
}

/// A heading that runs on into its first sentence: 依申请公开情况2022年收到….
static HEADING: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "^[^0-9]{2,30}?(?:情况|方面|公开|管理|建设|保障)(?:20[0-9]{2}年|截至|全年|今年|本年)",
    )
});

/// Length of the heading before a label, in bytes.
fn heading_length(label: &str) -> usize {
    let times = ["20", "截至", "全年", "今年", "本年"];
    let heading = HEADING.find(label).map_or("", |found| found.as_str());
    times
        .iter()
        .filter_map(|time| heading.rfind(time))
        .max()
        .unwrap_or(0)
}

fn boundary_length(text: &str, at: usize) -> usize {
    let boundary = text.get(at..).and_then(|rest| rest.chars().next());
    boundary.map_or(0, char::len_utf8)
}

struct Label<'a> {
    text: &'a str,
    rounding: Rounding,
    is_each: bool,
}

/// What a word behind a number says of it.
fn rounding(word: &str) -> Rounding {
    match word {
        "以内" => Rounding::Up,
        "左右" => Rounding::About,
        _ => Rounding::Down,
    }
}

/// The label without the fillers at its end.
fn trimmed(label: &str) -> Label<'_> {
    let (mut text, mut rounding, mut is_each) = (label, Rounding::Exact, false);
    loop {
        let mut rounded = ROUNDED.iter();
        if let Some((rest, way)) =
            rounded.find_map(|(word, way)| Some((text.strip_suffix(word)?, *way)))
        {
            (text, rounding) = (rest, way);
        } else if let Some((word, rest)) = FILLERS
            .iter()
            .find_map(|word| Some((word, text.strip_suffix(word)?)))
        {
            is_each |= matches!(*word, "各" | "均" | "分别");
            text = rest;
        } else {
            return Label {
                text,
                rounding,
                is_each,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_figures(text: &str, expected: &[&str]) {
        let shown: Vec<String> = figures(text, 0)
            .iter()
            .map(|figure| {
                let rounded = match figure.rounding {
                    Rounding::Exact => "",
                    Rounding::Down => ">",
                    Rounding::Up => "<",
                    Rounding::About => "~",
                };
                format!(
                    "{} = {rounded}{}{}",
                    figure.phrase, figure.amount, figure.unit
                )
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn figures_come_with_their_labels() {
        check_figures(
            "2021年，共收到申请28件（含上年结转3件），其中：公开为1件不予公开2件",
            &[
                "共收到申请# = 28件",
                "含上年结转# = 3件",
                "其中：公开# = 1件",
                "不予公开# = 2件",
            ],
        );
        check_figures("有两起行政诉讼案件，每一件都办理", &["#行政诉讼案件 = 2起"]);
        check_figures(
            "公开信息900余条，近50场",
            &["公开信息# = >900条", "# = <50场"],
        );
        check_figures("收到3¦28件，第12条，电话0635-5100510", &[]);
        check_figures(
            "我局收到申请（含网上、当面）共计3件",
            &["我局收到申请# = 3件"],
        );
        check_figures(
            "复议和诉讼案件数分别为3件、2件",
            &["复议# = 3件", "诉讼案# = 2件"],
        );
    }
}
