//! The reports of the window: those that are open, which of them is in front, and those that are only listed.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::background::listing::Known;
use crate::app::commands::ReportId;
use crate::app::reports::facts::Facts;
use crate::app::reports::folders::{Folder, Home};
use crate::app::reports::line::{Line, Place};
use crate::app::reports::listed::Listed;
use crate::app::reports::open_report::OpenReport;
use crate::dataset::by_office::{Asked, ByOffice, Related};
use crate::dataset::folder::identity;
use crate::dataset::neighbours::Wanting;
use crate::dataset::offices::Aliases;
use crate::dataset::queue::Entry;

/// All reports that the window knows.
#[derive(Default)]
pub(crate) struct Catalogue {
    /// In the order in which they were opened.
    open: Vec<OpenReport>,
    /// The report in front, as a place in `open`; less than its length unless that is 0.
    front: usize,
    /// The open reports in the order in which they were in front last.
    used: Vec<ReportId>,
    listed: BTreeMap<ReportId, Listed>,
    /// The listed reports by what tells their reviews from others.
    by_identity: HashMap<PathBuf, ReportId>,
    /// The folders that were opened.
    pub folders: Vec<Folder>,
    /// Of the reports of folders, open or not.
    pub homes: BTreeMap<ReportId, Home>,
    /// The places of reports of folders.
    places: BTreeMap<ReportId, Place>,
    /// The lines of the open reports, with the revision of the session they were made of.
    open_lines: BTreeMap<ReportId, (u64, Arc<Line>)>,
    /// Seconds worked on each report so far, by its SHA-256.
    worked: BTreeMap<String, u64>,
    /// Grows when a line changes.
    revision: u64,
    /// Numbers given to reports.
    n_ids: u64,
}

impl Catalogue {
    /// The report in front.
    pub(crate) fn front(&self) -> Option<&OpenReport> {
        self.open.get(self.front)
    }

    /// The report in front, to be changed.
    pub(crate) fn front_mut(&mut self) -> Option<&mut OpenReport> {
        self.open.get_mut(self.front)
    }

    /// Changes the report in front, if there is one.
    pub(crate) fn with_front(&mut self, change: impl FnOnce(&mut OpenReport)) {
        if let Some(open_report) = self.front_mut() {
            change(open_report);
        }
    }

    /// The open report that is known by `id`.
    pub(crate) fn get(&self, id: ReportId) -> Option<&OpenReport> {
        self.open.iter().find(|open_report| open_report.id == id)
    }

    /// The open reports.
    pub(crate) fn open(&self) -> impl Iterator<Item = &OpenReport> {
        self.open.iter()
    }

    /// The open reports, to be changed.
    pub(crate) fn open_mut(&mut self) -> impl Iterator<Item = &mut OpenReport> {
        self.open.iter_mut()
    }

    /// The open reports that were not in front for longest come first; that in front is the last.
    pub(crate) fn least_used(&self) -> Vec<ReportId> {
        self.used.clone()
    }

    /// The reports that are listed and not open, in the order in which they were asked for.
    pub(crate) fn listed(&self) -> impl Iterator<Item = &Listed> {
        self.listed.values()
    }

    /// The report `id`, if it is listed and not open.
    pub(crate) fn listed_as(&self, id: ReportId) -> Option<&Listed> {
        self.listed.get(&id)
    }

    /// The report `id`, if it is listed and not open, to be changed.
    pub(crate) fn listed_mut(&mut self, id: ReportId) -> Option<&mut Listed> {
        self.revision += 1;
        self.listed.get_mut(&id)
    }

