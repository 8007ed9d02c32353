//! What the window remembers between two starts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Most recent files kept.
const RECENT_LIMIT: usize = 12;

/// Most files kept that are paired with a text.
const PAIR_LIMIT: usize = 1_000;

/// The settings, kept by the desktop's user folder; a field an older version did not write takes its default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the desktop.
    pub theme: ThemeChoice,
    /// Language of the interface.
    pub language: Language,
    /// Name of the reviewer, written into every step; asked at the first sign-off.
    pub reviewer: String,
    /// Files opened before, newest first.
    pub recent: Vec<PathBuf>,
    /// The reports listed at the end, open or not, and the cell selected in each as a key; of those in `folders` only the
    /// open ones.
    pub open: Vec<(PathBuf, String)>,
    /// The folders that were open at the end as datasets; their reports are found in them.
    pub folders: Vec<PathBuf>,
    /// Year and office of the reports in `open`, as far as they are known.
    pub titles: BTreeMap<PathBuf, (String, String)>,
    /// Which of them was in front.
    pub current: usize,
    /// The files whose pages are shown beside texts, by the SHA-256 of the text; those paired last come first. Where a file
    /// lies is true of this computer only: no review says it.
    pub pairs: Vec<(String, PathBuf)>,
    /// Folders of reports whose reviews are kept elsewhere, and where; those chosen last come first.
    pub reviews_in: Vec<(PathBuf, PathBuf)>,
    /// Parts of the window that are folded away.
    pub folded: Folded,
    /// Whether findings and cell stand beside the tables where there is room, not below them.
    pub details_beside: bool,
    /// How the panes were divided last in windows of each size.
    pub divisions: BTreeMap<WindowSize, Division>,
    /// What lists and tables leave out.
    pub filter: Filter,
    /// What the pane of the source shows.
    pub source_shows: SourceShows,
    /// How lines of tables are set in the source pane.
    pub table_lines: TableLines,
    /// Whether cells show the numbers of last year's report as well.
    pub with_last_year: bool,
    /// Whether what others decided is hidden of reports that are opened: then each gets a second review.
    pub reviews_blind: bool,
    /// Whether a record of the work is kept.
    pub work_log: WorkLogging,
}

/// How lines of tables are set in the pane of the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableLines {
    /// As printed, columns under each other, each line in one row.
    #[default]
    InColumns,
    /// Wrapped, as prose is.
    Wrapped,
    /// The beginning of the label and the values.
    Compact,
}

impl TableLines {
    /// These lines set as `wanted`, or in columns if they are already.
    #[must_use]
    pub fn flipped(self, wanted: Self) -> Self {
        if self == wanted {
            Self::InColumns
        } else {
            wanted
        }
    }
}

/// Whether a record of the work is kept, in the user's data folder on this computer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorkLogging {
    /// It is.
    #[default]
    Kept,
    /// It is not, and what there is stays as it is.
    Off,
}

impl WorkLogging {
    /// Whether nothing is kept.
    #[must_use]
    pub fn is_off(self) -> bool {
        self == Self::Off
    }

    /// The other choice.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Kept => Self::Off,
            Self::Off => Self::Kept,
        }
    }
}

/// What lists and tables leave out. Nothing that is left out is forgotten: each filter shows how much it stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Findings of these kinds are not listed.
    pub hidden: BTreeSet<Facet>,
    /// Whether the tables show only rows with a problem.
    pub only_problem_rows: bool,
    /// Whether the list of reports shows only those with a problem.
    pub only_problem_reports: bool,
}

/// A kind of finding that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Facet {
    /// 错误.
    Error,
    /// 警告.
    Warning,
    /// 提示.
    Hint,
    /// About the figures of the tables.
    Table,
    /// About the prose.
    Prose,
    /// About anything else.
    Other,
}

impl Filter {
    /// Leaves findings of this kind out, or lists them again.
    pub fn flip(&mut self, facet: Facet) {
        if !self.hidden.remove(&facet) {
            self.hidden.insert(facet);
        }
    }
}

/// How the panes are divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Arrangement {
    /// Source, tables, and findings with the cell, side by side.
    Beside,
    /// Findings and cell below the tables.
    #[default]
    Below,
    /// The tables have the height; one line below them tells of the findings.
    Drawer,
}

/// Sizes of windows that panes are divided alike in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum WindowSize {
    /// So low that the tables want all the height.
    Low,
    /// Any other.
    Usual,
    /// Wide enough for source, a whole table and findings side by side.
    Wide,
}

impl WindowSize {
    /// The size of a window of so many points.
    #[must_use]
    pub fn of(width: f32, height: f32) -> Self {
        match (width, height) {
            (1600.0.., 600.0..) => Self::Wide,
            (_, ..790.0) => Self::Low,
            _ => Self::Usual,
        }
    }
}

/// How the panes are divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Division {
    /// Parts that are folded away.
    pub folded: Folded,
    /// Whether findings and cell stand beside the tables.
    pub details_beside: bool,
}

