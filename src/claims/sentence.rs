//! Sentences, and what they speak of.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::claims::Report;
use crate::claims::expression::Expression;
use crate::claims::figure::{Figure, figures, is_boundary};
use crate::claims::flat::{Flat, last_characters};

/// How far back, in characters, a figure looks in its sentence. It keeps the work linear in sentences of any length.
pub(super) const LEAD: usize = 120;

/// How many sentences a subject is carried on when they do not name one.
const CARRIED: usize = 2;

/// Names the subject of applications for information.
static REQUESTS: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "申请公开|公开申请|依申请|公开[^，。；]{0,8}申请|信息申请|申请[^，。；]{0,6}公开|(?:部分公开|不予公开|无法提供)[^，。；]{0,4}[0-9]",
    )
});

/// Names the subject of information disclosure.
static DISCLOSURE: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("信息公开|政务公开|申请公开|公开申请|依申请"));

/// Says that something is not about information disclosure.
static NO_DISCLOSURE: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new("(?:信息|政务)公开(?:工作)?(?:无关|以外|之外)|(?:不涉及|非)(?:政府)?信息公开")
});

/// Begins a new part of the report.
static NEW_PART: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new("^(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+(?:、|是))")
});

/// Begins to speak of another matter, which the sentences behind it go on about.
static ANOTHER_MATTER: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "建议|提案|议案|留言|信箱|热线|工单|信访|来信|来访|政务服务|办件|审批|不动产|执法|旁听|庭审|舆情|网民|登记申请|开办|备案审查|行政复议(?:案件)?(?:审理|办理|工作)",
    )
});

static YEAR: LazyLock<Expression> = LazyLock::new(|| Expression::new("(20[0-9]{2})年"));

/// The prose with its sentences.
#[derive(Debug)]
pub struct Context<'a> {
    /// The prose in one line.
    pub flat: &'a Flat,
    /// Its sentences in order.
    pub sentences: Vec<Sentence>,
    /// The report year; where the heading tells none, the year the prose speaks of most often.
    pub year: Option<u16>,
    /// The office; where the heading names none, the beginning of the prose up to the noun of the title.
    pub office: &'a str,
}

/// What ends with 。.
#[derive(Debug)]
pub struct Sentence {
    /// Where it stands in the flat text, without its 。.
    pub range: Range<usize>,
    /// Whether it, or a sentence it goes on from, speaks of applications for information.
    pub about_requests: bool,
    /// Whether it, or a sentence it goes on from, speaks of information disclosure at all.
    pub about_disclosure: bool,
    /// Whether it says that something is not about information disclosure.
    pub denies_disclosure: bool,
    /// Its figures in order.
    pub figures: Vec<Figure>,
}

/// A figure in its sentence.
#[derive(Clone, Copy, Debug)]
pub struct Mention<'a> {
    /// The prose.
    pub context: &'a Context<'a>,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// The figure.
    pub figure: &'a Figure,
}

impl<'a> Mention<'a> {
    /// The sentence up to the end of the figure's clause, at most [`LEAD`] characters of it.
    #[must_use]
    pub fn lead(&self) -> &str {
        let text = self.context.flat.text.as_str();
        let up_to_here = text.get(self.sentence.range.start..self.figure.clause.end);
        last_characters(up_to_here.unwrap_or(""), LEAD)
    }

    /// The lead after its last ；: what stands before is another matter.
    #[must_use]
    pub fn part(&self) -> &str {
        let lead = self.lead();
        lead.rsplit('；').next().unwrap_or(lead)
    }

    /// Whether it is the first figure of its sentence.
    #[must_use]
    pub fn is_first(&self) -> bool {
        let first = self.sentence.figures.first();
        first.is_none_or(|first| first.range == self.figure.range)
    }