    /// Whether no report is open.
    pub(crate) fn has_none_open(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether reports are listed that are not open.
    pub(crate) fn has_listed(&self) -> bool {
        !self.listed.is_empty()
    }

    /// How many reports there are, open or only listed.
    pub(crate) fn n_known(&self) -> usize {
        self.open.len() + self.listed.len()
    }

    /// The report at `path`, open or only listed, however its path is written.
    pub(crate) fn known(&self, path: &Path) -> Option<ReportId> {
        self.known_by(&identity(path))
    }

    /// As [`Catalogue::known`], for a path whose identity is known.
    pub(crate) fn known_by(&self, identity: &Path) -> Option<ReportId> {
        let mut open = self.open.iter();
        let open = open.find(|open_report| open_report.has_identity(identity));
        open.map(|open_report| open_report.id)
            .or_else(|| self.by_identity.get(identity).copied())
    }

    /// The open report at `path`, however its path is written.
    pub(crate) fn open_at(&self, path: &Path) -> Option<&OpenReport> {
        self.open.iter().find(|open_report| open_report.is_of(path))
    }

    /// A number no report has yet.
    pub(crate) fn next_id(&mut self) -> ReportId {
        self.n_ids += 1;
        ReportId(self.n_ids)
    }

    /// Lists a report nobody knows yet.
    pub(crate) fn list(&mut self, path: PathBuf) -> ReportId {
        let identity = identity(&path);
        self.list_by(path, identity)
    }

    /// As [`Catalogue::list`], for a path whose identity is known.
    pub(crate) fn list_by(&mut self, path: PathBuf, identity: PathBuf) -> ReportId {
        let id = self.next_id();
        self.put_on_list(Listed::new(id, path, identity, (id, 0)));
        id
    }

    /// Lists a report again that was open.
    pub(crate) fn put_on_list(&mut self, listed: Listed) {
        self.revision += 1;
        let id = listed.id;
        self.by_identity.insert(listed.identity.clone(), id);
        self.listed.insert(id, listed);
    }

    /// Lists the report no more.
    pub(crate) fn unlist(&mut self, id: ReportId) -> Option<Listed> {
        self.revision += 1;
        let listed = self.listed.remove(&id)?;
        self.by_identity.remove(&listed.identity);
        Some(listed)
    }

    /// What was not opened yet stays listed, to be opened when it is wanted again.
    pub(crate) fn stop_waiting(&mut self) {
        self.listed.values_mut().for_each(Listed::stop_waiting);
    }

    /// Adds a report just opened behind the one in front; the first one is in front.
    pub(crate) fn add(&mut self, open_report: OpenReport) {
        self.revision += 1;
        self.used.insert(0, open_report.id);
        self.open.push(open_report);
    }

    /// Puts an open report in front. `false` if there is none that is known by `id`.
    pub(crate) fn put_in_front(&mut self, id: ReportId) -> bool {
        let at = self
            .open
            .iter()
            .position(|open_report| open_report.id == id);
        if at.is_some() {
            self.used.retain(|used| *used != id);
            self.used.push(id);
        }
        self.front = at.unwrap_or(self.front);
        for (place, open_report) in self.open.iter_mut().enumerate() {
            if place != self.front {
                open_report.view.page.rest();
            }
        }
        at.is_some()
    }

    /// Takes the report in front away; the one opened after it comes to the front, else the last.
    pub(crate) fn take_front(&mut self) -> Option<OpenReport> {
        let id = self.front()?.id;
        self.take(id)
    }

    /// Takes an open report away. If it was in front, the one opened after it comes to the front, else the last.
    pub(crate) fn take(&mut self, id: ReportId) -> Option<OpenReport> {
        let at = self
            .open
            .iter()
            .position(|open_report| open_report.id == id)?;
        self.revision += 1;
        let taken = self.open.remove(at);
        self.used.retain(|used| *used != id);
        self.open_lines.remove(&id);
        if at < self.front {
            self.front -= 1;
        }
        self.front = self.front.min(self.open.len().saturating_sub(1));
        Some(taken)
    }

    /// The place of a report in the order in which reports were opened.
    pub(crate) fn place_of(&self, id: ReportId) -> Place {
        self.places.get(&id).copied().unwrap_or((id, 0))
    }

    /// The report stands at this place from now on, and this is known of it.
    pub(crate) fn stand_at(&mut self, id: ReportId, place: Place, known: Option<Known>) {
        self.places.insert(id, place);
        if let Some(listed) = self.listed_mut(id) {
            listed.stand_at(place, known);
        }
        self.open_lines.remove(&id);
    }

    /// Whether reports are being read for the list.
    pub(crate) fn is_reading(&self) -> bool {
        self.folders.iter().any(|folder| folder.n_to_read > 0)
    }

    /// The folder with this number.
    pub(crate) fn folder(&self, number: ReportId) -> Option<&Folder> {
        self.folders.iter().find(|folder| folder.number == number)
    }

    /// The folder with this number, to be changed.
    pub(crate) fn folder_mut(&mut self, number: ReportId) -> Option<&mut Folder> {
        let mut folders = self.folders.iter_mut();
        folders.find(|folder| folder.number == number)
    }

    /// Where the reports are that the report `id` of a folder is held against; `None` for a report of no folder, and while
    /// the folder is read.
    pub(crate) fn related(&self, id: ReportId, wanting: &Wanting) -> Option<Related<PathBuf>> {
        let own = self.homes.get(&id)?;
        let folder = self.folder(own.folder)?;
        if folder.n_to_read > 0 {
            return None;
        }
        let homes = self.homes.values();
        let homes = homes.filter(|home| home.folder == folder.number);
        let known = homes.filter_map(|home| {
            let facts = home.known.as_ref()?.as_ref().ok()?;
            let year = facts.entry.year.parse().ok()?;
            Some((facts.office_key.as_str(), year, (home, facts)))
        });
        let asked = Asked {
            folder: own.path.parent().unwrap_or(Path::new("")),
            office: &wanting.office,
            year: wanting.year,
        };
        let is_own = |(home, facts): &(&Home, &Arc<Facts>)| {
            home.path == own.path || facts.entry.sha256 == wanting.sha256
        };
        let (aliases, hierarchy) = (&folder.aliases, &folder.hierarchy);
        let related = ByOffice::new(known).related(&asked, aliases, hierarchy, is_own);
        Some(related.map(|(home, _)| Some(home.path.clone())))
    }

    /// What an open report says of itself.
    pub(crate) fn facts_of(&mut self, id: ReportId) -> Option<Arc<Facts>> {
        self.refresh_open_lines();
        let (_, line) = self.open_lines.get(&id)?;
        line.facts.clone()
    }

    /// Grows when what is listed changes.
    pub(crate) fn revision(&mut self) -> u64 {
        self.refresh_open_lines();
        self.revision
    }

    /// All reports, open or only listed, in the order of their numbers.
    pub(crate) fn lines(&mut self) -> Vec<Arc<Line>> {
        self.refresh_open_lines();
        let open = self.open_lines.values().map(|(_, line)| line);
        let listed = self.listed.values().map(Listed::line);
        let worked_on = |line: &Arc<Line>| {
            let mut line = Arc::clone(line);
            let sha256 = line.facts.as_ref().map(|facts| &facts.entry.sha256);
            let seconds = sha256.and_then(|sha256| self.worked.get(sha256)).copied();
            if seconds != line.seconds {
                Arc::make_mut(&mut line).seconds = seconds;
            }
            line
        };
        open.chain(listed).map(worked_on).collect()
    }

    /// So many seconds more were worked on the report with this SHA-256.
    pub(crate) fn add_work(&mut self, sha256: String, seconds: u64) {
        let sum = self.worked.entry(sha256).or_default();
        *sum = sum.saturating_add(seconds);
        self.revision += 1;
    }

    /// The report was seen again at this place, with steps that no file holds or without.
    pub(crate) fn stand_again(&mut self, id: ReportId, place: Place, has_steps: bool) {
        let before = self.listed_as(id).map(|listed| listed.has_steps);
        if self.place_of(id) == place && before.is_none_or(|before| before == has_steps) {
            return;
        }
        if let Some(listed) = self.listed_mut(id) {
            listed.has_steps = has_steps;
        }
        self.stand_at(id, place, None);
    }

    fn refresh_open_lines(&mut self) {
        for open_report in &mut self.open {
            let id = open_report.id;
            let known = self.open_lines.get(&id);
            let revision = open_report.session.revision();
            let is_same = known.is_some_and(|(made_of, line)| {
                *made_of == revision
                    && line.is_saved == open_report.is_saved()
                    && line.is_read_only == open_report.is_read_only
            });
            if is_same {
                continue;
            }
            let place = self.places.get(&id).copied().unwrap_or((id, 0));
            let home = self.homes.get(&id).map(|home| home.folder);
            let mut folders = self.folders.iter();
            let folder = folders.find(|folder| Some(folder.number) == home);
            let none = Aliases::default();
            let aliases = folder.map_or(&none, |folder| &folder.aliases);
            let line = Arc::new(line_of(open_report, place, aliases));
            self.open_lines.insert(id, (revision, line));
            self.revision += 1;
        }
    }
}

/// The line of an open report.
fn line_of(open_report: &mut OpenReport, place: Place, aliases: &Aliases) -> Line {
    let tally = open_report.drawn().tally;
    let entry = Entry::of(&open_report.session, &tally);
    let file = open_report.name();
    let facts = Arc::new(Facts::new(entry, Path::new(&file), aliases));
    let mut line = Line::open(open_report.id, place, file, facts);
    line.is_saved = open_report.is_saved();
    line.is_read_only = open_report.is_read_only;
    line
}
