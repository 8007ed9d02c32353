//! Every command by name, and the list of all keys: both drawn from the command table.

use egui::{Key, Modifiers, RichText, ScrollArea, Ui};

use crate::app::commands::{self, ACTIONS, Action, ActionSpec, Command, Menu, key_text};
use crate::app::prompts::parts::{Fate, set_width};
use crate::app::style::wrapped::{Use, wrapped};
use crate::app::{notices, style, texts};

/// What the palette keeps while it is open.
#[derive(Debug, Default)]
pub(crate) struct PaletteView {
    query: String,
    at: usize,
}

/// Draws the palette.
pub(crate) fn ui(
    ui: &mut Ui,
    view: &mut PaletteView,
    has_report: bool,
    fresh: bool,
    out: &mut Vec<Command>,
) -> Fate {
    set_width(ui, 440.0);
    let up = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowUp));
    let down = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
    let edit = egui::TextEdit::singleline(&mut view.query)
        .hint_text(texts::PALETTE_HINT.show())
        .desired_width(f32::INFINITY);
    let response = ui.add(edit).accessible_name(texts::PALETTE.show());
    if fresh {
        response.request_focus();
    }
    if response.changed() {
        view.at = 0;
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let found = matching(&view.query, has_report);
    let last = found.len().saturating_sub(1);
    view.at = match (up, down) {
        (true, _) => view.at.saturating_sub(1),
        (_, true) => (view.at + 1).min(last),
        _ => view.at.min(last),
    };
    let mut chosen: Option<Action> = found
        .get(view.at)
        .filter(|_| entered)
        .map(|spec| spec.action);
    // As high with one command as with all: what is typed must not move the line it is typed into.
    ScrollArea::vertical()
        .max_height(360.0_f32.min((ui.ctx().content_rect().height() - 180.0).max(80.0)))
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            if found.is_empty() {
                let weak = style::palette(ui).weak;
                let none = RichText::new(texts::PALETTE_NONE.show()).color(weak);
                wrapped(ui, none, Use::Read);
            }
            for (at, spec) in found.iter().enumerate() {
                let button = egui::Button::selectable(at == view.at, spec.label.show())
                    .shortcut_text(key_text(spec.action))
                    .min_size(egui::Vec2::new(ui.available_width(), 26.0));
                let response = ui.add(button);
                if at == view.at && (up || down) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    chosen = Some(spec.action);
                }
            }
        });
    match chosen {
        Some(action) => {
            out.push(Command::Act(action));
            Fate::Close
        }
        None => Fate::Stay,
    }
}

fn matching(query: &str, has_report: bool) -> Vec<&'static ActionSpec> {
    let mut found = commands::found(query);
    found.retain(|spec| spec.action != Action::Palette && (has_report || !spec.needs_report));
    found
}

/// Width of the keys in the list of all keys, in points.
const KEY_WIDTH: f32 = 132.0;

/// Draws the list of all keys.
pub(crate) fn keys_ui(ui: &mut Ui) -> Fate {
    ui.set_width(820.0_f32.min(ui.ctx().content_rect().width() - 80.0));
    ui.label(RichText::new(texts::KEYS_TITLE.show()).size(17.0));
    let height = (ui.ctx().content_rect().height() - 150.0).max(200.0);
    let scrolled = notices::scrolled_by_keys(ui);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        ui.scroll_with_delta(egui::Vec2::new(0.0, scrolled));
        ui.columns(2, |columns| {
            let [left, right] = columns else { return };
            group_ui(left, texts::KEYS_TABLE.show(), &table_lines());
            for menu in [Menu::Review, Menu::Proposals, Menu::Help] {
                group_ui(left, &menu.written(), &menu_lines(menu));
            }
            for menu in [Menu::File, Menu::Edit, Menu::View] {
                group_ui(right, &menu.written(), &menu_lines(menu));
            }
        });
    });
    if ui.button(texts::BUTTON_OK.show()).clicked() {
        Fate::Close
    } else {
        Fate::Stay
    }
}

fn table_lines() -> Vec<(String, &'static str)> {
    texts::TABLE_KEYS
        .iter()
        .map(|(key, what)| ((*key).to_owned(), what.show()))
        .collect()
}

fn menu_lines(menu: Menu) -> Vec<(String, &'static str)> {
    ACTIONS
        .iter()
        .filter(|spec| spec.menu == menu && !spec.keys.is_empty())
        .map(|spec| (key_text(spec.action), spec.label.show()))
        .collect()
}

fn group_ui(ui: &mut Ui, title: &str, lines: &[(String, &'static str)]) {
    let palette = style::palette(ui);
    ui.label(RichText::new(title).size(15.0).color(palette.weak));
    ui.spacing_mut().interact_size.y = 18.0;
    ui.spacing_mut().item_spacing.y = 2.0;
    for (key, what) in lines {
        ui.horizontal_top(|ui| {
            ui.allocate_ui(egui::Vec2::new(KEY_WIDTH, 0.0), |ui| {
                ui.set_width(KEY_WIDTH);
                ui.label(RichText::new(key).size(13.0).color(palette.accent));
            });
            wrapped(ui, RichText::new(*what).size(13.0), Use::Read);
        });
    }
    ui.add_space(4.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_matching(query: &str, has_report: bool, action: Action, expected: bool) {
        let found = matching(query, has_report)
            .iter()
            .any(|spec| spec.action == action);
        assert_eq!(found, expected, "{query} {action:?}");
    }

    #[test]
    fn the_palette_finds_commands_by_part_of_their_name() {
        check_matching("撤", true, Action::Undo, true);
        check_matching("撤", true, Action::Redo, false);
        check_matching("", true, Action::Save, true);
        check_matching("", false, Action::Save, false);
        check_matching("", false, Action::Open, true);
    }
}
