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
    /// The reports listed at the end, open or not, and the cell selected in each as a key.
    pub open: Vec<(PathBuf, String)>,
    /// Year and office of those, as far as they are known.
    pub titles: BTreeMap<PathBuf, (String, String)>,
    /// Which of them was in front.
    pub current: usize,
    /// The files whose pages are shown beside texts, by the SHA-256 of the text; those paired last come first. Where a file
    /// lies is true of this computer only: no review says it.
    pub pairs: Vec<(String, PathBuf)>,
    /// Parts of the window that are folded away.
    pub folded: Folded,
    /// What lists and tables leave out.
    pub filter: Filter,
    /// What the pane of the source shows.
    pub source_shows: SourceShows,
    /// Whether lines of tables are wrapped in the source pane, as prose is.
    pub wraps_tables: bool,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
