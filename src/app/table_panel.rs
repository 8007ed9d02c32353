//! The tables, drawn as the official form draws them, edited in place like a spreadsheet.

use egui::{Id, Rect, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo};

use crate::app::commands::Command;
use crate::app::form_table::{self, Grid};
use crate::app::style;
use crate::app::table_keys;
use crate::app::texts;
use crate::app::view::{Draft, DraftTarget, Picture, View, cell_text};
use crate::app::widgets::cell::{Broken, Selected, paint_cell, paint_preview};
use crate::app::widgets::form_layout::{Content, LayoutBox};
use crate::form::{CellKey, TableId, catalogue};
use crate::review::edit::Edit;
use crate::review::session::Session;
use crate::review::status::CellState;
use crate::review::verdict::Origin;

/// The widget that has the keyboard while cells are walked over.
pub(crate) fn keyboard_id() -> Id {
    Id::unique("gouji tables")
}

/// The editor of the cell being typed into.
pub(crate) fn editor_id() -> Id {
    Id::unique("gouji cell editor")
}

/// Tab ends an edit and walks on in the tables; it must not walk to another widget.
const EDITOR_KEYS: egui::EventFilter = egui::EventFilter {
    tab: true,
    horizontal_arrows: true,
    vertical_arrows: true,
    escape: false,
};

/// Draws all tables.
pub(crate) fn ui(ui: &mut Ui, session: &Session, view: &mut View, out: &mut Vec<Command>) {
    view.picture(session);
    view.previewed = view.repairs.previewed(session, view.head.as_ref());
    table_keys::handle(ui, session, view, out);
    ScrollArea::both()
        .id_salt(("tables", &session.source().sha256))
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for table in TableId::ALL {
                table_ui(ui, table, session, view, out);
                ui.add_space(8.0);
            }
        });
}

fn table_ui(
    ui: &mut Ui,
    table: TableId,
    session: &Session,
    view: &mut View,
    out: &mut Vec<Command>,
) {
    title_ui(ui, table, session);
    // The scroll bar floats over the right edge.
    let width = (ui.available_width() - 8.0).clamp(form_table::MIN_WIDTH, form_table::MAX_WIDTH);
    let picture = view.picture(session);
    let Some((_, layout)) = picture.layouts.iter().find(|(id, _)| *id == table) else {
        missing_ui(ui, table, out);
        return;
    };
    let layout = layout.clone();
    let grid = form_table::measure(ui, &layout, width);
    let (rect, _) = ui.allocate_exact_size(grid.size(), Sense::hover());
    let painter = ui.painter().clone();
    let head = view
        .head
        .clone()
        .map(Content::Cell)
        .filter(|_| view.field.is_none());
    let marked = layout
        .boxes
        .iter()
        .find(|place| Some(&place.content) == head.as_ref());
    for place in &layout.boxes {
        let place_rect = grid.rect(place, rect.min);
        if let Content::Cell(cell) = &place.content {
            cell_ui(ui, place_rect, cell, session, view, out);
        } else if ui.is_rect_visible(place_rect) {
            form_table::label_ui(ui, &painter, place, place_rect, marked);
        }
    }
    form_table::lines(&painter, style::palette(ui), &grid, &layout.boxes, rect);
    overlays_ui(ui, session, view, &grid, &layout.boxes, rect, out);
    form_table::sticky_heads(ui, &grid, &layout, rect, marked);
}

/// A table the text lacks: it can be entered by hand, or the lack confirmed.
fn missing_ui(ui: &mut Ui, table: TableId, out: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.label(egui::RichText::new(texts::TABLE_MISSING.show()).color(style::palette(ui).bad));
        for edition in catalogue::editions().iter().rev().map(|edition| edition.id) {
            if ui.button(texts::ENTER_TABLE.with(edition)).clicked() {
                out.push(Command::Edit(Edit::AddTable { table, edition }));
            }
        }
        if ui.button(texts::NO_SUCH_TABLE.show()).clicked() {
            out.push(Command::Edit(Edit::MissingTable { table }));
        }
    });
}

fn title_ui(ui: &mut Ui, table: TableId, session: &Session) {
    let palette = style::palette(ui);
    let edition = session.sheet().editions.get(&table).copied();
    let spec = catalogue::editions()
        .iter()
        .rev()
        .find(|candidate| edition.is_none_or(|edition| edition == candidate.id))
        .and_then(|edition| edition.table(table));
    let title = spec.map_or("", |spec| &spec.title);
    ui.horizontal(|ui| {
        ui.label(egui::RichText::new(format!("{}　{title}", table.short_name())).size(15.0));
        if let Some(edition) = edition {
            let chip = egui::RichText::new(texts::EDITION.with(edition))
                .color(palette.weak)
                .size(style::SMALL_SIZE);
            let response = ui.label(chip);
            if let Some(why) = session.reading().edition_evidence.get(&table) {
                response.on_hover_text(why);
            }
        }
    });
}

