//! What the list can be asked for: a box for each kind of thing, with how many reports there are of each.

use egui::{ComboBox, RichText, Ui};

use crate::app::overview::said_of;
use crate::app::reports::queue::Queue;
use crate::app::reports::sieve::Wanted;
use crate::app::style;
use crate::app::texts::{self, Text};
use crate::rules::registry;

/// Longest name that is shown of what is chosen, in characters.
const LONGEST: usize = 8;

/// Draws the boxes.
pub(super) fn ui(ui: &mut Ui, queue: &Queue, wanted: &mut Wanted) {
    let choices = &queue.choices;
    let years = choices.years.iter().map(|(year, n)| {
        let unknown = || texts::YEAR_UNKNOWN.show().to_owned();
        let name = if year.is_empty() {
            unknown()
        } else {
            year.clone()
        };
        (year.clone(), name, *n)
    });
    box_ui(ui, texts::FILTER_YEAR, &mut wanted.year, years);
    let standings = choices.standings.iter();
    let standings =
        standings.map(|(standing, n)| (*standing, texts::standing(*standing).to_owned(), *n));
    box_ui(ui, texts::FILTER_STATE, &mut wanted.standing, standings);
    let levels = choices.levels.iter();
    let levels = levels.map(|(level, n)| (*level, texts::level(*level).to_owned(), *n));
    box_ui(ui, texts::FILTER_LEVEL, &mut wanted.level, levels);
    let rules = choices.rules.iter().map(|(rule, n)| {
        let title = registry::by_id(rule).map(|rule| rule.title.to_owned());
        (rule.clone(), title.unwrap_or_else(|| rule.clone()), *n)
    });
    box_ui(ui, texts::FILTER_RULE, &mut wanted.rule, rules);
    let small = |text: String| RichText::new(text).size(style::SMALL_SIZE);
    if wanted.mark.is_some() || wanted.office.is_some() {
        let said = said_of(wanted.mark.as_ref(), wanted.office.as_deref());
        let label = small(texts::MARK_CLEAR.with(said)).color(style::palette(ui).accent);
        if ui.button(label).clicked() {
            (wanted.mark, wanted.office) = (None, None);
        }
    }
    let n_twins = queue.ties.n_twins();
    if n_twins > 0 || wanted.only_twins {
        let label = small(texts::FILTER_TWINS.with(n_twins));
        ui.toggle_value(&mut wanted.only_twins, label);
    }
    if wanted.n_filters() > 0
        && ui
            .button(small(texts::FILTERS_CLEAR.show().to_owned()))
            .clicked()
    {
        wanted.clear();
    }
}

/// A box that one of several things is chosen in, or any.
fn box_ui<T: Clone + PartialEq>(
    ui: &mut Ui,
    title: Text,
    chosen: &mut Option<T>,
    all: impl Iterator<Item = (T, String, usize)>,
) {
    let small = |text: String| RichText::new(text).size(style::SMALL_SIZE);
    let all: Vec<(T, String, usize)> = all.collect();
    let of_chosen = all
        .iter()
        .find(|(value, ..)| chosen.as_ref() == Some(value));
    let shown = match (&chosen, of_chosen) {
        (None, _) => small(title.show().to_owned()),
        (Some(_), known) => {
            let name = known.map_or("?", |(_, name, _)| name);
            let name: String = name.chars().take(LONGEST).collect();
            small(name).color(style::palette(ui).accent)
        }
    };
    let response = ComboBox::from_id_salt(("report filter", title.show()))
        .selected_text(shown)
        .width(10.0)
        .show_ui(ui, |ui| {
            ui.selectable_value(chosen, None, small(texts::FILTER_ANY.show().to_owned()));
            for (value, name, n) in &all {
                let label = small(texts::REPORTS_OF.with_both(name, n));
                ui.selectable_value(chosen, Some(value.clone()), label);
            }
        })
        .response;
    let value = of_chosen.map_or(texts::FILTER_ANY.show(), |(_, name, _)| name);
    let said = texts::FILTER_IS.with_both(title.show(), value);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &said));
    response.on_hover_text(said.clone());
}
