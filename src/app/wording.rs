//! How the window writes cells: their content, their name, their state.

use std::path::Path;

use crate::app::texts;
use crate::form::{CellKey, catalogue, naming};
use crate::read::Found;
use crate::read::doubt::{self, Doubt};
use crate::review::Session;
use crate::review::state::CellState;
use crate::source::import::Progress;
use crate::value::Value;

/// How a file is called: its name without the folders it lies in.
pub(crate) fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// What is written in the cell: the digits of a number, the mark or words as printed, nothing for blank and unread.
pub(crate) fn cell_text(session: &Session, cell: &CellKey) -> String {
    let printed = || {
        let entered = session
            .decision(cell)
            .map(|decision| decision.entered.trim().to_owned());
        let printed = session
            .reading()
            .cell(cell)
            .map(|found| one_line(&found.printed));
        entered
            .filter(|text| !text.is_empty())
            .or(printed)
            .unwrap_or_default()
    };
    match session.value(cell) {
        Value::Number(amount) => amount.to_string(),
        Value::Dash | Value::Words => {
            let text = printed();
            if text.is_empty() {
                "—".to_owned()
            } else {
                text
            }
        }
        Value::Blank | Value::Unreadable | Value::Absent => String::new(),
    }
}

/// As [`cell_text`], with a word for cells in which nothing is written.
pub(crate) fn spoken_text(session: &Session, cell: &CellKey) -> String {
    match session.value(cell) {
        Value::Blank => texts::STATE_BLANK.show().to_owned(),
        Value::Unreadable | Value::Absent => texts::STATE_UNREAD.show().to_owned(),
        _ => shown_text(session, cell),
    }
}

/// What is copied for a spreadsheet or another cell: an unread cell is no blank one, and words are no formula.
pub(crate) fn copied_text(session: &Session, cell: &CellKey) -> String {
    let value = session.value(cell);
    if value.is_unread() {
        return UNREAD.to_owned();
    }
    let text = cell_text(session, cell);
    // A spreadsheet takes what follows an apostrophe as it stands.
    if value == Value::Words && text.starts_with(['=', '+', '-', '@']) {
        return format!("'{text}");
    }
    text
}

/// What is typed and copied for a content nobody can read.
const UNREAD: &str = "？";

/// What a cell shows and what is edited in it: an amount of money with the unit that stands or was typed behind it.
pub(crate) fn shown_text(session: &Session, cell: &CellKey) -> String {
    let mut text = cell_text(session, cell);
    if session.value(cell).number().is_some()
        && let Some(unit) = session.unit(cell)
        && unit.ends_with('元')
    {
        text.push_str(unit);
    }
    text
}

/// How the cell stands, as its marks say it: `，估计，有备注`; empty where nothing is marked, or the content says it.
pub(crate) fn spoken_standing(session: &Session, cell: &CellKey, state: CellState) -> String {
    let decision = session.decision(cell);
    let mut said = String::new();
    if is_marked_beside(state) {
        said = texts::AND_ALSO.with(state_name(state));
    }
    if let Some(amount) = decision.and_then(|decision| decision.alternative) {
        said.push_str(&texts::AND_ALSO.with(texts::SHOULD_BE.with(amount)));
    }
    if decision.is_some_and(|decision| !decision.note.is_empty()) {
        said.push_str(&texts::AND_ALSO.with(texts::LEGEND_NOTE.show()));
    }
    said
}

/// Whether the content alone would not tell how the cell stands, and the reviewer has to know.
fn is_marked_beside(state: CellState) -> bool {
    matches!(
        state,
        CellState::Uncertain
            | CellState::Estimated
            | CellState::Doubtful
            | CellState::Deduced
            | CellState::AsPublished
            | CellState::Illegible
    )
}

/// `text` with every run of white space as one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Table, row and column as a person names them: `表三 （三）1.属于国家秘密 自然人`.
pub(crate) fn cell_name(session: &Session, cell: &CellKey) -> String {
    let (row, column) = row_and_column(session, cell);
    match column.as_str() {
        "" => row,
        column if texts::is_english() => format!("{row}, {column}"),
        column => format!("{row} {column}"),
    }
}

/// Table and row as a person names them, and the column; the latter is empty where no edition says what it is.
pub(crate) fn row_and_column(session: &Session, cell: &CellKey) -> (String, String) {
    if texts::is_english() {
        let name = naming::english_cell_name(cell);
        let parts = name.rsplit_once(", ");
        let parts = parts.map(|(row, column)| (row.to_owned(), column.to_owned()));
        return parts.unwrap_or((name, String::new()));
    }
    let edition = session.sheet().editions.get(&cell.table);
    let Some(spec) = edition.and_then(|edition| catalogue::table(*edition, cell.table)) else {
        return (cell.table.short_name().to_owned(), String::new());
    };
    let column = spec
        .column(&cell.row, &cell.column)
        .map_or("", |column| &column.label);
    let row = naming::row_name(spec, &cell.row);
    let row = format!("{} {row}", cell.table.short_name());
    (row, column.to_owned())
}

/// One reason of the reader to doubt something, in the language set.
pub(crate) fn one_doubt(doubt: &Doubt) -> String {
    if texts::is_english() {
        doubt.english()
    } else {
        doubt.to_string()
    }
}

/// Why the reader doubts what it found, in the language set.
pub(crate) fn doubt_text(found: &Found) -> Option<String> {
    if texts::is_english() {
        doubt::english_sentence(&found.doubts)
    } else {
        found.doubt()
    }
}

/// What the reviewer can do about a cell in this state, where something is to be done.
pub(crate) fn state_help(state: CellState) -> Option<&'static str> {
    let help = match state {
        CellState::Uncertain => texts::HELP_UNCERTAIN,
        CellState::Estimated => texts::HELP_ESTIMATED,
        CellState::Doubtful => texts::HELP_DOUBTFUL,
        CellState::Deduced => texts::HELP_DEDUCED,
        CellState::Unread => texts::HELP_UNREAD,
        CellState::EyeOnly => texts::HELP_EYE_ONLY,
        CellState::Covered
        | CellState::Blank
        | CellState::NotApplicable
        | CellState::Corrected
        | CellState::Confirmed
        | CellState::AsPublished
        | CellState::Illegible => return None,
    };
    Some(help.show())
}

/// What a state is called.
pub(crate) fn state_name(state: CellState) -> &'static str {
    match state {
        CellState::Covered => texts::STATE_COVERED,
        CellState::EyeOnly => texts::STATE_EYE,
        CellState::Uncertain => texts::STATE_UNCERTAIN,
        CellState::Unread => texts::STATE_UNREAD,
        CellState::Estimated => texts::STATE_ESTIMATED,
        CellState::Doubtful => texts::STATE_DOUBTFUL,
        CellState::Deduced => texts::STATE_DEDUCED,
        CellState::AsPublished => texts::STATE_AS_PUBLISHED,
        CellState::Illegible => texts::STATE_ILLEGIBLE,
        CellState::Blank => texts::STATE_BLANK,
        CellState::NotApplicable => texts::STATE_NOT_APPLICABLE,
        CellState::Corrected => texts::STATE_CORRECTED,
        CellState::Confirmed => texts::STATE_CONFIRMED,
    }
    .show()
}

/// A report with the page of it that is being recognised.
pub(crate) fn page_in_hand(name: &str, progress: Progress) -> String {
    let page = match progress.n_pages {
        Some(n) => texts::PAGE_OF.with_both(progress.page, n),
        None => texts::PAGE_NUMBER.with(progress.page),
    };
    texts::RECOGNISING_PAGE.with_both(name, page)
}
