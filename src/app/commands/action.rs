//! The named actions.

use crate::app::settings::{Arrangement, Facet};
use crate::review::HeaderField;

/// A named action, reachable by key, menu and palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Asks for files to open.
    Open,
    /// Asks for a folder of reports to open.
    OpenFolder,
    /// Asks for a path to open.
    OpenPath,
    /// Makes a report of the text in the clipboard.
    NewFromClipboard,
    /// Opens the sample report.
    OpenSample,
    /// Saves beside the source.
    Save,
    /// Saves under another name.
    SaveAs,
    /// Opens last year's report; asks for it if it is not known.
    OpenLastYear,
    /// Opens next year's report; asks for it if it is not known.
    OpenNextYear,
    /// Asks for the report of the year before or after.
    LinkReport,
    /// Asks for another review of the report, to take over what is decided there.
    MergeReview,
    /// Writes the problem list for the office.
    ProblemList,
    /// Exports the reviews of all reports as one table.
    ExportDataset,
    /// Shows last year's numbers in the cells, or hides them.
    LastYearNumbers,
    /// Shows text, pages or both.
    ShowPages,
    /// Next page.
    NextPage,
    /// Previous page.
    PreviousPage,
    /// Asks for a page by its number.
    GoToPage,
    /// Turns the sheet by a quarter of a circle.
    TurnPage,
    /// Enlarges the sheet, or moves it under the pane.
    Sheet(SheetMove),
    /// Asks for the file whose pages belong to the report.
    PairPages,
    /// Reads the report again from its pages.
    ReadAgain,
    /// Parts the report before the selected line of its source.
    SplitReport,
    /// Reads the report of the review anew and puts the decisions onto what is read.
    Reread,
    /// Asks which pages of a scan are to be recognised.
    ChoosePages,
    /// Reads the selected cells again from their places on the page.
    ReadCellsAgain,
    /// Closes the report in front.
    Close,
    /// Ends the program.
    Quit,
    /// Takes the last step back.
    Undo,
    /// Does the step taken back again.
    Redo,
    /// Copies the selected cells.
    Copy,
    /// Pastes into the selected cells.
    Paste,
    /// Makes the selected cells blank.
    Blank,
    /// Finds in the source.
    Find,
    /// Next match.
    FindNext,
    /// Previous match.
    FindPrevious,
    /// Next problem.
    NextProblem,
    /// Previous problem.
    PreviousProblem,
    /// Begins or ends to verify what is open, place by place.
    Verify,
    /// Shows what is open in groups of one reason.
    Groups,
    /// Shows all figures with the same digit side by side, or the tables again.
    Carpet,
    /// Confirms the selected cells as printed.
    Confirm,
    /// Judges the selected cells 原文如此.
    SourceError,
    /// Judges the selected cells 存疑.
    Doubtful,
    /// Opens the list of verdicts.
    Verdict,
    /// Takes the decisions about the selected cells back.
    Withdraw,
    /// Writes a note about the selected cell.
    Note,
    /// Signs the report off.
    SignOff,
    /// Hides what others decided of the reports that are opened, or does not.
    ReviewBlind,
    /// Compares the two reviews of the report, if both are signed.
    CompareReviews,
    /// Asks for the reviewer's name.
    Reviewer,
    /// Shows how long each reviewer worked on how many reports.
    WorkLog,
    /// Keeps the record of the work, or not.
    KeepWorkLog,
    /// Opens a report signed off again.
    Reopen,
    /// Next report of the list.
    NextReport,
    /// Previous report of the list.
    PreviousReport,
    /// The report of the list that is in doubt most and not signed off; then the next.
    NextByDoubt,
    /// Closes the folder that the report in front is of, and all its reports.
    CloseFolder,
    /// Looks through the folder that the report in front is of, for what came, went or changed.
    LookThrough,
    /// Accepts the proposal of this number, from 1, for the selected cell's block.
    Accept(u8),
    /// Accepts what all smallest proposals for the selected cell's block share.
    AcceptForced,
    /// Takes the characters selected in the source as the value of the selected cell.
    TakeFromSource,
    /// Marks the sentence selected in the source 应核对, or takes its mark back.
    MarkSentence,
    /// The numbers of the lines selected in the source are put before the reviewer for the rows from the selected cell on.
    FillFromSource,
    /// Fills the selected block from its first row down.
    FillDown,
    /// Fills the selected block from its first column to the right.
    FillRight,
    /// Gives the unread cells of the row what the table prints where there is nothing.
    RestOfRow,
    /// Puts the same before the reviewer for the unread cells of the table.
    RestOfTable,
    /// Selects the row of the selected cell.
    SelectRow,
    /// Selects the column of the selected cell.
    SelectColumn,
    /// Selects the table of the selected cell.
    SelectTable,
    /// Moves the whole row one cell to the left.
    RowLeft,
    /// Moves the whole row one cell to the right.
    RowRight,
    /// Makes room at the selected cell: the rest of the row moves right.
    InsertCell,
    /// Takes the selected cell out: the rest of the row moves left.
    DeleteCell,
    /// Swaps the two selected cells, or the selected one with its right neighbour.
    SwapCells,
    /// Gives the keyboard to the source, or back to the tables.
    SwitchPane,
    /// Divides the window another way.
    Arrange(Arrangement),
    /// Folds the source.
    FoldSource,
    /// Wraps the lines of tables in the source, or not.
    WrapTables,
    /// Sets lines of tables in the compact form, or not.
    CompactTables,
    /// Folds findings and cell details.
    FoldDetails,
    /// Lists findings of this kind, or leaves them out.
    List(Facet),
    /// Lists only reports with a problem, or all.
    OnlyProblemReports,
    /// Begins to edit a header field.
    EditField(HeaderField),
    /// Does what the line over the tables offers: reload, keep a review aside, open what changed.
    FileBar,
    /// Stops opening files, and exporting.
    CancelJob,
    /// Folds the legend.
    FoldLegend,
    /// Folds the row as it was printed.
    FoldRow,
    /// Shows only rows with a problem, or all.
    OnlyProblems,
    /// Folds the list of open reports.
    FoldReports,
    /// Searches in the list of open reports.
    FindReport,
    /// Orders the list of open reports another way.
    OrderReports,
    /// Orders it the other way round.
    ReverseReports,
    /// Takes back what the list is searched for and filtered by.
    AllReports,
    /// Shows the list with all its columns over the whole window, or the tables again.
    WholeQueue,
    /// Shows figures of the whole dataset by digit, over the whole window, or the tables again.
    WideCarpet,
    /// Chooses where the reviews of a folder of reports are kept.
    ReviewsIn,
    /// Saves every open report.
    SaveAll,
    /// Shows the dataset in pictures over the whole window, or the tables again.
    Overview,
    /// Shows how the report was read instead of the findings, or the findings again.
    ShowReading,
    /// Next remark on the reading that has to be looked at.
    NextRemark,
    /// Previous remark on the reading.
    PreviousRemark,
    /// Puts the sentences away that stay over the panes.
    Dismiss,
    /// Shows everything that was told.
    Messages,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// Original size.
    ZoomReset,
    /// Theme of the desktop.
    ThemeSystem,
    /// Light theme.
    ThemeLight,
    /// Dark theme.
    ThemeDark,
    /// Chinese or English.
    Language,
    /// The palette.
    Palette,
    /// The list of keys.
    Keys,
    /// The user guide.
    Guide,
}

/// How the sheet of a page is looked at otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SheetMove {
    /// Larger.
    Larger,
    /// Smaller.
    Smaller,
    /// As wide as the pane.
    Fit,
    /// What is further up.
    Up,
    /// What is further down.
    Down,
    /// What is further to the left.
    Left,
    /// What is further to the right.
    Right,
}
