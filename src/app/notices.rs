//! Sentences that stay until they are put away: the newest lie over the window's lower left corner, where they move
//! nothing; all are kept in a drawer.

use egui::{Align2, Context, Frame, Id, Key, Margin, Order, Pos2, Rect, RichText, ScrollArea, Ui};

use crate::app::commands::{Action, Command, key_text};
use crate::app::style::working::working_ui;
use crate::app::style::wrapped::{Use, wrapped};
use crate::app::{style, texts};

/// A sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    /// Whether something went wrong.
    pub is_error: bool,
    /// The sentence.
    pub text: String,
}

impl Notice {
    /// Something worth knowing.
    pub(crate) fn information(text: String) -> Self {
        Self {
            is_error: false,
            text,
        }
    }

    /// Something went wrong.
    pub(crate) fn error(text: String) -> Self {
        Self {
            is_error: true,
            text,
        }
    }
}

/// Most sentences that are kept after they were put away.
const MOST_PAST: usize = 500;

/// Sentences about one report, or about none.
#[derive(Default)]
pub(crate) struct Notices {
    /// Those not put away, oldest first.
    open: Vec<Notice>,
    /// Those put away, oldest first.
    past: Vec<Notice>,
    /// How many more were put away, and are not kept any more.
    n_older: usize,
}

impl Notices {
    /// Keeps a sentence once, as the newest, however often it is said.
    pub(crate) fn push(&mut self, notice: Notice) {
        self.open.retain(|other| other.text != notice.text);
        self.open.push(notice);
    }

    /// Puts the sentence away, because it does not hold any more.
    pub(crate) fn put_text_away(&mut self, text: &str) {
        if let Some(at) = self.open.iter().position(|notice| notice.text == text) {
            self.put_one_away(at);
        }
    }

    /// How many are shown, were there room.
    pub(crate) fn n_open(&self) -> usize {
        self.open.len()
    }

    /// Puts all away.
    pub(crate) fn put_away(&mut self) {
        let open = std::mem::take(&mut self.open);
        self.past.extend(open);
        self.forget_oldest();
    }

    fn put_one_away(&mut self, at: usize) {
        if at < self.open.len() {
            let notice = self.open.remove(at);
            self.past.push(notice);
            self.forget_oldest();
        }
    }

    /// Keeps what was said about a report that is closed now.
    pub(crate) fn keep_past(&mut self, mut other: Self) {
        other.put_away();
        self.past.extend(other.past);
        self.n_older += other.n_older;
        self.forget_oldest();
    }

    fn forget_oldest(&mut self) {
        let n = self.past.len().saturating_sub(MOST_PAST);
        self.past.drain(..n);
        self.n_older += n;
    }

    /// All of them for the drawer, newest first; `about` is the report they are about, or empty.
    pub(crate) fn told(&self, about: &str) -> Vec<Told> {
        let told = |is_open: bool| {
            move |notice: &Notice| Told {
                about: about.to_owned(),
                is_open,
                notice: notice.clone(),
            }
        };
        let open = self.open.iter().rev().map(told(true));
        let mut all: Vec<Told> = open
            .chain(self.past.iter().rev().map(told(false)))
            .collect();
        if self.n_older > 0 {
            let text = texts::MESSAGES_OLDER.with(self.n_older);
            all.push(told(false)(&Notice::information(text)));
        }
        all
    }
}

/// A sentence in the drawer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// The report it is about; empty if it is about none.
    pub about: String,
    /// Whether it was not put away yet.
    pub is_open: bool,
    /// The sentence.
    pub notice: Notice,
}

/// Most notices shown at once.
const SHOWN: usize = 4;

/// Width of the notices, in points; less where the window is narrower.
const WIDTH: f32 = 480.0;

/// The part of the window's height that notices may cover.
const MOST_HEIGHT: f32 = 0.4;

/// About the height of a notice, in points.
const HEIGHT: f32 = 44.0;

/// Below this height of the room, a notice has one line; all of it stands in the drawer.
const TIGHT: f32 = 260.0;

/// What is going on in the background, with the command that stops it.
pub(crate) struct Progress {
    /// What is going on.
    pub text: String,
    /// Whether it can be stopped.
    pub can_stop: bool,
}

