//! The pane of the carpet: figures in rows, only those in sight drawn.

use egui::{Id, Rect, RichText, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo, vec2};

use crate::app::carpet::grid::{GAP, Grid};
use crate::app::carpet::sheets::Snippet;
use crate::app::carpet::view::CarpetView;
use crate::app::carpet::{glyph_bar, tile};
use crate::app::commands::Command;
use crate::app::keyboard::focus::take_keyboard;
use crate::app::page::view::PageView;
use crate::app::reports::shown::Shown;
use crate::app::tables::cell_figure::{Mark, Selected, paint_cell};
use crate::app::tables::panel::{head_ui, keyboard_ui};
use crate::app::tables::view::TablesView;
use crate::app::wording::{cell_name, doubt_text, one_line};
use crate::app::{style, texts};
use crate::form::CellKey;

/// Width of a figure with its picture, in points.
const PICTURE: f32 = 100.0;

/// Width of a figure with the characters around it, in points.
const TEXT: f32 = 184.0;

/// Draws the carpet.
pub(crate) fn ui(
    ui: &mut Ui,
    shown: &Shown,
    view: &mut CarpetView,
    (tables, pages): (&mut TablesView, &mut PageView),
    out: &mut Vec<Command>,
) {
    keyboard_ui(ui, shown);
    view.snippets.refresh(ui.ctx(), shown.session, pages);
    glyph_bar::ui(ui, view, out);
    selected_ui(ui, shown, view);
    ui.separator();
    let width = if view.snippets.has_any() {
        PICTURE
    } else {
        TEXT
    };
    let size = vec2(width, tile::PRINTED + tile::HELD);
    let id = ("carpet", &shown.session.source().sha256, view.glyph);
    let area = ScrollArea::vertical().animated(false).id_salt(id);
    area.auto_shrink(false).show_viewport(ui, |ui, in_sight| {
        tiles_ui(ui, shown, view, (size, in_sight), tables, out);
    });
}

/// The selected cell by name, what it was read as, and why that is in doubt.
fn selected_ui(ui: &mut Ui, shown: &Shown, view: &CarpetView) {
    let palette = style::palette(ui);
    let head = shown.selection.head.as_ref();
    let Some((cell, at)) = head.and_then(|cell| Some((cell, view.position(cell)?))) else {
        let text = RichText::new(texts::CARPET_ELSEWHERE.show()).color(palette.weak);
        ui.add(egui::Label::new(text).truncate());
        return;
    };
    let place = format!("{} / {}", at + 1, view.tiles.len());
    let text = texts::CARPET_AT.with_both(place, cell_name(shown.session, cell));
    let doubt = shown.session.reading().cell(cell).and_then(doubt_text);
    let doubt = one_line(&doubt.unwrap_or_default());
    ui.horizontal(|ui| {
        ui.label(RichText::new(text).color(palette.accent));
        let doubt = RichText::new(doubt).size(style::SMALL_SIZE);
        ui.add(egui::Label::new(doubt.color(palette.caution)).truncate());
    });
}

fn tiles_ui(
    ui: &mut Ui,
    shown: &Shown,
    view: &mut CarpetView,
    (size, in_sight): (Vec2, Rect),
    tables: &mut TablesView,
    out: &mut Vec<Command>,
) {
    let grid = Grid::new(ui, in_sight, size, view.tiles.len());
    (view.n_columns, view.n_rows) = grid.lies;
    let head = shown.selection.head.as_ref();
    let own = head.and_then(|cell| view.position(cell));
    if std::mem::take(&mut tables.scroll_to_cell)
        && let Some(at) = own
    {
        ui.scroll_to_rect(grid.place(at).expand(GAP), None);
    }
    let text = &shown.session.source().text;
    for (at, figure) in view
        .tiles
        .iter()
        .enumerate()
        .skip(grid.drawn.start)
        .take(grid.drawn.len())
    {
        let rect = grid.place(at);
        let cell = &figure.cell;
        let snippet = view.snippets.get(ui.ctx(), cell);
        let trouble = tile::trouble_of(&snippet);
        let look = shown.drawn.looks.get(cell);
        let name = look.map_or("", |look| look.name.as_str());
        let name = match snippet {
            Snippet::Picture(..) => texts::CARPET_PICTURED.with(name),
            _ => name.to_owned(),
        };
        let palette = style::palette(ui);
        let (printed, now) = tile::halves(rect);
        let ground = ui.painter();
        ground.rect_filled(rect, egui::CornerRadius::same(2), palette.paper);
        let sides = || tile::around(figure, text);
        tile::paint_printed(ground, palette, printed, (figure, sides), &snippet);
        held_ui(ui, shown, now, cell);
        tile::paint_frame(ui.painter(), palette, rect, own == Some(at));
        pointer_ui(ui, rect, (cell, name, trouble), out);
    }
    if let Some(at) = own {
        // Drawn last: what is typed may be wider than the figure.
        let (_, now) = tile::halves(grid.place(at));
        head_ui(ui, now, head, tables);
    }
}

/// What the cell holds now, as the tables show it.
fn held_ui(ui: &Ui, shown: &Shown, rect: Rect, cell: &CellKey) {
    if let Some(look) = shown.drawn.looks.get(cell) {
        let mark = Mark::of_accused(look.accused);
        let palette = style::palette(ui);
        paint_cell(
            ui.painter(),
            palette,
            rect,
            &look.figure(false),
            (mark, Selected::No),
        );
    }
}

fn pointer_ui(
    ui: &Ui,
    rect: Rect,
    (cell, name, trouble): (&CellKey, String, Option<String>),
    out: &mut Vec<Command>,
) {
    let response = ui.interact(rect, Id::unique(("carpet", cell)), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    if response.double_clicked() {
        out.push(Command::Select(cell.clone()));
        out.push(Command::BeginEditing);
    } else if response.clicked() {
        take_keyboard(ui.ctx());
        out.push(Command::Select(cell.clone()));
    }
    let told = trouble.map(|trouble| format!("{name}\n{trouble}"));
    response.on_hover_text(told.unwrap_or(name));
}
