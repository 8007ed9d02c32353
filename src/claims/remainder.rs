//! What is left when something else was counted before: 其他形式的申请, 另收到3件, 除上述申请外.
//!
//! Such words limit what a number or a denial speaks of. Taken for the whole, 均为网络申请，未收到其他形式的申请 would deny
//! every application of the report.

use std::sync::LazyLock;

use crate::claims::Quantity;
use crate::claims::expression::Expression;
use crate::claims::families::figure_reading;
use crate::claims::figure::Figure;
use crate::claims::flat::last_characters;
use crate::claims::pattern::Reading;
use crate::claims::scope::{self, Scope};
use crate::claims::sentence::{Context, LEAD, Mention, Sentence};
use crate::form::TableId;

static OTHER: LazyLock<Expression> = LazyLock::new(|| Expression::new("其[他它]"));

/// The end of a list whose last member 其他 is: 信函、邮件和其他形式, 法人其他组织.
static LIST: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "[\\p{Han}）”](?:、|和|或者?|及|与|等)(?:以|通过|采取|采用)?$|(?:公民|法人|自然人|个人|组织|企业|信函|邮件|当面|网络|书面|口头|电话|传真)$",
    )
});

/// Labels of the form that begin with 其他 and leave nothing out.
static LABEL: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "其[他它](?:法律|结果|对外管理|(?:方式|情形)?处理|(?:结果|情形|情况|方式)?的?#)",
    )
});

/// More of what was counted before, or what it left.
static MORE: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new("此外|另[^行]|其余|剩余|余下|别的|还(?:收|接|受|有|发|办|被|因|制|公|答|作|做)")
});

/// Begins a sentence, or goes on with one, about more of the same.
static MOREOVER: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("(?:^|[，；])(?:此外|另外|另|其余|除此之外)，?[^，；]*$"));

/// Leaves out what was said before.
static EXCEPT: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?:^|[^废清删免解排拆撤])除[^，。；]{0,60}?[^对]外|[^，。；]{1,60}?(?:以外|之外)",
    )
});

/// What an exception may name that is no part of what is counted behind it.
static APART: LazyLock<Expression> = LazyLock::new(|| Expression::new("主动公开|结转"));

/// A unit that the number before left behind, with the mark that follows it.
static UNIT_LEFT: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("^(?:件次|宗次|件|宗|条|份|起|例|项|个|次)?[、和及]"));

/// How many figures of a sentence are looked at on either side of a place. It keeps the work linear in sentences of any
/// length.
const MOST_FIGURES: usize = 20;

/// How many sentences back a word such as 此外 looks for what it adds to.
pub const SENTENCES_BACK: usize = 2;

/// How far before 其他 the end of such a list is looked for, in characters: as far as the longest it can be.
const LIST_END: usize = 6;

/// Whether 其他 stands in the text for what is left, rather than at the end of a list that begins with names.
#[must_use]
pub fn names_others(text: &str) -> bool {
    let is_in_list = |at: usize| {
        let before = text.get(..at).unwrap_or("");
        LIST.is_match(last_characters(before, LIST_END))
    };
    OTHER
        .find_iter(text)
        .any(|other| !is_in_list(other.start()))
}

/// The exception that the last clause of `lead`, or the one before it, makes: 除上述申请外.
#[must_use]
pub fn exception(lead: &str) -> Option<&str> {
    let found = EXCEPT.find_iter(scope::last_two_clauses(lead)).last()?;
    (!APART.is_match(found.as_str())).then_some(found.as_str())
}

/// Whether the last clause of `lead` goes on with more of what was counted: 此外，未收到申请.
#[must_use]
pub fn goes_on(lead: &str) -> bool {
    MOREOVER.is_match(lead)
}

/// Whether a figure counts only what others left, or leaves something to others.
#[must_use]
pub fn is_part(place: &Mention, reading: &Reading) -> bool {
    is_rest(place, reading) || leaves_rest(place, reading)
}

/// Whether a figure counts only what others before it left.
fn is_rest(place: &Mention, reading: &Reading) -> bool {
    let phrase = place.wide_phrase();
    let phrase = UNIT_LEFT.replace(&phrase, "");
    if names_others(&LABEL.replace_all(&phrase, "#")) {
        return true;
    }
    let before = place.sentence.range.start..place.figure.range.start;
    let lead = last_characters(place.context.slice(before), LEAD);
    let is_more = MORE.is_match(&phrase) || exception(lead).is_some();
    let first = reading.ways.first().map_or(&[][..], Vec::as_slice);
    if is_more && first.iter().any(is_whole) {
        return true;
    }
    (is_more || goes_on(lead)) && {
        let around = Counts::around(place.context, place.sentence, place.figure.range.start);
        let earlier = Counts { after: 0, ..around };
        earlier.with_sentences(SENTENCES_BACK).have(first)
    }
}

