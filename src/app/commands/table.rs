//! The command table: what each action is called, its keys and its menu.

use egui::{Key, KeyboardShortcut};

use crate::app::commands::shortcut::{alt, alt_shift, ctrl, ctrl_shift, key, shift, written};
use crate::app::commands::{Action, Menu, SheetMove};
use crate::app::settings::{Arrangement, Facet};
use crate::app::texts::{self, Text};
use crate::review::HeaderField;

/// One line of the command table.
#[derive(Clone, Copy, Debug)]
pub struct ActionSpec {
    /// What it does.
    pub action: Action,
    /// What it is called.
    pub label: Text,
    /// Its keys; the first is shown.
    pub keys: &'static [KeyboardShortcut],
    /// The menu it stands in.
    pub menu: Menu,
    /// Whether a line is drawn above it in the menu.
    pub begins_group: bool,
    /// Whether it needs an open report.
    pub needs_report: bool,
}

const fn always(
    action: Action,
    label: Text,
    menu: Menu,
    keys: &'static [KeyboardShortcut],
) -> ActionSpec {
    ActionSpec {
        action,
        label,
        keys,
        menu,
        begins_group: false,
        needs_report: false,
    }
}

const fn on_report(
    action: Action,
    label: Text,
    menu: Menu,
    keys: &'static [KeyboardShortcut],
) -> ActionSpec {
    ActionSpec {
        needs_report: true,
        ..always(action, label, menu, keys)
    }
}

const fn group(spec: ActionSpec) -> ActionSpec {
    ActionSpec {
        begins_group: true,
        ..spec
    }
}

