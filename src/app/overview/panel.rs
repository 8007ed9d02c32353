//! The page of pictures.

use egui::{Id, Key, Modifiers, RichText, ScrollArea, Spinner, Ui};

use crate::app::commands::{Action, Command};
use crate::app::keyboard::focus::walks;
use crate::app::overview::bars::{HISTOGRAM, Walked, bars_ui, histogram_ui, key_ui};
use crate::app::overview::names::name_of;
use crate::app::overview::view::OverviewView;
use crate::app::reports::queue::Progress;
use crate::app::{style, texts};
use crate::export::overview::charts::{Picture, Section};

/// Widest page, in points: bars longer than that are hard to compare.
const WIDEST: f32 = 1_100.0;

/// Space between two histograms, in points.
const BESIDE: f32 = 18.0;

/// Parts that a page of keys goes over.
const PAGE: usize = 10;

/// Draws the pictures.
pub(crate) fn ui(
    ui: &mut Ui,
    progress: &Progress,
    view: &mut OverviewView,
    out: &mut Vec<Command>,
) {
    let has_keys = keyboard(ui, view);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(texts::OVERVIEW.show()).size(15.0));
        let weak = style::palette(ui).weak;
        let small = |text: String| RichText::new(text).size(style::SMALL_SIZE).color(weak);
        ui.label(small(texts::OVERVIEW_KEYS.show().to_owned()));
        if progress.n_unknown > 0 {
            let all = progress.by_standing.iter().sum::<usize>() + progress.n_unknown;
            ui.label(small(
                texts::OVERVIEW_READING.with_both(all - progress.n_unknown, all),
            ));
        }
    });
    ui.separator();
    let Some(sections) = view.sections.take() else {
        ui.add(Spinner::new());
        return;
    };
    if sections.is_empty() {
        ui.label(texts::OVERVIEW_FAILED.show());
    }
    let mut walked = Walked {
        n: 0,
        firsts: Vec::new(),
        marked: view.marked,
        has_keys,
        scrolls: std::mem::take(&mut view.scrolls),
        clicked: None,
        command: None,
    };
    ScrollArea::vertical()
        .id_salt("overview")
        .auto_shrink(false)
        .animated(false)
        .show(ui, |ui| {
            ui.set_max_width(WIDEST.min(ui.available_width()));
            for section in &sections {
                section_ui(ui, section, &mut walked);
            }
        });
    view.sections = Some(sections);
    view.marked = view.marked.min(walked.n.saturating_sub(1));
    if let Some(clicked) = walked.clicked {
        view.marked = clicked;
        out.extend(walked.command.take());
    } else if has_keys {
        walk(ui, view, walked, out);
    }
}

fn section_ui(ui: &mut Ui, section: &Section, walked: &mut Walked) {
    let title = texts::pick(&section.title);
    ui.add_space(10.0);
    ui.label(RichText::new(title).size(14.0).strong());
    for said in &section.said {
        ui.label(texts::pick(said));
    }
    if !section.key.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for (tone, name) in &section.key {
                key_ui(ui, *tone, &name_of(name));
            }
        });
    }
    histograms_ui(ui, &section.pictures, walked);
    ui.spacing_mut().item_spacing.y = 0.0;
    for picture in &section.pictures {
        if let Picture::Bars(bars) = picture {
            bars_ui(ui, title, bars, walked);
            ui.add_space(6.0);
        }
    }
    ui.spacing_mut().item_spacing.y = 4.0;
}

/// Draws the histograms among `pictures`, as many beside each other as there is room for.
fn histograms_ui(ui: &mut Ui, pictures: &[Picture], walked: &mut Walked) {
    let is_one = |picture: &&Picture| matches!(picture, Picture::Histogram { .. });
    let histograms: Vec<&Picture> = pictures.iter().filter(is_one).collect();
    let n_beside = whole(ui.available_width() / (HISTOGRAM.x + BESIDE)).max(1);
    for row in histograms.chunks(n_beside) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = BESIDE;
            for picture in row {
                if let Picture::Histogram { name, n, tenths } = picture {
                    histogram_ui(ui, (texts::pick(name), *n), tenths, walked);
                }
            }
        });
        ui.add_space(8.0);
    }
}

/// Whether the keys walk the pictures: they have the keyboard while nothing else on the page took it.
fn keyboard(ui: &Ui, view: &mut OverviewView) -> bool {
    let group = (Id::unique("gouji overview"), texts::OVERVIEW.show());
    walks(ui, group, Some(&mut view.take_focus))
}

/// Obeys the keys.
fn walk(ui: &Ui, view: &mut OverviewView, walked: Walked, out: &mut Vec<Command>) {
    let taken = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if taken(Key::Escape) {
        out.push(Command::Act(Action::Dismiss));
        return;
    }
    if taken(Key::Enter) || taken(Key::Space) {
        out.extend(walked.command);
        return;
    }
    let at = view.marked;
    let last = walked.n.saturating_sub(1);
    let behind = walked.firsts.iter().copied().find(|first| *first > at);
    let before = walked
        .firsts
        .iter()
        .rev()
        .copied()
        .find(|first| *first < at);
    let moves = [
        (Key::ArrowRight, at + 1),
        (Key::Tab, at + 1),
        (Key::ArrowLeft, at.saturating_sub(1)),
        (Key::ArrowDown, behind.unwrap_or(last)),
        (Key::ArrowUp, before.unwrap_or(0)),
        (Key::PageDown, at + PAGE),
        (Key::PageUp, at.saturating_sub(PAGE)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    for (key, to) in moves {
        if taken(key) {
            view.marked = to.min(last);
            view.scrolls = true;
            ui.ctx().request_repaint();
            return;
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a window has room for few pictures"
)]
fn whole(quotient: f32) -> usize {
    quotient.max(0.0) as usize
}
