//! What a second reviewer sees of a report that others have reviewed: the report, not what they decided.

use std::path::Path;

use crate::app::reports::open_report::OpenReport;
use crate::app::{App, background, texts};
use crate::dataset::{blind, is_there};
use crate::source::import::Waiting;

/// The first review that the report holds, if it was made by others than `reviewer`, and what they and a second reviewer
/// disagree on is not settled.
fn of_others<'a>(first: &'a OpenReport, reviewer: &str) -> Option<&'a Path> {
    let (review, _) = first.saved.as_ref()?;
    let is_first = blind::first_of(review).is_none() && !is_there(&blind::settled_of(review));
    let is_anothers = first.session.authors().iter().any(|by| by != reviewer);
    (is_first && is_anothers).then_some(review)
}

/// Whether the report cannot be shown yet: it hides what others decided, and nobody knows who others are.
pub(super) fn needs_name(app: &App, first: &OpenReport) -> bool {
    let reviewer = &app.settings.reviewer;
    reviewer.is_empty() && app.settings.reviews_blind && of_others(first, reviewer).is_some()
}

/// The report that is to be seen instead of `first`, which was just opened: a review of its own, where what `first` holds
/// was decided by others and this reviewer has begun, or is to make, a second one, until both are signed.
pub(super) fn behind(app: &App, first: OpenReport) -> OpenReport {
    let reviewer = &app.settings.reviewer;
    let Some(review) = of_others(&first, reviewer).filter(|_| !reviewer.is_empty()) else {
        return first;
    };
    let own = blind::path_of(review, reviewer);
    let has_begun = blind::has_begun(&own);
    if !has_begun && !app.settings.reviews_blind {
        return first;
    }
    let second = background::report::open(&own, Waiting::PATIENT);
    let is_signed = |open_report: &OpenReport| open_report.session.sign_off().is_some();
    match second {
        Ok(second) if is_signed(&first) && is_signed(&second) => first,
        Ok(mut second) => {
            second.tell(texts::BLIND_OPENED.show().to_owned());
            second
        }
        Err(sentence) => {
            // What others decided stays hidden, whatever happened to the second review.
            let Ok(empty) = blind::begin(&first.session) else {
                return first;
            };
            let mut closed = OpenReport::beside_broken(empty, own.clone(), own);
            closed.tell_once(&sentence);
            closed
        }
    }
}