/// How many figures behind a figure may be what it left.
const MOST_BEHIND: usize = 5;

/// How far behind a figure such words are looked for, in characters.
const BEHIND: usize = 60;

/// Whether a figure behind this one, in the sentence or at the start of the next, counts what it left:
/// 行政复议3件，另有行政复议1件.
fn leaves_rest(place: &Mention, reading: &Reading) -> bool {
    let text = place.context.flat.text.as_str();
    let behind = text.get(place.figure.range.end..).unwrap_or("");
    let end = behind
        .char_indices()
        .nth(BEHIND)
        .map_or(behind.len(), |(at, _)| at);
    let behind = behind.get(..end).unwrap_or("");
    if !OTHER.is_match(behind) && !MORE.is_match(behind) {
        return false;
    }
    let sentences = place.context.sentences.as_slice();
    let start = place.sentence.range.start;
    let index = sentences.partition_point(|other| other.range.start <= start);
    let next = sentences.get(index);
    let is_behind = |figure: &Figure| figure.range.start > place.figure.range.start;
    std::iter::once(place.sentence)
        .chain(next)
        .flat_map(|sentence| {
            let from = sentence
                .figures
                .partition_point(|figure| !is_behind(figure));
            let behind = sentence.figures.iter().skip(from).take(MOST_BEHIND);
            behind.map(move |figure| Mention {
                context: place.context,
                sentence,
                figure,
            })
        })
        .any(|behind| match figure_reading(&behind) {
            Some(other) => overlap(&other, reading) && is_rest(&behind, &other),
            // 予以公开1件，另有1件予以公开: nobody knows what more it is.
            None => behind.figure.unit == place.figure.unit && MORE.is_match(&behind.figure.phrase),
        })
}

/// Whether two figures may count the same.
fn overlap(one: &Reading, other: &Reading) -> bool {
    let others = || other.ways.iter().flatten();
    one.ways
        .iter()
        .flatten()
        .any(|quantity| others().any(|it| it == quantity))
}

/// Whether a quantity is the whole of the applications that came in or were done.
fn is_whole(quantity: &Quantity) -> bool {
    quantity.table == TableId::Requests
        && quantity.column == "total"
        && matches!(quantity.row, "received" | "processed_total")
}

/// The figures around a place.
pub struct Counts<'a> {
    context: &'a Context<'a>,
    sentence: &'a Sentence,
    at: usize,
    /// How many figures behind the place.
    after: usize,
    /// How many sentences before that of the place.
    back: usize,
}

impl<'a> Counts<'a> {
    /// The figures of the sentence around `at` in the flat text.
    #[must_use]
    pub fn around(context: &'a Context, sentence: &'a Sentence, at: usize) -> Self {
        Self {
            context,
            sentence,
            at,
            after: MOST_FIGURES,
            back: 0,
        }
    }

    /// With those of so many sentences before.
    #[must_use]
    pub fn with_sentences(self, back: usize) -> Self {
        Self { back, ..self }
    }

    /// Whether one of the figures counts one of the quantities in the report year, and finds some.
    #[must_use]
    pub fn have(&self, quantities: &[Quantity]) -> bool {
        let sentences = self.context.sentences.as_slice();
        let index =
            sentences.partition_point(|other| other.range.start < self.sentence.range.start);
        let before = sentences
            .get(index.saturating_sub(self.back)..index)
            .unwrap_or(&[]);
        let earlier = before
            .iter()
            .flat_map(|sentence| last(&sentence.figures).map(move |figure| (sentence, figure)));
        let split = self
            .sentence
            .figures
            .partition_point(|figure| figure.range.start < self.at);
        let (left, right) = self.sentence.figures.split_at(split);
        let own = last(left).chain(right.iter().take(self.after));
        let own = own.map(|figure| (self.sentence, figure));
        earlier
            .chain(own)
            .any(|(sentence, figure)| self.counts(sentence, figure, quantities))
    }

    fn counts(&self, sentence: &Sentence, figure: &Figure, quantities: &[Quantity]) -> bool {
        let place = Mention {
            context: self.context,
            sentence,
            figure,
        };
        let is_some = !figure.amount.is_zero() && figure.unit != "%";
        let reading = is_some.then(|| figure_reading(&place)).flatten();
        let first = reading.iter().find_map(|reading| reading.ways.first());
        first.is_some_and(|way| way.iter().any(|quantity| quantities.contains(quantity)))
            && scope::of(&place) != Scope::Other
    }
}

/// The last figures of some.
fn last(figures: &[Figure]) -> impl Iterator<Item = &Figure> {
    figures
        .iter()
        .skip(figures.len().saturating_sub(MOST_FIGURES))
}
