//! What the user can do: one table that menus, keys, palette and the list of keys are drawn from.

mod action;
mod export_choice;
mod item;
mod menu;
pub(crate) mod pinyin;
mod search;
mod shortcut;
mod table;

use std::path::PathBuf;

use crate::export::overview::charts::Which;
use crate::form::CellKey;
use crate::review::HeaderField;
use crate::review::carpet::Glyph;
use crate::review::edit::Edit;
use crate::review::groups::Reason;
use crate::review::problems::ProblemKind;
use crate::source::Span;
use crate::source::scan_pages::Chosen;

pub use action::{Action, SheetMove};
pub use export_choice::ExportChoice;
pub(crate) use item::item_ui;
pub use menu::Menu;
pub use search::found;
pub(crate) use shortcut::written;
pub use table::{ACTIONS, ActionSpec, key_text, spec};

/// What a report of the window is known by, open or only listed: its number in the order in which reports were asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId(pub u64);

/// What a key does while a report is verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verify {
    /// Takes what stands in the cell, and goes on.
    Take,
    /// The same; a rule that is broken by what is printed is judged 原文如此.
    AsPrinted,
    /// Takes what stands in the row of the cell, and goes on.
    Row,
    /// Goes back to the place before.
    Back,
}

/// What a key does where figures with the same digit are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carpet {
    /// Shows the figures of this glyph.
    Show(Glyph),
    /// Shows those of the next glyph.
    Next,
    /// Shows those of the glyph before.
    Previous,
    /// Marks the selected figure as doubtful.
    Doubt,
    /// Goes back to the tables, to the selected cell.
    Close,
}

/// What is to be done with a figure once its report is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Its cell is to hold this.
    Enter(String),
    /// It is doubtful.
    Doubt,
    /// It is to be seen in the tables.
    Go,
}

/// What is asked for where figures of a whole dataset are shown.
#[derive(Clone, Debug)]
pub enum Wide {
    /// Gathers no more of them.
    Stop,
    /// Gathers them anew.
    Again,
    /// Does this with the figure of a report and cell, once the report is open.
    Wish((ReportId, CellKey), Wish),
}

/// Something a view asks for. Views push commands; `run` is the only place that carries them out.
#[derive(Clone, Debug)]
pub enum Command {
    /// One of the named actions of [`ACTIONS`].
    Act(Action),
    /// Opens a menu.
    OpenMenu(Menu),
    /// A step of the review.
    Edit(Edit),
    /// Opens files.
    Open(Vec<PathBuf>),
    /// Opens files that were dropped, pasted or named; asks first where one may be the original of the report in front.
    Take(Vec<PathBuf>),
    /// Selects a cell and shows it in table and source.
    Select(CellKey),
    /// Selects a finding by its key, and shows its first cell and its place.
    SelectFinding(String),
    /// Selects a cell as one of those that a finding is about.
    SelectTerm {
        /// The key of the finding.
        finding: String,
        /// The cell.
        cell: CellKey,
    },
    /// Selects the sentence of the prose that stands there, its finding and the first cell it speaks of.
    SelectStatement(Span),
    /// Selects the remark on the reading at this place of the list, from 0.
    SelectRemark(usize),
    /// Extends the selected block to a cell.
    Extend(CellKey),
    /// Selects a header field.
    SelectField(HeaderField),
    /// Begins to edit what stands in the selected cell or header field.
    BeginEditing,
    /// Shows a place of the source.
    Show(Span),
    /// Shows the sentence of the prose that stands there, and frames the cells it speaks of.
    ShowStatement(Span),
    /// Puts the contents of the source that wait into their cells.
    AcceptFill,
    /// Gives up the contents of the source that wait.
    DropFill,
    /// Tells the user something.
    Say(String),
    /// Puts another report in front; opens it first if it is only listed.
    Bring(ReportId),
    /// As [`Command::Bring`], for the report after one that is done: what was said of that one stays said.
    BringNext(ReportId),
    /// Keeps the reviews of the first folder in the second from now on.
    KeepReviewsIn(PathBuf, PathBuf),
    /// Lists the reports that a part of a picture stands for.
    ListWhich(Box<Which>),
    /// Writes the report in front into a file.
    SaveTo(PathBuf),
    /// Writes the problem list of the report in front into a file.
    ListTo(PathBuf),
    /// Asks where to save this text of the clipboard, which becomes a report.
    SavePasted(String),
    /// Saves it there and opens it; asks again where no place was chosen.
    PastedTo(Option<PathBuf>, String),
    /// Asks where to write the table of a dataset.
    Export(ExportChoice),
    /// Writes the table of a dataset into a file.
    ExportTo(PathBuf, ExportChoice),
    /// Shows the pages of this file beside the report in front.
    PairWith(PathBuf),
    /// Holds the report in front against this one of the year before or after.
    Link(PathBuf),
    /// Takes the decisions of this review of the same report over into the one in front.
    MergeWith(PathBuf),
    /// Reads the report in front again from its file, dropping the steps not saved.
    Reload,
    /// Closes the report in front without asking, and goes on leaving if that was asked for.
    Discard {
        /// Whether the whole program is to end.
        leave: bool,
    },
    /// Saves the report in front, then closes it, and goes on leaving if that was asked for.
    SaveThenClose {
        /// Whether the whole program is to end.
        leave: bool,
    },
    /// Saves all open reports, then ends the program.
    SaveAllAndLeave,
    /// Continues the report in front with the steps a crash left behind.
    Recover,
    /// Throws the steps away that a crash left behind.
    DropLeftBehind,
    /// Keeps the review beside the report in front under another name, because it cannot be read, and begins anew.
    SetReviewAside,
    /// Opens the content that the file of the report in front has now, as a review of its own.
    OpenChanged,
    /// Writes what these two reviews come to into a third file, and opens it.
    Settle(PathBuf, PathBuf),
    /// Puts the decisions onto the report as it was read anew.
    TakeReread,
    /// Reads these pages of the report in front anew, which is a scan.
    ReadPages(Chosen),
    /// Confirms cells that are open for one reason; a verification goes on.
    ConfirmGroup(Vec<CellKey>),
    /// Shows a page of the report in front, from 0.
    ShowPage(usize),
    /// Forgets a file of the recent list.
    Forget(PathBuf),
    /// Stops opening files, and exporting.
    CancelJob,
    /// Sets the reviewer's name and carries out what waited for it.
    Name(String),
    /// Gives up the steps that wait for the reviewer's name.
    DropHeld,
    /// Signs off with what is open, which is recorded.
    SignOffOpen,
    /// Goes through what is open of one kind.
    Walk(ProblemKind),
    /// Settles the selected place of a report that is verified.
    Verify(Verify),
    /// Goes on to the next open place of a report that is verified.
    VerifyNext,
    /// Verifies what is open for one reason.
    VerifyGroup(Reason),
    /// Goes through figures with the same digit.
    Carpet(Carpet),
    /// Does something with figures of the whole dataset.
    Wide(Wide),
}

impl Command {
    /// Whether the command changes neither steps nor selection, so that a draft may stay open over it.
    pub(crate) fn only_looks(&self) -> bool {
        matches!(
            self,
            Self::Say(_)
                | Self::Show(_)
                | Self::ShowStatement(_)
                | Self::Forget(_)
                | Self::CancelJob
        )
    }
}
