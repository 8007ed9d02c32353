//! What the window keeps, and the questions about it that several rooms have.

use std::cmp::Reverse;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Instant;

use egui::Vec2;

use crate::app::background::export::ExportJob;
use crate::app::background::indexing::IndexJob;
use crate::app::background::opening::Opener;
use crate::app::background::problem_list::ListJob;
use crate::app::background::watching::WatchJob;
use crate::app::carpet::wide::WideView;
use crate::app::commands::{Command, ExportChoice, ReportId};
use crate::app::dialogs::Dialogs;
use crate::app::notices::{Notice, Notices, Told};
use crate::app::overview::view::OverviewView;
use crate::app::prompts::Prompt;
use crate::app::reports::catalogue::Catalogue;
use crate::app::reports::line::Line;
use crate::app::reports::list_view::ReportsView;
use crate::app::reports::listed::ListedState;
use crate::app::reports::meter::Meter;
use crate::app::reports::open_report::OpenReport;
use crate::app::reports::queue::{Asked, Queue};
use crate::app::settings::{Filter, Settings, WindowSize};
use crate::app::window::division::{Part, Room};
use crate::app::window::menu_bar::MenusView;
use crate::app::window::pane_sizes::PaneSizes;
use crate::app::window::welcome::WelcomeView;
use crate::dataset::home;

/// How a question stands on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PromptLook {
    /// It was not there in the frame before.
    Fresh,
    /// It waits for its answer.
    Waiting,
    /// A command was given, and it has to be answered first.
    Insisting,
}

/// The window.
pub struct App {
    /// The reports, open or only listed.
    pub(crate) reports: Catalogue,
    pub(crate) settings: Settings,
    pub(crate) dialogs: Box<dyn Dialogs>,
    pub(crate) pending: Option<Pending>,
    /// Reports being opened.
    pub(crate) opener: Opener,
    /// The report that comes to the front when it is there.
    pub(crate) awaited: Option<Awaited>,
    /// In how many frames something was scrolled.
    pub(crate) n_scrolled: u64,
    /// Reports saved since the list last read what their files say.
    pub(crate) saved_since: Vec<ReportId>,
    /// The index of a folder being written.
    pub(crate) index_job: Option<IndexJob>,
    /// The folder being looked through.
    pub(crate) watch_job: Option<WatchJob>,
    /// The problem list being written.
    pub(crate) list: Option<ListJob>,
    /// The table of a dataset being written.
    pub(crate) export: Option<ExportJob>,
    pub(crate) prompt: Option<Prompt>,
    /// Commands that wait until the reviewer's name is known, because the first of them is a step.
    pub(crate) held: Vec<Command>,
    /// Sentences about no report that is open.
    pub(crate) notices: Notices,
    /// A word about the last command, until the next one.
    pub(crate) message: Option<String>,
    /// The settings as they were when leaving began, before reports were closed one by one.
    pub(crate) kept_open: Option<Settings>,
    /// Order, search and filters of the list of reports.
    pub(crate) reports_view: ReportsView,
    /// Figures of the whole dataset by digit.
    pub(crate) wide: WideView,
    /// The dataset in pictures.
    pub(crate) overview: OverviewView,
    /// The list as it is shown.
    queue: Queue,
    /// The pane that was asked for though it has no room beside the tables.
    pub(crate) asked_pane: Option<Part>,
    /// Sizes of the panes in the last frame.
    pub(crate) pane_sizes: PaneSizes,
    /// The menus, as far as they are opened and walked by keys.
    pub(crate) menus: MenusView,
    pub(crate) welcome: WelcomeView,
    pub(crate) prompt_look: PromptLook,
    /// The report that the walk from doubt to doubt came to last.
    pub(crate) doubt_walk: Option<ReportId>,
    /// Since when a key waits for the proposals it is to accept.
    pub(crate) waits_since: Option<Instant>,
    pub(crate) title: String,
    /// Whether reports are verified place by place.
    pub(crate) verifies: bool,
    /// The report whose sign-off brought the one in front, as long as nothing was done in that one.
    pub(crate) signed_last: Option<ReportId>,
    /// Whether figures with the same digit stand in the place of the tables.
    pub(crate) shows_carpet: bool,
    /// Size of the window in the last frame, in points, and how it was divided.
    pub(crate) seen_room: Option<(Vec2, Room)>,
    /// The size of window that the panes are divided for.
    pub(crate) divided_for: Option<WindowSize>,
    /// Commands to be carried out in the next frame.
    pub(crate) later: Vec<Command>,
    /// Measures the work.
    pub(crate) meter: Meter,
}

/// The report that comes to the front when it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Awaited {
    /// Which.
    pub id: ReportId,
    /// What hands had done when it was asked for; after anything else it stays behind.
    pub hands: u64,
}

/// A question the desktop has been asked.
pub(crate) struct Pending {
    /// Where the answer comes from.
    pub receiver: Receiver<Vec<PathBuf>>,
    /// What it is for.
    pub purpose: Purpose,
    /// When it was asked, in seconds of the window; `None` before the next frame.
    pub asked_at: Option<f64>,
    /// Whether the reviewer was told that no answer has come.
    pub is_late: bool,
}

