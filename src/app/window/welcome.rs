//! The page shown while no report is open.

use egui::{Id, RichText, Ui, Vec2};

use crate::app::commands::{Action, Command, key_text, spec};
use crate::app::prompts::parts::pasted_files;
use crate::app::settings::Settings;
use crate::app::window::desktop;
use crate::app::wording::file_name;
use crate::app::{style, texts};
use crate::dataset::named_files;

/// Width from which on recent files and keys stand side by side, in points.
const TWO_COLUMNS: f32 = 520.0;

/// What the page keeps.
#[derive(Default)]
pub(crate) struct WelcomeView {
    /// The path being typed.
    pub path: String,
}

/// Draws the page.
pub(crate) fn ui(ui: &mut Ui, settings: &Settings, view: &mut WelcomeView, out: &mut Vec<Command>) {
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        .show(ui, |ui| {
            let width = 760.0_f32.min(ui.available_width() - 40.0);
            let side = ((ui.available_width() - width) / 2.0).max(0.0);
            ui.add_space((ui.available_height() * 0.10).min(90.0));
            ui.horizontal_top(|ui| {
                ui.add_space(side);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    page_ui(ui, settings, view, out);
                });
            });
        });
}

fn page_ui(ui: &mut Ui, settings: &Settings, view: &mut WelcomeView, out: &mut Vec<Command>) {
    let palette = style::palette(ui);
    ui.label(RichText::new(texts::WELCOME_TITLE.show()).size(40.0));
    ui.label(
        RichText::new(texts::WELCOME_LINE.show())
            .size(16.0)
            .color(palette.weak),
    );
    ui.add_space(18.0);
    ui.horizontal_wrapped(|ui| {
        let open = egui::Button::new(
            RichText::new(texts::OPEN.show())
                .size(15.0)
                .color(palette.on_accent),
        )
        .fill(palette.accent)
        .shortcut_text(RichText::new(key_text(Action::Open)).color(palette.on_accent))
        .min_size(Vec2::new(190.0, 36.0));
        if ui.add(open).clicked() {
            out.push(Command::Act(Action::Open));
        }
        let folder = egui::Button::new(RichText::new(texts::OPEN_FOLDER.show()).size(15.0))
            .min_size(Vec2::new(150.0, 36.0));
        if ui.add(folder).clicked() {
            out.push(Command::Act(Action::OpenFolder));
        }
        let sample = egui::Button::new(RichText::new(texts::OPEN_SAMPLE.show()).size(15.0))
            .min_size(Vec2::new(150.0, 36.0));
        if ui.add(sample).clicked() {
            out.push(Command::Act(Action::OpenSample));
        }
    });
    ui.add_space(10.0);
    let path = if desktop::takes_drops() {
        texts::WELCOME_DROP
    } else {
        texts::WELCOME_PATH
    };
    ui.label(RichText::new(path.show()).color(palette.weak));
    path_ui(ui, &mut view.path, out);
    ui.add_space(22.0);
    if ui.available_width() < TWO_COLUMNS {
        recent_ui(ui, settings, out);
        ui.add_space(18.0);
        keys_ui(ui);
        return;
    }
    ui.columns(2, |columns| {
        if let [left, right] = columns {
            recent_ui(left, settings, out);
            keys_ui(right);
        }
    });
}

fn path_ui(ui: &mut Ui, path: &mut String, out: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let edit = egui::TextEdit::singleline(path)
            .id(Id::unique("gouji path"))
            .hint_text(texts::PATH_HINT.show())
            .desired_width(520.0_f32.min(ui.available_width() - 80.0));
        let response = ui.add(edit).accessible_name(texts::OPEN_PATH.show());
        let entered =
            response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if (ui.button(texts::PATH_OPEN.show()).clicked() || entered) && !path.trim().is_empty() {
            out.push(Command::Open(named_files::entered(path)));
        }
    });
    if let Some(files) = pasted_files(ui) {
        path.clear();
        out.push(Command::Open(files));
    }
}

fn recent_ui(ui: &mut Ui, settings: &Settings, out: &mut Vec<Command>) {
    let palette = style::palette(ui);
    ui.label(RichText::new(texts::WELCOME_RECENT.show()).size(15.0));
    ui.add_space(4.0);
    if settings.recent.is_empty() {
        ui.label(RichText::new(texts::WELCOME_NO_RECENT.show()).color(palette.weak));
    }
    for path in &settings.recent {
        let name = file_name(path);
        let link = ui.add(egui::Link::new(RichText::new(name).color(palette.accent)));
        let link = link.on_hover_text(path.display().to_string());
        if link.clicked() {
            out.push(Command::Open(vec![path.clone()]));
        }
        link.context_menu(|ui| {
            if ui.button(texts::FORGET.show()).clicked() {
                out.push(Command::Forget(path.clone()));
                ui.close();
            }
        });
    }
}

fn keys_ui(ui: &mut Ui) {
    let palette = style::palette(ui);
    ui.label(RichText::new(texts::WELCOME_KEYS.show()).size(15.0));
    ui.add_space(4.0);
    egui::Grid::new("first keys")
        .num_columns(2)
        .spacing([18.0, 5.0])
        .show(ui, |ui| {
            for action in [
                Action::NextProblem,
                Action::Confirm,
                Action::Verdict,
                Action::Undo,
                Action::Find,
                Action::Save,
                Action::SignOff,
                Action::Palette,
                Action::Keys,
            ] {
                ui.label(RichText::new(key_text(action)).color(palette.accent));
                ui.label(spec(action).map_or("", |spec| spec.label.show()));
                ui.end_row();
            }
        });
}
