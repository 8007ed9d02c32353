//! What things in pictures are called in the language of the window.

use crate::app::texts;
use crate::dataset::queue::Mark;
use crate::dataset::queue::mark::percent_range;
use crate::export::overview::charts::Name;
use crate::review::judged::Judged;
use crate::review::rates::RATES;
use crate::rules::registry;

/// What a thing is called.
pub(super) fn name_of(name: &Name) -> String {
    match name {
        Name::Said(both) => texts::pick(both).to_owned(),
        Name::Printed(text) => text.clone(),
        Name::Year(year) if year.is_empty() => texts::YEAR_UNKNOWN.show().to_owned(),
        Name::Year(year) => year.clone(),
        Name::Standing(standing) => texts::standing(*standing).to_owned(),
        Name::Level(level) => texts::level(*level).to_owned(),
        Name::Kind(kind) => texts::kind(*kind).to_owned(),
        Name::Rule(rule) => title_of(rule),
        Name::Judged(judged) => judged_name(*judged).to_owned(),
    }
}

/// What reports have in common that the list is filtered by, in a few words; empty where nothing is.
pub(crate) fn said_of(mark: Option<&Mark>, office: Option<&str>) -> String {
    let mark = mark.map(mark_name);
    let parts: Vec<String> = mark.into_iter().chain(office.map(str::to_owned)).collect();
    parts.join(" ")
}

fn mark_name(mark: &Mark) -> String {
    match mark {
        Mark::NotWhole => texts::MARK_NOT_WHOLE.show().to_owned(),
        Mark::Whole => texts::MARK_WHOLE.show().to_owned(),
        Mark::Open(kind) => texts::MARK_OPEN.with(texts::kind(*kind)),
        Mark::Breaks(rule, None) => title_of(rule),
        Mark::Breaks(rule, Some(judged)) => {
            texts::MARK_BREAKS.with_both(title_of(rule), judged_name(*judged))
        }
        Mark::SignedWith { source_error: true } => texts::MARK_SOURCE_ERROR.show().to_owned(),
        Mark::SignedWith {
            source_error: false,
        } => texts::MARK_NO_SOURCE_ERROR.show().to_owned(),
        Mark::Misread(read, is) => texts::MARK_MISREAD.with_both(is, read),
        Mark::Rate(at, tenth) => {
            let name = RATES.get(*at).map(|rate| [rate.zh, rate.en]);
            let name = name.map_or("", |[chinese, english]| {
                if texts::is_english() {
                    english
                } else {
                    chinese
                }
            });
            texts::MARK_RATE.with_both(name, percent_range(*tenth))
        }
        Mark::NotCarried => texts::MARK_NOT_CARRIED.show().to_owned(),
    }
}

fn title_of(rule: &str) -> String {
    let known = registry::by_id(rule);
    match known {
        Some(rule) if texts::is_english() => rule.english_title(),
        Some(rule) => rule.title.to_owned(),
        None => rule.to_owned(),
    }
}

fn judged_name(judged: Judged) -> &'static str {
    if texts::is_english() {
        judged.english()
    } else {
        judged.name()
    }
}