/// What an answer of the desktop is for.
#[derive(Clone, Debug)]
pub(crate) enum Purpose {
    /// Reports to open.
    Open,
    /// Where to save this text of the clipboard.
    Pasted(String),
    /// Where the reviews of this folder of reports are to be kept.
    ReviewsIn(PathBuf),
    /// The report of another year.
    Link,
    /// Another review of the report in front.
    Merge,
    /// The file whose pages belong to the report.
    Pair,
    /// Where to write the problem list.
    List,
    /// Where to write the table of a dataset.
    Export(ExportChoice),
    /// Where to save the report in front; then perhaps close it and leave.
    Save {
        /// `Some` if the report is to be closed afterwards, with whether to leave as well.
        then: Option<bool>,
    },
}

impl App {
    /// An empty window. [`crate::app::style::install`] must have been called on its context.
    #[must_use]
    pub fn new(settings: Settings, dialogs: Box<dyn Dialogs>) -> Self {
        for (reports, reviews) in &settings.reviews_in {
            home::set(reports, reviews);
        }
        Self {
            reports: Catalogue::default(),
            settings,
            dialogs,
            pending: None,
            opener: Opener::default(),
            awaited: None,
            n_scrolled: 0,
            saved_since: Vec::new(),
            index_job: None,
            watch_job: None,
            list: None,
            export: None,
            prompt: None,
            held: Vec::new(),
            notices: Notices::default(),
            message: None,
            kept_open: None,
            reports_view: ReportsView::default(),
            wide: WideView::default(),
            overview: OverviewView::default(),
            queue: Queue::default(),
            asked_pane: None,
            pane_sizes: PaneSizes::default(),
            menus: MenusView::default(),
            welcome: WelcomeView::default(),
            prompt_look: PromptLook::Fresh,
            doubt_walk: None,
            waits_since: None,
            title: String::new(),
            verifies: false,
            signed_last: None,
            shows_carpet: false,
            seen_room: None,
            divided_for: None,
            later: Vec::new(),
            meter: Meter::default(),
        }
    }

    /// The pane that was asked for stays in the place of the tables, though a cell waits to be brought into sight there.
    pub(in crate::app) fn keep_pane(&mut self) {
        self.reports
            .with_front(|open_report| open_report.view.tables.scroll_to_cell = false);
    }

    /// Carries `command` out in the next frame.
    pub fn later(&mut self, command: Command) {
        self.later.push(command);
    }

    /// Carries `commands` out in the next frame.
    pub(crate) fn later_all(&mut self, commands: impl Iterator<Item = Command>) {
        self.later.extend(commands);
    }

    /// The settings as they would be kept now.
    #[must_use]
    pub fn settings_now(&self) -> Settings {
        if let Some(kept) = &self.kept_open {
            return kept.clone();
        }
        let open = self.reports.open().filter_map(|open_report| {
            let cell = open_report
                .view
                .selection
                .head
                .as_ref()
                .map(ToString::to_string);
            let path = open_report.path.clone()?;
            Some((
                open_report.id,
                path,
                cell.unwrap_or_default(),
                open_report.title(),
            ))
        });
        // Those of folders are found again with their folders.
        let listed = self.reports.listed();
        let alone = listed.filter(|listed| !self.reports.homes.contains_key(&listed.id));
        let listed = alone.map(|listed| {
            let mut known = self.settings.open.iter();
            let cell = known.find(|(path, _)| *path == listed.path);
            let cell = cell.map(|(_, cell)| cell.clone()).unwrap_or_default();
            (listed.id, listed.path.clone(), cell, listed.title())
        });
        let mut kept: Vec<_> = open.chain(listed).collect();
        kept.sort_by_key(|(id, ..)| *id);
        let front = self.reports.front().map(|open_report| open_report.id);
        let current = kept.iter().position(|(id, ..)| Some(*id) == front);
        let titles = kept
            .iter()
            .map(|(_, path, _, title)| (path.clone(), title.clone()));
        let folders = self.reports.folders.iter();
        Settings {
            folders: folders.map(|folder| folder.path.clone()).collect(),
            titles: titles.collect(),
            open: kept
                .into_iter()
                .map(|(_, path, cell, _)| (path, cell))
                .collect(),
            current: current.unwrap_or_default(),
            ..self.settings.clone()
        }
    }

    /// Puts the report in front, in the next frame if it must be opened first.
    pub(crate) fn bring_soon(&mut self, id: ReportId) {
        if !self.reports.put_in_front(id) {
            self.later(Command::BringNext(id));
        }
    }

    /// The reports as they are listed now.
    pub(crate) fn queue(&mut self) -> &Queue {
        // Nobody works on the report in front while the whole list is shown.
        let shows_whole_queue = self.asked_pane == Some(Part::Queue);
        let asked = Asked {
            order: self.reports_view.order,
            is_reversed: self.reports_view.is_reversed,
            wanted: self.reports_view.wanted.clone(),
            only_problems: self.settings.filter.only_problem_reports,
            current: self.looked_at().filter(|_| !shows_whole_queue),
        };
        let is_reading = self.reports.is_reading();
        self.queue.refresh(&mut self.reports, asked, is_reading);
        &self.queue
    }