/// Draws the newest notices of `all`, and what is going on, over the lower left corner of `room`. What has no place is
/// counted.
pub(crate) fn ui(
    ctx: &Context,
    room: Rect,
    all: &mut [&mut Notices],
    progress: &[Progress],
    out: &mut Vec<Command>,
) {
    let n_open: usize = all.iter().map(|notices| notices.n_open()).sum();
    if n_open == 0 && progress.is_empty() {
        return;
    }
    let fitting = (1..=SHOWN).rev().find(|n| {
        let n = f32::from(u8::try_from(*n).unwrap_or(u8::MAX));
        n * HEIGHT <= room.height() * MOST_HEIGHT
    });
    let n_shown = n_open.min(fitting.unwrap_or(1));
    let width = WIDTH.min(room.width() - 16.0);
    egui::Area::new(Id::unique("gouji notices"))
        .order(Order::Middle)
        .pivot(Align2::LEFT_BOTTOM)
        .fixed_pos(room.left_bottom() + egui::Vec2::new(8.0, -6.0))
        .fade_in(false)
        .show(ctx, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 3.0;
            for going_on in progress {
                progress_ui(ui, going_on, out);
            }
            if n_shown < n_open {
                more_ui(ui, n_open - n_shown, out);
            }
            let is_tight = room.height() < TIGHT;
            newest_ui(ui, n_shown, is_tight, all);
        });
}

/// The `n` newest: of the report in front before those about none.
fn newest_ui(ui: &mut Ui, mut n: usize, is_tight: bool, all: &mut [&mut Notices]) {
    for notices in all.iter_mut().rev() {
        let n_own = n.min(notices.n_open());
        n -= n_own;
        let first = notices.n_open() - n_own;
        let mut put_away = None;
        for (at, notice) in notices.open.iter().enumerate().skip(first) {
            if notice_ui(ui, notice, is_tight) {
                put_away = Some(at);
            }
        }
        if let Some(at) = put_away {
            notices.put_one_away(at);
        }
    }
}

fn frame(ui: &Ui, is_error: bool) -> Frame {
    let palette = style::palette(ui);
    let (fill, line) = if is_error {
        (palette.bad_soft, palette.bad)
    } else {
        (palette.accent_soft, palette.accent)
    };
    Frame::new()
        .fill(fill)
        .stroke(egui::Stroke::new(1.0, line))
        .corner_radius(5)
        .inner_margin(Margin::symmetric(10, 4))
}

/// Draws one notice, in one line where there is little room; tells whether it is to be put away.
fn notice_ui(ui: &mut Ui, notice: &Notice, is_tight: bool) -> bool {
    let palette = style::palette(ui);
    let color = if notice.is_error {
        palette.bad
    } else {
        palette.accent
    };
    let shown = frame(ui, notice.is_error).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let close = egui::Button::new(RichText::new("×").size(16.0)).frame(false);
                let close = ui.add(close).on_hover_text(texts::DISMISS.show());
                let close = close.accessible_name(
                    texts::FILTER_IS.with_both(texts::DISMISS.show(), &notice.text),
                );
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let mark = if notice.is_error { "!" } else { "i" };
                    ui.label(RichText::new(mark).color(color).size(15.0));
                    if is_tight {
                        let label = egui::Label::new(&notice.text).selectable(true);
                        ui.add(label.truncate());
                    } else {
                        wrapped(ui, &notice.text, Use::Copy);
                    }
                });
                close.clicked()
            })
            .inner
        })
        .inner
    });
    shown.inner
}

fn more_ui(ui: &mut Ui, n: usize, out: &mut Vec<Command>) {
    let text = texts::MESSAGES_MORE.with_both(n, key_text(Action::Messages));
    frame(ui, false).show(ui, |ui| {
        let text = RichText::new(text).color(style::palette(ui).accent);
        if ui.add(egui::Button::new(text).frame(false)).clicked() {
            out.push(Command::Act(Action::Messages));
        }
    });
}

fn progress_ui(ui: &mut Ui, progress: &Progress, out: &mut Vec<Command>) {
    frame(ui, false).show(ui, |ui| {
        ui.horizontal(|ui| {
            working_ui(ui);
            let stop = |ui: &mut Ui| ui.button(texts::CANCEL_JOB.show()).clicked();
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if progress.can_stop && stop(ui) {
                    out.push(Command::CancelJob);
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(&progress.text).truncate());
                });
            });
        });
    });
}

