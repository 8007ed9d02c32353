//! A second review by somebody who does not see the first; both compared when they are signed.

use std::path::{Path, PathBuf};

use egui::Context;

use crate::app::commands::{Action, Command};
use crate::app::notices::Notice;
use crate::app::prompts::Prompt;
use crate::app::prompts::compare::ComparePrompt;
use crate::app::reports::open_report::OpenReport;
use crate::app::run::{bring, folders, names, steps};
use crate::app::window::app::PromptLook;
use crate::app::{App, texts};
use crate::dataset::{self, blind, is_there};
use crate::review::Session;
use crate::review::merge::{Merged, merge};

/// Begins to hide what others decided, or ends it.
pub(super) fn switch(app: &mut App) {
    let is_off = !app.settings.reviews_blind;
    if is_off && names::hold(app, || Command::Act(Action::ReviewBlind)) {
        return;
    }
    app.settings.reviews_blind = is_off;
    let text = if app.settings.reviews_blind {
        texts::BLIND_ON
    } else {
        texts::BLIND_OFF
    };
    app.notices
        .push(Notice::information(text.show().to_owned()));
}

/// Whether the report in front is a second review whose first is not to be seen yet.
pub(super) fn hides(app: &App, other: &Path) -> bool {
    let Some(open_report) = app.reports.front() else {
        return false;
    };
    let own = open_report.target().unwrap_or_default();
    let is_first = blind::first_of(&own).as_deref() == Some(other);
    is_first && blind::is_blind(&own) && pair(other, &own).is_err()
}

/// Compares the two reviews of the report in front, if both are signed.
pub(super) fn compare(app: &mut App) {
    let Some(target) = app.reports.front().and_then(OpenReport::target) else {
        return;
    };
    let first = blind::first_of(&target).unwrap_or_else(|| target.clone());
    let second = if blind::is_blind(&target) {
        Some(target)
    } else {
        blind::beside(&first).into_iter().next()
    };
    let Some(second) = second else {
        app.tell_error(texts::COMPARE_NONE.show().to_owned());
        return;
    };
    match pair(&first, &second) {
        Ok(both) => {
            let stamp = steps::stamp(app);
            match merge(&both[0], &both[1], &stamp) {
                Ok(merged) => {
                    let prompt = ComparePrompt::new(first, second, &merged);
                    app.prompt = Some(Prompt::Compare(prompt));
                    app.prompt_look = PromptLook::Fresh;
                }
                Err(error) => app.tell_error(texts::tell(&error)),
            }
        }
        Err(sentence) => app.tell_error(sentence),
    }
}

/// The two reviews, if they are of one content and both are signed.
fn pair(first: &Path, second: &Path) -> Result<[Session; 2], String> {
    let load = |path: &Path| {
        let loaded = dataset::load(path).map_err(|error| texts::tell(&error))?;
        Ok::<Session, String>(loaded.session)
    };
    let both = [load(first)?, load(second)?];
    if both[0].source().sha256 != both[1].source().sha256 {
        return Err(texts::MERGE_OF_ANOTHER.with(second.display()));
    }
    let unsigned = both.iter().zip([first, second]);
    let mut unsigned = unsigned.filter(|(session, _)| session.sign_off().is_none());
    match unsigned.next() {
        Some((_, path)) => Err(texts::COMPARE_UNSIGNED.with(path.display())),
        None => Ok(both),
    }
}

/// Writes what both come to into a third file and opens it, for whoever settles what they disagree on.
pub(super) fn settle(app: &mut App, ctx: &Context, first: &Path, second: &Path) {
    let command = || Command::Settle(first.to_owned(), second.to_owned());
    if names::hold(app, command) {
        return;
    }
    let to = blind::settled_of(first);
    if is_there(&to) {
        go_on_with(app, ctx, [first, second], to);
        return;
    }
    let stamp = steps::stamp(app);
    let merged = pair(first, second).and_then(|[first, second]| {
        let merged = merge(&first, &second, &stamp);
        merged.map_err(|error| texts::tell(&error))
    });
    let saved = merged.and_then(|Merged { session, .. }| {
        let saved = dataset::save(&to, &session, None);
        saved.map_err(|error| texts::tell(&error))
    });
    match saved {
        Ok(_) => {
            let text = texts::SETTLED.with(to.display());
            app.notices.push(Notice::information(text));
            go_on_with(app, ctx, [first, second], to);
        }
        Err(sentence) => app.tell_error(sentence),
    }
}

/// Opens the third review, which stands for the report in the list from now on.
fn go_on_with(app: &mut App, ctx: &Context, both: [&Path; 2], third: PathBuf) {
    for review in both {
        if let Some(id) = app.reports.known(review) {
            folders::take_off(app, id);
        }
    }
    bring::open(app, ctx, vec![third]);
}