    /// What the list is drawn from: the reports as they are listed, and what is asked of them.
    pub(crate) fn list_parts(&mut self) -> (&Queue, &mut ReportsView, &mut Filter) {
        self.queue();
        let filter = &mut self.settings.filter;
        (&self.queue, &mut self.reports_view, filter)
    }

    /// The report in front, or the one that is about to be.
    pub(crate) fn looked_at(&self) -> Option<ReportId> {
        let awaited = self.awaited.map(|awaited| awaited.id);
        awaited.or_else(|| self.reports.front().map(|open_report| open_report.id))
    }

    /// The report after the one in front, or before it, as the list has them; around the end. Those that could not be
    /// opened are passed over.
    pub(crate) fn beside(&mut self, forward: bool) -> Option<ReportId> {
        let current = self.looked_at();
        let mut listed = self.gone_through(current);
        if listed.len() < 2 {
            // A search that leaves nothing to go on to is over.
            self.reports_view.stop_search();
            listed = self.gone_through(current);
        }
        let n = listed.len().max(1);
        let at = listed.iter().position(|id| Some(*id) == current);
        let next = match at {
            Some(at) if forward => (at + 1) % n,
            Some(at) => (at + n - 1) % n,
            None => 0,
        };
        listed.get(next).copied()
    }

    /// The listed reports, in the order of the list, without those that could not be opened.
    fn gone_through(&mut self, current: Option<ReportId>) -> Vec<ReportId> {
        let listed = self.queue().listed.iter().map(|line| line.id);
        let mut listed: Vec<ReportId> = listed.collect();
        listed.retain(|id| Some(*id) == current || !self.has_failed(*id));
        listed
    }

    /// The report that is in doubt most among those listed that are not signed off, but for the one in front; where that is
    /// the one this walk came to last, the next behind it, around the end.
    pub(crate) fn next_by_doubt(&mut self) -> Option<ReportId> {
        let current = self.looked_at();
        let listed = self.queue().listed.iter();
        let is_to_do = |line: &&Arc<Line>| {
            Some(line.id) == current || !line.is_done() && line.failure.is_none()
        };
        let mut to_do: Vec<(Reverse<usize>, ReportId)> = listed
            .filter(is_to_do)
            .map(|line| (Reverse(line.doubt()), line.id))
            .collect();
        to_do.sort();
        let walked = current.filter(|current| self.doubt_walk == Some(*current));
        let at = to_do.iter().position(|(_, id)| Some(*id) == walked);
        let behind = to_do.iter().cycle().skip(at.map_or(0, |at| at + 1));
        let mut behind = behind.take(to_do.len()).map(|(_, id)| *id);
        self.doubt_walk = behind.find(|id| Some(*id) != current);
        self.doubt_walk
    }

    fn has_failed(&self, id: ReportId) -> bool {
        let listed = self.reports.listed_as(id);
        listed.is_some_and(|listed| listed.state() == ListedState::Failed)
    }

    /// The report to be signed off after the one in front, in the order of the list, whatever is searched for in it.
    pub(crate) fn next_unsigned(&mut self) -> Option<ReportId> {
        let lines = self.queue().all.clone();
        let current = self.reports.front().map(|open_report| open_report.id);
        let own = lines.iter().position(|line| Some(line.id) == current);
        let (before, behind) = lines.split_at(own.unwrap_or(0));
        let n_own = usize::from(own.is_some());
        let is_unsigned =
            |line: &&Arc<Line>| !line.is_done() && !line.is_read_only && !self.has_failed(line.id);
        let mut others = behind.iter().skip(n_own).chain(before);
        others.find(is_unsigned).map(|line| line.id)
    }

    /// The folder in which questions for files begin: that of the report in front, else of the file opened last.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        let own = self
            .reports
            .front()
            .and_then(|open_report| open_report.path.as_ref());
        let path = own.or(self.settings.recent.first())?;
        let folder = path.parent()?;
        Some(if folder.as_os_str().is_empty() {
            PathBuf::from(".")
        } else {
            folder.to_owned()
        })
    }

    /// Everything that was told in this window.
    pub(crate) fn told(&self) -> Vec<Told> {
        let front = self.reports.front().map(|open_report| open_report.id);
        let (own, others): (Vec<&OpenReport>, Vec<&OpenReport>) = self
            .reports
            .open()
            .partition(|open_report| Some(open_report.id) == front);
        let of = |open_report: &&OpenReport| open_report.notices.told(&open_report.name());
        let mut told: Vec<Told> = own.iter().flat_map(of).collect();
        told.extend(self.notices.told(""));
        told.extend(others.iter().flat_map(of));
        told
    }

    /// Keeps an error in front of the reviewer: beside the report in front, with which it goes.
    pub(crate) fn tell_error(&mut self, text: String) {
        let notice = Notice::error(text);
        match self.reports.front_mut() {
            Some(open_report) => open_report.notices.push(notice),
            None => self.notices.push(notice),
        }
    }
}