/// How far a key scrolls the drawer, in points.
const KEYS: [(Key, f32); 4] = [
    (Key::ArrowUp, 40.0),
    (Key::ArrowDown, -40.0),
    (Key::PageUp, 300.0),
    (Key::PageDown, -300.0),
];

/// Draws the drawer: everything that was told, the newest first, report by report.
pub(crate) fn drawer_ui(ui: &mut Ui, told: &[Told], room: Rect) {
    let weak = style::palette(ui).weak;
    ui.set_width(560.0_f32.min(room.width() - 60.0));
    ui.label(RichText::new(texts::MESSAGES_TITLE.show()).size(17.0));
    ui.label(
        RichText::new(texts::MESSAGES_KEYS.show())
            .size(style::SMALL_SIZE)
            .color(weak),
    );
    if told.is_empty() {
        ui.label(texts::MESSAGES_NONE.show());
    }
    let scrolled = scrolled_by_keys(ui);
    ScrollArea::vertical()
        .id_salt("gouji drawer")
        .max_height((room.height() - 130.0).max(60.0))
        .auto_shrink([false, true])
        .show(ui, |ui| {
            if scrolled.abs() > 0.0 {
                ui.scroll_with_delta(egui::Vec2::new(0.0, scrolled));
            }
            let mut about = "";
            for line in told {
                if line.about != about && !line.about.is_empty() {
                    ui.label(RichText::new(&line.about).color(weak));
                }
                about = &line.about;
                told_ui(ui, line);
            }
        });
}

/// How far the keys of this frame scroll what is read, in points.
pub(crate) fn scrolled_by_keys(ui: &Ui) -> f32 {
    let pressed = KEYS
        .iter()
        .filter(|(key, _)| ui.input(|input| input.key_pressed(*key)));
    pressed.map(|(_, distance)| distance).sum()
}

fn told_ui(ui: &mut Ui, line: &Told) {
    let palette = style::palette(ui);
    let mark = if line.is_open { "● " } else { "" };
    let color = match (line.is_open, line.notice.is_error) {
        (true, true) => palette.bad,
        (true, false) => palette.text,
        (false, _) => palette.weak,
    };
    let text = RichText::new(format!("{mark}{}", line.notice.text)).color(color);
    wrapped(ui, text, Use::Copy);
}

/// Where notices may lie: above the status bar, whose upper edge is at `bottom`.
pub(crate) fn room(ctx: &Context, bottom: f32) -> Rect {
    let content = ctx.content_rect();
    Rect::from_min_max(content.min, Pos2::new(content.right(), bottom))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts_of(notices: &Notices) -> Vec<(bool, String)> {
        let told = notices.told("");
        told.into_iter()
            .map(|told| (told.is_open, told.notice.text))
            .collect()
    }

    #[test]
    fn what_is_put_away_stays_in_the_drawer_and_the_oldest_are_counted() {
        let mut notices = Notices::default();
        for n in 0..MOST_PAST + 3 {
            notices.push(Notice::information(n.to_string()));
        }
        notices.put_one_away(0);
        assert_eq!(notices.n_open(), MOST_PAST + 2);
        notices.put_away();
        assert_eq!(notices.n_open(), 0);
        let told = texts_of(&notices);
        assert_eq!(told.len(), MOST_PAST + 1);
        assert_eq!(told[0], (false, (MOST_PAST + 2).to_string()));
        assert!(told[MOST_PAST].1.contains('3'), "{:?}", told[MOST_PAST]);
    }

    #[test]
    fn a_sentence_said_again_is_the_newest_and_stands_once() {
        let mut notices = Notices::default();
        for text in ["a", "b", "a"] {
            notices.push(Notice::error(text.to_owned()));
        }
        let told = texts_of(&notices);
        assert_eq!(told, [(true, "a".to_owned()), (true, "b".to_owned())]);
        let mut window = Notices::default();
        window.keep_past(notices);
        assert_eq!(window.n_open(), 0);
        assert_eq!(texts_of(&window).len(), 2);
    }
}