/// Parts of the window that are folded away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each part is folded by itself, and the file keeps a name for each"
)]
pub struct Folded {
    /// The source text.
    pub source: bool,
    /// Findings and cell details.
    pub details: bool,
    /// The legend below the tables.
    pub legend: bool,
    /// The row as it was printed, below the tables.
    pub row: bool,
    /// The list of open reports.
    pub reports: bool,
}

/// What the pane of the source shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SourceShows {
    /// The text.
    #[default]
    Text,
    /// The pages as they were printed.
    Pages,
    /// Pages above text.
    Both,
}

impl SourceShows {
    /// What is shown next when it is switched.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Text => Self::Pages,
            Self::Pages => Self::Both,
            Self::Both => Self::Text,
        }
    }
}

/// The language of the interface. Sentences about the report itself (findings, steps) are Chinese in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// 中文.
    #[default]
    Chinese,
    /// English.
    English,
}

/// Light, dark, or as the desktop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the desktop.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl ThemeChoice {
    /// The choice as egui knows it.
    #[must_use]
    pub fn preference(self) -> egui::ThemePreference {
        match self {
            Self::System => egui::ThemePreference::System,
            Self::Light => egui::ThemePreference::Light,
            Self::Dark => egui::ThemePreference::Dark,
        }
    }
}

impl Settings {
    /// How the panes are divided now.
    #[must_use]
    pub fn arrangement(&self) -> Arrangement {
        match (self.folded.details, self.details_beside) {
            (true, _) => Arrangement::Drawer,
            (false, true) => Arrangement::Beside,
            (false, false) => Arrangement::Below,
        }
    }

    /// How the panes are divided now, in full.
    #[must_use]
    pub fn division(&self) -> Division {
        Division {
            folded: self.folded,
            details_beside: self.details_beside,
        }
    }

    /// Divides the panes as they are in `arrangement`.
    pub fn arrange(&mut self, arrangement: Arrangement) {
        self.folded.details = arrangement == Arrangement::Drawer;
        if arrangement != Arrangement::Drawer {
            self.folded.source = false;
            self.details_beside = arrangement == Arrangement::Beside;
        }
    }

    /// Divides the panes of a window of `size` as they were divided last; at first so that the tables have their room.
    pub fn divide(&mut self, size: WindowSize) {
        let known = self.divisions.get(&size).copied();
        let division = known.unwrap_or(Division {
            folded: Folded {
                details: self.folded.details || size == WindowSize::Low,
                ..self.folded
            },
            details_beside: size == WindowSize::Wide,
        });
        self.folded = division.folded;
        self.details_beside = division.details_beside;
    }

    /// Remembers how the panes of a window of `size` are divided now.
    pub fn keep_division(&mut self, size: WindowSize) {
        self.divisions.insert(size, self.division());
    }

    /// Puts `path` in front of the recent files.
    pub fn remember(&mut self, path: &Path) {
        self.recent.retain(|known| known != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT_LIMIT);
    }

    /// Keeps that the pages of the text with this SHA-256 are those of the file at `path`.
    pub fn pair(&mut self, sha256: &str, path: &Path) {
        self.pairs.retain(|(known, _)| known != sha256);
        self.pairs.insert(0, (sha256.to_owned(), path.to_owned()));
        self.pairs.truncate(PAIR_LIMIT);
    }
}

/// The file that was paired with the text with this SHA-256, if it is still there.
#[must_use]
pub fn paired<'a>(pairs: &'a [(String, PathBuf)], sha256: &str) -> Option<&'a Path> {
    let (_, path) = pairs.iter().find(|(known, _)| known == sha256)?;
    Some(path.as_path()).filter(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_are_divided_as_they_were_last_in_windows_of_a_size() {
        let mut settings = Settings::default();
        settings.divide(WindowSize::of(1366.0, 740.0));
        assert_eq!(settings.arrangement(), Arrangement::Drawer);
        settings.arrange(Arrangement::Below);
        settings.keep_division(WindowSize::Low);
        settings.divide(WindowSize::of(1920.0, 1050.0));
        assert_eq!(settings.arrangement(), Arrangement::Beside);
        settings.folded.legend = true;
        settings.keep_division(WindowSize::Wide);
        settings.divide(WindowSize::of(1280.0, 740.0));
        assert_eq!(settings.arrangement(), Arrangement::Below);
        assert!(!settings.folded.legend);
        settings.divide(WindowSize::Wide);
        assert!(settings.folded.legend);
    }

    #[test]
    fn recent_files_are_newest_first_without_repeats() {
        let mut settings = Settings::default();
        for name in ["a", "b", "a"] {
            settings.remember(Path::new(name));
        }
        assert_eq!(settings.recent, [PathBuf::from("a"), PathBuf::from("b")]);
        for number in 0..20 {
            settings.remember(Path::new(&number.to_string()));
        }
        assert_eq!(settings.recent.len(), RECENT_LIMIT);
    }
}