/// One cell: pointer, name, picture. Its frame and the editor are drawn last, over the hair lines.
fn cell_ui(
    ui: &mut Ui,
    rect: Rect,
    cell: &CellKey,
    session: &Session,
    view: &mut View,
    out: &mut Vec<Command>,
) {
    // Cells are no stops of the Tab key: the tables have the keyboard as one, and walk by themselves.
    let sense = Sense::CLICK | Sense::DRAG;
    let response = ui.interact(rect, Id::unique(("cell", cell)), sense);
    let name = view
        .picture(session)
        .looks
        .get(cell)
        .map(|look| look.name.clone())
        .unwrap_or_default();
    let name = match view.previewed.get(cell) {
        Some(amount) => name + &texts::PREVIEWED.with(amount),
        None => name,
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    if response.double_clicked() {
        start_editing(session, view, cell.clone(), None);
    } else if response.clicked() || response.drag_started() {
        ui.memory_mut(|memory| memory.request_focus(keyboard_id()));
        if ui.input(|input| input.modifiers.shift) {
            view.extend(cell.clone());
        } else if view
            .draft
            .as_ref()
            .is_none_or(|draft| draft.target != DraftTarget::Cell(cell.clone()))
        {
            out.push(Command::Select(cell.clone()));
        }
    } else if response.secondary_clicked() && !view.cells().contains(cell) {
        out.push(Command::Select(cell.clone()));
    }
    let dragging =
        ui.input(|input| input.pointer.primary_down() && input.pointer.is_decidedly_dragging());
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let began_here = ui
        .data(|data| data.get_temp::<bool>(drag_flag()))
        .unwrap_or(false);
    if response.drag_started() {
        ui.data_mut(|data| data.insert_temp(drag_flag(), true));
    } else if dragging
        && began_here
        && pointer.is_some_and(|at| rect.contains(at))
        && view.head.as_ref() != Some(cell)
    {
        view.extend(cell.clone());
    }
    if response.drag_stopped() {
        ui.data_mut(|data| data.insert_temp(drag_flag(), false));
    }
    response.context_menu(|ui| context_menu_ui(ui, out));
}

fn drag_flag() -> Id {
    Id::unique("gouji block drag")
}

fn context_menu_ui(ui: &mut Ui, out: &mut Vec<Command>) {
    use crate::app::commands::Action;
    for action in [
        Action::Confirm,
        Action::Verdict,
        Action::Note,
        Action::Blank,
        Action::Withdraw,
        Action::Copy,
        Action::Paste,
    ] {
        crate::app::menu_bar::item_ui(ui, action, true, out);
    }
}

/// The pictures of all cells, the editor, and scrolling to the selection.
fn overlays_ui(
    ui: &mut Ui,
    session: &Session,
    view: &mut View,
    grid: &Grid,
    boxes: &[LayoutBox],
    rect: Rect,
    out: &mut Vec<Command>,
) {
    let numbers = numbered_cells(session, view);
    let selected = view.cells();
    let mut editor = None;
    for place in boxes {
        let Content::Cell(cell) = &place.content else {
            continue;
        };
        let place_rect = grid.rect(place, rect.min);
        let is_head = view.head.as_ref() == Some(cell) && view.field.is_none();
        if is_head && view.scroll_to_cell {
            ui.scroll_to_rect(place_rect.expand2(Vec2::new(40.0, 60.0)), None);
            view.scroll_to_cell = false;
        }
        if view
            .draft
            .as_ref()
            .is_some_and(|draft| draft.target == DraftTarget::Cell(cell.clone()))
        {
            editor = Some((cell.clone(), place_rect));
        }
        if !ui.is_rect_visible(place_rect) {
            continue;
        }
        let number = numbers.iter().position(|numbered| numbered == cell);
        let selected = match (is_head, selected.contains(cell)) {
            (true, _) => Selected::Head,
            (false, true) if selected.len() > 1 => Selected::InBlock,
            _ => Selected::No,
        };
        paint(
            ui,
            view.picture(session),
            cell,
            place_rect,
            (number, selected),
        );
        if let Some(amount) = view.previewed.get(cell) {
            let now = cell_text(session, cell);
            paint_preview(
                ui.painter(),
                style::palette(ui),
                place_rect.shrink(0.5),
                (&now, &amount.to_string()),
            );
        }
    }
    if let Some((cell, place_rect)) = editor {
        editor_ui(ui, place_rect, &cell, session, view, out);
    }
}

fn paint(
    ui: &Ui,
    picture: &Picture,
    cell: &CellKey,
    rect: Rect,
    (number, selected): (Option<usize>, Selected),
) {
    let Some(look) = picture.looks.get(cell) else {
        return;
    };
    let broken = match number {
        Some(at) => Broken::Numbered(at + 1),
        None => look.broken,
    };
    // One point is left to the hair lines.
    let inside = rect.shrink(0.5);
    paint_cell(
        ui.painter(),
        style::palette(ui),
        inside,
        &look.text,
        look.state,
        (broken, selected),
    );
}

/// The cells of the selected finding in its order.
fn numbered_cells(session: &Session, view: &View) -> Vec<CellKey> {
    let key = view.finding.as_ref();
    let finding = session
        .results()
        .findings
        .iter()
        .find(|finding| Some(&finding.key) == key);
    finding
        .map(|finding| finding.cells.clone())
        .unwrap_or_default()
}

/// Begins to type into a cell: over its text, or with `typed` in its place.
pub(crate) fn start_editing(
    session: &Session,
    view: &mut View,
    cell: CellKey,
    typed: Option<String>,
) {
    let is_unread = view
        .picture(session)
        .looks
        .get(&cell)
        .is_none_or(|look| look.state == CellState::Unread);
    let text = typed.unwrap_or_else(|| {
        if is_unread {
            String::new()
        } else {
            cell_text(session, &cell)
        }
    });
    view.select(cell.clone());
    view.draft = Some(Draft {
        target: DraftTarget::Cell(cell),
        text,
        is_new: true,
    });
}

fn editor_ui(
    ui: &mut Ui,
    rect: Rect,
    cell: &CellKey,
    session: &Session,
    view: &mut View,
    out: &mut Vec<Command>,
) {
    let palette = style::palette(ui);
    let Some(draft) = &mut view.draft else { return };
    let edit = egui::TextEdit::singleline(&mut draft.text)
        .id(editor_id())
        .font(style::table_font())
        .align(egui::Align2::CENTER_CENTER)
        .event_filter(EDITOR_KEYS)
        .frame(
            egui::Frame::new()
                .fill(palette.paper)
                .stroke(egui::Stroke::new(2.0, palette.accent))
                .inner_margin(egui::Margin::symmetric(3, 2)),
        );
    let wide = Rect::from_center_size(
        rect.center(),
        Vec2::new(rect.width().max(56.0), rect.height()),
    );
    let response = ui.place(wide, edit);
    let response = response.accessible_name(texts::CELL_EDITOR.show());
    if draft.is_new {
        draft.is_new = false;
        response.request_focus();
        put_cursor_at_end(ui, draft.text.chars().count());
        return;
    }
    let tabbed = ui.input(|input| input.key_pressed(egui::Key::Tab));
    if response.lost_focus() || tabbed {
        let escaped = ui.input(|input| input.key_pressed(egui::Key::Escape));
        let way = table_keys::way_after_commit(ui);
        let text = std::mem::take(&mut draft.text);
        view.draft = None;
        if !escaped {
            commit(cell, text, session, out);
            if let Some(next) =
                way.and_then(|step| view.picture(session).walk.go(cell, step).cloned())
            {
                out.push(Command::Select(next));
            }
        }
        if escaped || way.is_some() {
            ui.memory_mut(|memory| memory.request_focus(keyboard_id()));
        }
    }
}

/// Egui keeps an undo history and a cursor per editor; both belong to the cell edited before.
fn put_cursor_at_end(ui: &Ui, n_chars: usize) {
    let mut state = egui::TextEdit::load_state(ui.ctx(), editor_id()).unwrap_or_default();
    state.clear_undoer();
    let end = egui::text::CCursor::new(egui::text::CharIndex(n_chars));
    state
        .cursor
        .set_char_range(Some(egui::text::CCursorRange::one(end)));
    state.store(ui.ctx(), editor_id());
}

/// A draft becomes a step unless it says what the cell holds already.
fn commit(cell: &CellKey, text: String, session: &Session, out: &mut Vec<Command>) {
    if text.trim() == cell_text(session, cell) && !session.value(cell).is_unread() {
        return;
    }
    out.push(Command::Edit(Edit::Enter {
        cell: cell.clone(),
        text,
        origin: Origin::Typed,
        spans: Vec::new(),
    }));
}