/// Every action, in the order of the menus.
pub const ACTIONS: &[ActionSpec] = &[
    always(Action::Open, texts::OPEN, Menu::File, &[ctrl(Key::O)]),
    always(
        Action::OpenFolder,
        texts::OPEN_FOLDER,
        Menu::File,
        &[ctrl_shift(Key::O)],
    ),
    always(
        Action::OpenPath,
        texts::OPEN_PATH,
        Menu::File,
        &[ctrl(Key::L)],
    ),
    always(
        Action::NewFromClipboard,
        texts::FROM_CLIPBOARD,
        Menu::File,
        &[ctrl(Key::N)],
    ),
    always(Action::OpenSample, texts::OPEN_SAMPLE, Menu::File, &[]),
    group(on_report(
        Action::Save,
        texts::SAVE,
        Menu::File,
        &[ctrl(Key::S)],
    )),
    on_report(
        Action::SaveAs,
        texts::SAVE_AS,
        Menu::File,
        &[ctrl_shift(Key::S)],
    ),
    on_report(Action::SaveAll, texts::SAVE_ALL, Menu::File, &[]),
    always(Action::ReviewsIn, texts::REVIEWS_IN, Menu::File, &[]),
    on_report(Action::FileBar, texts::FILE_BAR, Menu::File, &[]),
    on_report(Action::SplitReport, texts::SPLIT, Menu::File, &[]),
    always(Action::CancelJob, texts::CANCEL_JOB, Menu::File, &[]),
    group(on_report(
        Action::OpenLastYear,
        texts::OPEN_LAST_YEAR,
        Menu::File,
        &[ctrl_shift(Key::U)],
    )),
    on_report(Action::OpenNextYear, texts::OPEN_NEXT_YEAR, Menu::File, &[]),
    on_report(
        Action::LinkReport,
        texts::LINK_REPORT,
        Menu::File,
        &[ctrl_shift(Key::L)],
    ),
    on_report(Action::MergeReview, texts::MERGE_REVIEW, Menu::File, &[]),
    on_report(
        Action::ProblemList,
        texts::PROBLEM_LIST,
        Menu::File,
        &[ctrl_shift(Key::E)],
    ),
    on_report(
        Action::ExportDataset,
        texts::EXPORT_DATASET,
        Menu::File,
        &[ctrl_shift(Key::X)],
    ),
    group(on_report(
        Action::NextReport,
        texts::NEXT_REPORT,
        Menu::File,
        &[ctrl(Key::Tab)],
    )),
    on_report(
        Action::PreviousReport,
        texts::PREVIOUS_REPORT,
        Menu::File,
        &[ctrl_shift(Key::Tab)],
    ),
    on_report(
        Action::NextByDoubt,
        texts::NEXT_BY_DOUBT,
        Menu::File,
        &[ctrl_shift(Key::D)],
    ),
    always(
        Action::LookThrough,
        texts::LOOK_THROUGH,
        Menu::File,
        &[shift(Key::F5)],
    ),
    on_report(Action::Close, texts::CLOSE, Menu::File, &[ctrl(Key::W)]),
    always(
        Action::CloseFolder,
        texts::CLOSE_FOLDER,
        Menu::File,
        &[ctrl_shift(Key::W)],
    ),
    always(Action::Quit, texts::QUIT, Menu::File, &[ctrl(Key::Q)]),
    on_report(Action::Undo, texts::UNDO, Menu::Edit, &[ctrl(Key::Z)]),
    on_report(
        Action::Redo,
        texts::REDO,
        Menu::Edit,
        &[ctrl(Key::Y), ctrl_shift(Key::Z)],
    ),
    group(on_report(
        Action::Copy,
        texts::COPY,
        Menu::Edit,
        &[ctrl(Key::C)],
    )),
    on_report(Action::Paste, texts::PASTE, Menu::Edit, &[ctrl(Key::V)]),
    on_report(Action::Blank, texts::BLANK, Menu::Edit, &[key(Key::Delete)]),
    on_report(
        Action::TakeFromSource,
        texts::TAKE_FROM_SOURCE,
        Menu::Edit,
        &[ctrl(Key::E)],
    ),
    on_report(
        Action::FillFromSource,
        texts::FILL_FROM_SOURCE,
        Menu::Edit,
        &[ctrl_shift(Key::R)],
    ),
    group(on_report(
        Action::RestOfRow,
        texts::REST_OF_ROW,
        Menu::Edit,
        &[ctrl(Key::B)],
    )),
    on_report(
        Action::RestOfTable,
        texts::REST_OF_TABLE,
        Menu::Edit,
        &[ctrl_shift(Key::B)],
    ),
    on_report(
        Action::FillDown,
        texts::FILL_DOWN,
        Menu::Edit,
        &[ctrl(Key::D)],
    ),
    on_report(
        Action::FillRight,
        texts::FILL_RIGHT,
        Menu::Edit,
        &[ctrl(Key::R)],
    ),
    group(on_report(
        Action::RowLeft,
        texts::ROW_LEFT,
        Menu::Edit,
        &[alt_shift(Key::ArrowLeft)],
    )),
    on_report(
        Action::RowRight,
        texts::ROW_RIGHT,
        Menu::Edit,
        &[alt_shift(Key::ArrowRight)],
    ),
    on_report(
        Action::DeleteCell,
        texts::DELETE_CELL,
        Menu::Edit,
        &[alt(Key::ArrowLeft)],
    ),
    on_report(
        Action::InsertCell,
        texts::INSERT_CELL,
        Menu::Edit,
        &[alt(Key::ArrowRight)],
    ),
    on_report(
        Action::SwapCells,
        texts::SWAP_CELLS,
        Menu::Edit,
        &[alt(Key::X)],
    ),
    group(on_report(
        Action::SelectRow,
        texts::SELECT_ROW,
        Menu::Edit,
        &[shift(Key::Space)],
    )),
    on_report(
        Action::SelectColumn,
        texts::SELECT_COLUMN,
        Menu::Edit,
        &[ctrl(Key::Space)],
    ),
    on_report(
        Action::SelectTable,
        texts::SELECT_TABLE,
        Menu::Edit,
        &[ctrl(Key::A)],
    ),
    group(on_report(
        Action::EditField(HeaderField::Office),
        texts::EDIT_OFFICE,
        Menu::Edit,
        &[],
    )),
    on_report(
        Action::EditField(HeaderField::Year),
        texts::EDIT_YEAR,
        Menu::Edit,
        &[],
    ),
    on_report(
        Action::EditField(HeaderField::Period),
        texts::EDIT_PERIOD,
        Menu::Edit,
        &[],
    ),
    group(on_report(
        Action::Find,
        texts::FIND,
        Menu::Edit,
        &[ctrl(Key::F)],
    )),
    on_report(
        Action::FindNext,
        texts::FIND_NEXT,
        Menu::Edit,
        &[key(Key::F3)],
    ),
    on_report(
        Action::FindPrevious,
        texts::FIND_PREVIOUS,
        Menu::Edit,
        &[shift(Key::F3)],
    ),
    on_report(
        Action::NextProblem,
        texts::NEXT_PROBLEM,
        Menu::Review,
        &[key(Key::F8)],
    ),
    on_report(
        Action::PreviousProblem,
        texts::PREVIOUS_PROBLEM,
        Menu::Review,
        &[shift(Key::F8)],
    ),
    on_report(
        Action::Verify,
        texts::VERIFY,
        Menu::Review,
        &[key(Key::F11)],
    ),
    on_report(Action::Groups, texts::GROUPS, Menu::Review, &[ctrl(Key::G)]),
    on_report(Action::Carpet, texts::CARPET, Menu::Review, &[ctrl(Key::T)]),
    always(
        Action::WideCarpet,
        texts::WIDE_CARPET,
        Menu::Review,
        &[ctrl_shift(Key::T)],
    ),
    on_report(
        Action::ShowReading,
        texts::SHOW_READING,
        Menu::Review,
        &[key(Key::F5)],
    ),
    on_report(
        Action::NextRemark,
        texts::NEXT_REMARK,
        Menu::Review,
        &[ctrl(Key::F8)],
    ),
    on_report(
        Action::PreviousRemark,
        texts::PREVIOUS_REMARK,
        Menu::Review,
        &[ctrl_shift(Key::F8)],
    ),
    group(on_report(
        Action::Confirm,
        texts::CONFIRM,
        Menu::Review,
        &[key(Key::Space)],
    )),
    on_report(
        Action::SourceError,
        texts::SOURCE_ERROR,
        Menu::Review,
        &[ctrl(Key::K)],
    ),
    on_report(
        Action::Doubtful,
        texts::DOUBTFUL,
        Menu::Review,
        &[ctrl(Key::I), ctrl(Key::Num7)],
    ),
    on_report(
        Action::Verdict,
        texts::VERDICT,
        Menu::Review,
        &[key(Key::F4)],
    ),
    on_report(
        Action::MarkSentence,
        texts::MARK_SENTENCE,
        Menu::Review,
        &[ctrl_shift(Key::K)],
    ),
    on_report(Action::Note, texts::NOTE, Menu::Review, &[ctrl(Key::M)]),
    on_report(
        Action::Withdraw,
        texts::WITHDRAW,
        Menu::Review,
        &[ctrl(Key::Delete)],
    ),
    group(on_report(
        Action::SignOff,
        texts::SIGN_OFF,
        Menu::Review,
        &[ctrl(Key::Enter)],
    )),
    on_report(Action::Reopen, texts::REOPEN, Menu::Review, &[]),
    on_report(
        Action::Reread,
        texts::REREAD,
        Menu::Review,
        &[ctrl(Key::F5)],
    ),
    on_report(Action::ChoosePages, texts::CHOOSE_PAGES, Menu::Review, &[]),
    group(always(
        Action::ReviewBlind,
        texts::REVIEW_BLIND,
        Menu::Review,
        &[],
    )),
    on_report(
        Action::CompareReviews,
        texts::COMPARE_REVIEWS,
        Menu::Review,
        &[],
    ),
    group(always(Action::Reviewer, texts::REVIEWER, Menu::Review, &[])),
    always(Action::WorkLog, texts::WORK, Menu::Review, &[]),
    always(Action::KeepWorkLog, texts::KEEP_WORK, Menu::Review, &[]),
    on_report(
        Action::Accept(1),
        texts::ACCEPT_1,
        Menu::Proposals,
        &[alt(Key::Num1)],
    ),
    on_report(
        Action::Accept(2),
        texts::ACCEPT_2,
        Menu::Proposals,
        &[alt(Key::Num2)],
    ),
    on_report(
        Action::Accept(3),
        texts::ACCEPT_3,
        Menu::Proposals,
        &[alt(Key::Num3)],
    ),
    on_report(
        Action::Accept(4),
        texts::ACCEPT_4,
        Menu::Proposals,
        &[alt(Key::Num4)],
    ),
    on_report(
        Action::Accept(5),
        texts::ACCEPT_5,
        Menu::Proposals,
        &[alt(Key::Num5)],
    ),
    on_report(
        Action::Accept(6),
        texts::ACCEPT_6,
        Menu::Proposals,
        &[alt(Key::Num6)],
    ),
    on_report(
        Action::Accept(7),
        texts::ACCEPT_7,
        Menu::Proposals,
        &[alt(Key::Num7)],
    ),
    on_report(
        Action::Accept(8),
        texts::ACCEPT_8,
        Menu::Proposals,
        &[alt(Key::Num8)],
    ),
    on_report(
        Action::Accept(9),
        texts::ACCEPT_9,
        Menu::Proposals,
        &[alt(Key::Num9)],
    ),
    on_report(
        Action::AcceptForced,
        texts::ACCEPT_FORCED,
        Menu::Proposals,
        &[alt(Key::Num0)],
    ),
    on_report(
        Action::Arrange(Arrangement::Beside),
        texts::ARRANGE_BESIDE,
        Menu::View,
        &[ctrl(Key::Num1)],
    ),
    on_report(
        Action::Arrange(Arrangement::Below),
        texts::ARRANGE_BELOW,
        Menu::View,
        &[ctrl(Key::Num2)],
    ),
    on_report(
        Action::Arrange(Arrangement::Drawer),
        texts::ARRANGE_DRAWER,
        Menu::View,
        &[ctrl(Key::Num3)],
    ),
    group(on_report(
        Action::SwitchPane,
        texts::SWITCH_PANE,
        Menu::View,
        &[key(Key::F6)],
    )),
    on_report(
        Action::FoldSource,
        texts::FOLD_SOURCE,
        Menu::View,
        &[key(Key::F9)],
    ),
    on_report(
        Action::WrapTables,
        texts::WRAP_TABLES,
        Menu::View,
        &[alt(Key::Z)],
    ),
    on_report(
        Action::CompactTables,
        texts::COMPACT_TABLES,
        Menu::View,
        &[alt_shift(Key::Z)],
    ),
    on_report(
        Action::LastYearNumbers,
        texts::LAST_YEAR_NUMBERS,
        Menu::View,
        &[alt(Key::U)],
    ),
    group(on_report(
        Action::ShowPages,
        texts::SHOW_PAGES,
        Menu::View,
        &[alt(Key::Y)],
    )),
    on_report(
        Action::NextPage,
        texts::NEXT_PAGE,
        Menu::View,
        &[alt(Key::PageDown)],
    ),
    on_report(
        Action::PreviousPage,
        texts::PREVIOUS_PAGE,
        Menu::View,
        &[alt(Key::PageUp)],
    ),
    on_report(
        Action::GoToPage,
        texts::GO_TO_PAGE,
        Menu::View,
        &[alt_shift(Key::G)],
    ),
    on_report(
        Action::TurnPage,
        texts::TURN_PAGE,
        Menu::View,
        &[alt(Key::T)],
    ),
    on_report(
        Action::Sheet(SheetMove::Larger),
        texts::PAGE_LARGER,
        Menu::View,
        &[alt(Key::Plus), alt(Key::Equals)],
    ),
    on_report(
        Action::Sheet(SheetMove::Smaller),
        texts::PAGE_SMALLER,
        Menu::View,
        &[alt(Key::Minus)],
    ),
    on_report(
        Action::Sheet(SheetMove::Fit),
        texts::PAGE_FIT,
        Menu::View,
        &[alt(Key::Home)],
    ),
    on_report(
        Action::Sheet(SheetMove::Up),
        texts::PAGE_UP,
        Menu::View,
        &[alt(Key::ArrowUp)],
    ),
    on_report(
        Action::Sheet(SheetMove::Down),
        texts::PAGE_DOWN,
        Menu::View,
        &[alt(Key::ArrowDown)],
    ),
    on_report(
        Action::Sheet(SheetMove::Left),
        texts::PAGE_LEFT,
        Menu::View,
        &[alt_shift(Key::ArrowUp)],
    ),
    on_report(
        Action::Sheet(SheetMove::Right),
        texts::PAGE_RIGHT,
        Menu::View,
        &[alt_shift(Key::ArrowDown)],
    ),
    on_report(
        Action::PairPages,
        texts::PAIR_PAGES,
        Menu::View,
        &[alt_shift(Key::Y)],
    ),
    on_report(
        Action::ReadAgain,
        texts::READ_AGAIN,
        Menu::View,
        &[alt_shift(Key::P)],
    ),
    on_report(
        Action::ReadCellsAgain,
        texts::READ_CELLS_AGAIN,
        Menu::View,
        &[alt_shift(Key::R)],
    ),
    group(on_report(
        Action::FoldDetails,
        texts::FOLD_DETAILS,
        Menu::View,
        &[key(Key::F10)],
    )),
    on_report(
        Action::FoldReports,
        texts::FOLD_REPORTS,
        Menu::View,
        &[key(Key::F7)],
    ),
    on_report(
        Action::FindReport,
        texts::FIND_REPORT,
        Menu::View,
        &[ctrl_shift(Key::F)],
    ),
    on_report(
        Action::OrderReports,
        texts::ORDER_REPORTS,
        Menu::View,
        &[alt(Key::O)],
    ),
    on_report(
        Action::ReverseReports,
        texts::REVERSE_REPORTS,
        Menu::View,
        &[alt_shift(Key::O)],
    ),
    on_report(Action::AllReports, texts::ALL_REPORTS, Menu::View, &[]),
    always(
        Action::WholeQueue,
        texts::WHOLE_QUEUE,
        Menu::View,
        &[shift(Key::F7)],
    ),
    always(
        Action::Overview,
        texts::OVERVIEW,
        Menu::View,
        &[ctrl(Key::F7)],
    ),
    on_report(
        Action::OnlyProblems,
        texts::ONLY_PROBLEMS,
        Menu::View,
        &[ctrl_shift(Key::H)],
    ),
    on_report(
        Action::OnlyProblemReports,
        texts::ONLY_PROBLEM_REPORTS_NAME,
        Menu::View,
        &[],
    ),
    on_report(Action::FoldRow, texts::FOLD_ROW, Menu::View, &[]),
    on_report(Action::FoldLegend, texts::FOLD_LEGEND, Menu::View, &[]),
    group(on_report(
        Action::List(Facet::Error),
        texts::LIST_ERRORS,
        Menu::View,
        &[],
    )),
    on_report(
        Action::List(Facet::Warning),
        texts::LIST_WARNINGS,
        Menu::View,
        &[],
    ),
    on_report(
        Action::List(Facet::Hint),
        texts::LIST_HINTS,
        Menu::View,
        &[],
    ),
    on_report(
        Action::List(Facet::Table),
        texts::LIST_TABLES,
        Menu::View,
        &[],
    ),
    on_report(
        Action::List(Facet::Prose),
        texts::LIST_PROSE,
        Menu::View,
        &[],
    ),
    on_report(
        Action::List(Facet::Other),
        texts::LIST_OTHER,
        Menu::View,
        &[],
    ),
    group(always(
        Action::Dismiss,
        texts::DISMISS_ALL,
        Menu::View,
        &[key(Key::Escape)],
    )),
    always(
        Action::Messages,
        texts::MESSAGES,
        Menu::View,
        &[key(Key::F12)],
    ),
    group(always(
        Action::ZoomIn,
        texts::ZOOM_IN,
        Menu::View,
        &[ctrl(Key::Plus), ctrl(Key::Equals)],
    )),
    always(
        Action::ZoomOut,
        texts::ZOOM_OUT,
        Menu::View,
        &[ctrl(Key::Minus)],
    ),
    always(
        Action::ZoomReset,
        texts::ZOOM_RESET,
        Menu::View,
        &[ctrl(Key::Num0)],
    ),
    group(always(
        Action::ThemeSystem,
        texts::THEME_SYSTEM,
        Menu::View,
        &[],
    )),
    always(Action::ThemeLight, texts::THEME_LIGHT, Menu::View, &[]),
    always(Action::ThemeDark, texts::THEME_DARK, Menu::View, &[]),
    group(always(Action::Language, texts::LANGUAGE, Menu::View, &[])),
    always(
        Action::Palette,
        texts::PALETTE,
        Menu::Help,
        &[ctrl_shift(Key::P)],
    ),
    always(Action::Keys, texts::KEYS, Menu::Help, &[key(Key::F1)]),
    always(Action::Guide, texts::GUIDE, Menu::Help, &[]),
];

