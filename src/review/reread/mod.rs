//! 重新识读: the decisions of a review are put onto another reading, of a newer reader or of another text of the report.
//!
//! Every step of the old review is kept, so that the history is whole. One step more says what no longer fits: a cell that
//! the new reading has otherwise keeps what was decided and becomes 存疑, with both readings in its note, so it is drawn,
//! counted and walked like every 存疑. That step is undone like any other. Where something no longer fits, the sign-off is
//! taken back by the same step.

mod cell;
mod misfit;
mod moved;
mod others;
mod step;

use std::collections::BTreeSet;

use crate::form::CellKey;
use crate::read::Reading;
use crate::review::edit::Stamp;
use crate::review::journal::{Record, ReplayError};
use crate::review::order::cells_in_order;
use crate::review::reread::cell::Fit;
use crate::review::reread::moved::Moved;
use crate::review::reread::step::Step;
use crate::review::session::Session;
use crate::review::slot::{Held, Slot};
use crate::review::verdict::Decision;
use crate::source::Source;

pub use misfit::Misfit;

/// What came of putting a review onto another reading.
#[derive(Clone, Debug)]
pub struct Reread {
    /// The review of the new reading, with all steps of the old one.
    pub session: Session,
    /// Decisions about cells that stand as they were.
    pub n_kept: usize,
    /// Decisions about cells whose content the reader now reads by itself.
    pub n_agreed: usize,
    /// What no longer fits, cells first, in the order of the form.
    pub misfits: Vec<Misfit>,
    /// Cells that nobody decided about and that are read otherwise now. In a review that was signed off they are 存疑, for
    /// whoever signed stood for them.
    pub otherwise: Vec<Misfit>,
    /// Pieces of evidence in the source that are not found again in the new text.
    pub n_places_lost: usize,
}

impl Reread {
    /// Whether nothing is otherwise than it was.
    #[must_use]
    pub fn is_same(&self, old: &Session) -> bool {
        let (new, old) = (&self.session, old);
        let (reading, was) = (new.reading(), old.reading());
        self.misfits.is_empty()
            && new.source().text == old.source().text
            && reading.cells == was.cells
            && reading.editions == was.editions
            && reading.rows == was.rows
    }
}

/// Puts the decisions of `old` onto `reading`, which this program made of `source`. `stamp` is that of the step that says
/// what no longer fits.
///
/// # Errors
/// When the steps cannot follow each other, which does not happen with a session that was loaded.
pub fn reread(
    old: &Session,
    source: Source,
    reading: Reading,
    stamp: &Stamp,
) -> Result<Reread, ReplayError> {
    let mut moved = Moved::new(&old.source().text, &source.text);
    let records = old.journal().records().iter();
    let records: Vec<Record> = records.map(|record| moved.record(record)).collect();
    let reader = env!("CARGO_PKG_VERSION").to_owned();
    let mut session = Session::replay(source, reading, reader, records)?;
    session.set_neighbours(old.neighbours().clone());

    let mut step = Step::default();
    look_at_cells(old, &session, &mut step);
    others::look_at(old, &session, &mut step);
    let mut judged = session.clone();
    judged.continue_with(step.record(&session, stamp))?;
    others::look_at_findings(old, &judged, &mut step.misfits);
    others::look_at_stranded(old, &judged, &mut step.misfits);

    let is_signed = old.sign_off().is_some();
    if is_signed && (!step.misfits.is_empty() || !step.otherwise.is_empty()) {
        step.changes.push((Slot::Report, None));
    }
    session.continue_with(step.record(&session, stamp))?;
    Ok(Reread {
        session,
        n_kept: step.n_kept,
        n_agreed: step.n_agreed,
        misfits: step.misfits,
        otherwise: step.otherwise,
        n_places_lost: moved.n_lost(),
    })
}

fn look_at_cells(old: &Session, new: &Session, step: &mut Step) {
    let has_table = |cell: &CellKey| {
        let edition_in = |session: &Session| session.sheet().editions.get(&cell.table).copied();
        edition_in(old) == edition_in(new)
    };
    for cell in cells_of(old, new) {
        // Decisions that have no place any more, and tables of another edition, are told as such.
        if !has_table(&cell) && new.decision(&cell).is_none() || !has_place(new, &cell) {
            continue;
        }
        let slot = Slot::Cell(cell.clone());
        match cell::fit(old, new, &cell) {
            Fit::Same => {}
            Fit::Kept => step.n_kept += 1,
            Fit::Agreed(decision) => {
                step.n_agreed += 1;
                step.changes.push((slot, Some(held(decision))));
            }
            Fit::Misfit(misfit, decision) => {
                step.misfits.push(misfit);
                step.changes.push((slot, Some(held(decision))));
            }
            Fit::Otherwise(misfit, decision) => {
                step.otherwise.push(misfit);
                if let Some(decision) = decision {
                    step.changes.push((slot, Some(held(decision))));
                }
            }
        }
    }
}

/// Whether the tables have the cell now, or nobody decided about it.
fn has_place(new: &Session, cell: &CellKey) -> bool {
    new.sheet().cells.contains_key(cell) || new.decision(cell).is_none()
}

fn held(decision: Decision) -> Held {
    Held::Decision(Box::new(decision))
}

/// The cells of both in the order of the form, and those that are decided about and stand in neither.
fn cells_of(old: &Session, new: &Session) -> Vec<CellKey> {
    let mut seen = BTreeSet::new();
    let decided = old.decisions().cells().map(|(cell, _)| cell.clone());
    let mut cells = cells_in_order(new);
    cells.extend(cells_in_order(old));
    cells.extend(decided);
    cells.retain(|cell| seen.insert(cell.clone()));
    cells
}
