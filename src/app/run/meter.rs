//! Measures the work on the report in front, and adds it to the record in the user's data folder. Off by a setting.
//!
//! Work is what lies between two things a hand does, if it is no longer than [`LONGEST_THOUGHT`]: a longer pause counts for
//! nothing. Looked at is what hands did, never what was typed.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::Context;

use crate::amount::Amount;
use crate::app::prompts::Prompt;
use crate::app::reports::meter::Measured;
use crate::app::run::steps;
use crate::app::{App, keyboard, texts};
use crate::dataset::work_log::{self, Stretch};
use crate::dataset::work_told;
use crate::form::CellKey;
use crate::review::acts::Act;
use crate::review::{Held, Record, Slot};

/// The longest time between two things a hand does in which somebody is taken to be reading. Whoever looks for a figure on
/// a page takes a minute; whoever is away takes longer.
const LONGEST_THOUGHT: Duration = Duration::from_secs(90);

/// How much work is kept in memory before a line is written.
const LINE: Duration = Duration::from_mins(1);

/// Looks at what was done in this frame.
pub(crate) fn watch(app: &mut App, ctx: &Context) {
    if app.meter.path.is_none() || app.settings.work_log.is_off() {
        app.meter.of = None;
        return;
    }
    let front = app.reports.front().map(|open_report| open_report.id);
    if app.meter.of.as_ref().map(|measured| measured.id) != front {
        // What was done last may have put the next report in front: a sign-off does.
        take_steps(app);
        write(app);
        app.meter.of = begin(app, ctx);
    }
    let n_strokes = keyboard::hand(ctx).n_done;
    let moved = ctx.input(|input| input.pointer.delta() != egui::Vec2::ZERO);
    let n_scrolled = app.n_scrolled;
    let Some(measured) = &mut app.meter.of else {
        return;
    };
    let is_at_work = moved || n_strokes != measured.n_strokes || n_scrolled != measured.n_scrolled;
    if is_at_work {
        measured.stretch.strokes += n_strokes.saturating_sub(measured.n_strokes);
        measured.n_strokes = n_strokes;
        measured.n_scrolled = n_scrolled;
        let now = Instant::now();
        let pause = measured.last.map(|last| now.duration_since(last));
        measured.worked += pause
            .filter(|pause| *pause <= LONGEST_THOUGHT)
            .unwrap_or_default();
        measured.last = Some(now);
    }
    take_steps(app);
    let worked = app.meter.of.as_ref().map(|measured| measured.worked);
    if worked >= Some(LINE) {
        write(app);
    }
}

/// Counts what the reviewer did to the measured report since it was last looked at.
fn take_steps(app: &mut App) {
    let by = &app.settings.reviewer;
    let Some(measured) = &mut app.meter.of else {
        return;
    };
    let Some(open_report) = app.reports.get(measured.id) else {
        return;
    };
    let session = &open_report.session;
    if session.revision() == measured.revision {
        return;
    }
    let records = session.journal().records();
    let new = records.get(measured.n_records..).unwrap_or_default();
    let proposed = open_report.view.repairs.proposed(measured.revision);
    for record in new {
        let stamp = match record {
            Record::Do(entry) => &entry.stamp,
            Record::Undo(stamp) | Record::Redo(stamp) => stamp,
        };
        if stamp.by != *by || stamp.at_secs < measured.since_secs {
            continue;
        }
        let key = Act::of(record).key().to_owned();
        *measured.stretch.acts.entry(key).or_default() += 1;
        match meets(record, &proposed) {
            Some(true) => measured.stretch.as_proposed += 1,
            Some(false) => measured.stretch.otherwise += 1,
            None => {}
        }
    }
    measured.n_records = records.len();
    measured.revision = session.revision();
}

/// Whether the step puts into cells what was proposed for them; `None` where it is about none of them.
fn meets(record: &Record, proposed: &BTreeMap<CellKey, Amount>) -> Option<bool> {
    let Record::Do(entry) = record else {
        return None;
    };
    let mut answers = entry.changes.iter().filter_map(|change| {
        let (Slot::Cell(cell), Some(Held::Decision(after))) = (&change.slot, &change.after) else {
            return None;
        };
        let amount = proposed.get(cell)?;
        Some(after.value.number() == Some(*amount))
    });
    let first = answers.next()?;
    Some(first || answers.any(|meets| meets))
}

/// Begins to measure the report in front.
fn begin(app: &App, ctx: &Context) -> Option<Measured> {
    let open_report = app.reports.front()?;
    let session = &open_report.session;
    Some(Measured {
        id: open_report.id,
        stretch: Stretch {
            report: open_report.name(),
            sha256: session.source().sha256.clone(),
            ..Stretch::default()
        },
        worked: Duration::ZERO,
        last: None,
        n_strokes: keyboard::hand(ctx).n_done,
        n_scrolled: app.n_scrolled,
        n_records: session.journal().records().len(),
        revision: session.revision(),
        since_secs: steps::stamp(app).at_secs,
    })
}

/// Shows what the record says of each reviewer.
pub(super) fn show(app: &mut App) {
    write(app);
    let Some(path) = app.meter.path.clone() else {
        app.prompt = Some(Prompt::Work(vec![texts::WORK_NONE.show().to_owned()]));
        return;
    };
    let mut sentences = Vec::new();
    match work_log::read(&path) {
        Ok(log) => {
            let told = work_told::sentences(&log);
            sentences.extend(told.iter().map(|said| texts::say(said).to_owned()));
        }
        Err(error) => sentences
            .push(texts::WORK_UNREADABLE.with_both(path.display(), texts::of_system(&error))),
    }
    if sentences.is_empty() {
        sentences.push(texts::WORK_NONE.show().to_owned());
    }
    if app.settings.work_log.is_off() {
        sentences.push(texts::WORK_OFF.show().to_owned());
    }
    sentences.push(texts::WORK_WHERE.with(path.display()));
    app.prompt = Some(Prompt::Work(sentences));
}

impl App {
    /// Keeps the record of the work at `path`. What stands in it is told in the list.
    pub fn keep_work_log(&mut self, path: Option<PathBuf>) {
        let log = path.as_ref().and_then(|path| work_log::read(path).ok());
        for (sha256, seconds) in log.unwrap_or_default().seconds_by_report() {
            self.reports.add_work(sha256, seconds);
        }
        self.meter.path = path;
    }
}

/// Adds what was measured to the record. That it fails is said once, until it works again.
pub(crate) fn write(app: &mut App) {
    let stamp = steps::stamp(app);
    let (Some(path), Some(measured)) = (&app.meter.path, &mut app.meter.of) else {
        return;
    };
    let seconds = measured.worked.as_secs();
    let stretch = Stretch {
        at: stamp.at_secs,
        by: stamp.by,
        seconds,
        ..measured.stretch.clone()
    };
    if seconds == 0 && stretch.acts.is_empty() || stretch.by.is_empty() {
        return;
    }
    let trouble = work_log::append(path, &stretch).err();
    if trouble.is_none() {
        app.reports.add_work(stretch.sha256.clone(), seconds);
        measured.worked -= Duration::from_secs(seconds);
        measured.stretch = Stretch {
            report: stretch.report,
            sha256: stretch.sha256,
            ..Stretch::default()
        };
    }
    let trouble = trouble
        .map(|error| texts::WORK_NOT_WRITTEN.with_both(path.display(), texts::of_system(&error)));
    if let Some(sentence) = trouble.as_ref().filter(|_| app.meter.trouble.is_none()) {
        let sentence = sentence.clone();
        app.tell_error(sentence);
    }
    app.meter.trouble = trouble;
}