/// The table line of `action`.
#[must_use]
pub fn spec(action: Action) -> Option<&'static ActionSpec> {
    ACTIONS.iter().find(|spec| spec.action == action)
}

/// How the first key of `action` is written, such as `Ctrl+S`; empty if it has none.
#[must_use]
pub fn key_text(action: Action) -> String {
    spec(action)
        .and_then(|spec| spec.keys.first())
        .map(|key| written(*key))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_key_has_two_meanings() {
        let mut seen: BTreeMap<String, Action> = BTreeMap::new();
        for spec in ACTIONS {
            for shortcut in spec.keys {
                let earlier = seen.insert(written(*shortcut), spec.action);
                assert_eq!(earlier, None, "{}", written(*shortcut));
            }
        }
    }

    #[test]
    fn no_key_of_a_menu_is_one_of_a_command() {
        for menu in Menu::ALL {
            let shortcut = alt(menu.letter());
            let taken = ACTIONS.iter().find(|spec| spec.keys.contains(&shortcut));
            assert!(taken.is_none(), "{menu:?} {taken:?}");
            assert_eq!(
                Menu::of_key(shortcut.logical_key, shortcut.modifiers),
                Some(menu)
            );
        }
    }

    #[test]
    fn every_action_stands_once_and_every_menu_has_some() {
        for spec in ACTIONS {
            let n = ACTIONS
                .iter()
                .filter(|other| other.action == spec.action)
                .count();
            assert_eq!(n, 1, "{:?}", spec.action);
        }
        for menu in Menu::ALL {
            assert!(ACTIONS.iter().any(|spec| spec.menu == menu), "{menu:?}");
        }
    }

    #[test]
    fn keys_are_written_as_on_a_keyboard() {
        assert_eq!(key_text(Action::SaveAs), "Ctrl+Shift+S");
        assert_eq!(key_text(Action::ZoomIn), "Ctrl++");
        assert_eq!(key_text(Action::NextProblem), "F8");
        assert_eq!(key_text(Action::OpenSample), "");
    }
}