    fn figure_before(&self) -> Option<&'a Figure> {
        let figures = &self.sentence.figures;
        let at = figures.partition_point(|other| other.range.start < self.figure.range.start);
        figures.get(at.checked_sub(1)?)
    }

    /// The figure before this one, where nothing but a mark stands between the two.
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        let figure = self.figure_before()?;
        let between = self
            .context
            .slice(figure.range.end..self.figure.clause.start);
        matches!(between, "" | "、" | "，").then_some(Self { figure, ..*self })
    }

    /// The figure before this one in the same part of the sentence, of which this one may be a part.
    #[must_use]
    pub fn going_on_from(&self) -> Option<Self> {
        let figure = self.figure_before()?;
        let between = self
            .context
            .slice(figure.range.end..self.figure.range.start);
        (!between.contains('；')).then_some(Self { figure, ..*self })
    }

    /// The phrase with what stands before its first 、: a list of words that a number follows, 公民、法人提出的申请#.
    #[must_use]
    pub fn wide_phrase(&self) -> String {
        let is_end = |c: char| is_boundary(c) && c != '、' || c.is_ascii_digit();
        let tail = self.before().rsplit(is_end).next().unwrap_or("");
        format!("{tail}{}", self.figure.phrase)
    }

    /// The sentence before the figure's clause, at most [`LEAD`] characters of it.
    #[must_use]
    pub fn before(&self) -> &str {
        let text = self.context.flat.text.as_str();
        let before = text.get(self.sentence.range.start..self.figure.clause.start);
        last_characters(before.unwrap_or(""), LEAD)
    }
}

impl<'a> Context<'a> {
    /// Finds the sentences of the prose of a report.
    #[must_use]
    pub fn new(flat: &'a Flat, report: Report<'a>) -> Self {
        let mut sentences = Vec::new();
        let mut start = 0;
        let (mut requests, mut disclosure) = (Carried::default(), Carried::default());
        for part in flat.text.split_inclusive('。') {
            let text = part.trim_end_matches('。');
            if !text.is_empty() {
                let is_new_part = NEW_PART.is_match(text) || ANOTHER_MATTER.is_match(text);
                sentences.push(Sentence {
                    range: start..start + text.len(),
                    about_requests: requests.next(REQUESTS.is_match(text), is_new_part),
                    about_disclosure: disclosure.next(DISCLOSURE.is_match(text), is_new_part),
                    denies_disclosure: NO_DISCLOSURE.is_match(text),
                    figures: figures(text, start),
                });
            }
            start += part.len();
        }
        Self {
            flat,
            sentences,
            year: report.year.or_else(|| most_frequent_year(&flat.text)),
            office: report.office.unwrap_or_else(|| title(&flat.text)),
        }
    }

    /// The characters of a range of the flat text.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.flat.text.get(range).unwrap_or("")
    }
}

/// How far into the prose the title may reach, in characters.
const TITLE_LENGTH: usize = 300;

/// What stands before the noun of the title in the first sentence.
fn title(text: &str) -> &str {
    let end = text.char_indices().nth(TITLE_LENGTH);
    let beginning = end.and_then(|(at, _)| text.get(..at)).unwrap_or(text);
    let first = beginning.split('。').next().unwrap_or("");
    first
        .split_once("政府信息公开")
        .map_or(first, |(office, _)| office)
}

/// A subject that later sentences go on about.
#[derive(Default)]
struct Carried {
    sentences_left: usize,
}

impl Carried {
    /// Whether the next sentence is about the subject.
    fn next(&mut self, is_named: bool, is_new_part: bool) -> bool {
        if is_named {
            self.sentences_left = CARRIED;
            return true;
        }
        if is_new_part {
            self.sentences_left = 0;
        }
        let is_about = self.sentences_left > 0;
        self.sentences_left = self.sentences_left.saturating_sub(1);
        is_about
    }
}

fn most_frequent_year(text: &str) -> Option<u16> {
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    for year in YEAR.captures_iter(text).filter_map(|found| found.get(1)) {
        if let Ok(year) = year.as_str().parse() {
            *counts.entry(year).or_insert(0) += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map(|(year, _)| year)
}
