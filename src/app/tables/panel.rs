//! The tables, drawn as the official form draws them, edited in place like a spreadsheet.

use egui::{Id, Rect, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo};

use crate::app::commands::{Action, Command, item_ui};
use crate::app::keyboard::focus::{tables_id, take_keyboard};
use crate::app::reports::scrolling::Scrolling;
use crate::app::reports::shown::Shown;
use crate::app::tables::cell_figure::{
    Selected, last_year_text, paint_cell, paint_coverage, paint_preview,
};
use crate::app::tables::cell_marks::CellMarks;
use crate::app::tables::draft::DraftTarget;
use crate::app::tables::editor;
use crate::app::tables::measures::{self, Grid};
use crate::app::tables::view::TablesView;
use crate::app::wording::shown_text;
use crate::app::{style, texts};
use crate::form::layout::{Content, LayoutBox};
use crate::form::{CellKey, TableId, catalogue};
use crate::review::edit::Edit;
use crate::review::session::Session;
use crate::review::years::report_before;

/// Draws all tables.
pub(crate) fn ui(ui: &mut Ui, shown: &Shown, view: &mut TablesView, out: &mut Vec<Command>) {
    keyboard_ui(ui, shown);
    view.columns.clear();
    if let Some(fill) = &view.fill {
        fill_ui(ui, fill.cells.len(), out);
    }
    // Not animated: a movement that is under way goes on to where it was to end, though the selection is elsewhere by then.
    let mut area = ScrollArea::both()
        .animated(false)
        .id_salt(("tables", &shown.session.source().sha256))
        .auto_shrink(false);
    if std::mem::take(&mut view.scrolling) == Scrolling::ToStart {
        area = area.scroll_offset(Vec2::ZERO);
    }
    area.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        for table in TableId::ALL {
            table_ui(ui, table, shown, view, out);
            ui.add_space(8.0);
        }
    });
}

/// The widget that has the keyboard while cells and header fields are walked over and typed into. It takes it when nobody
/// else has it.
pub(crate) fn keyboard_ui(ui: &Ui, shown: &Shown) {
    let area = ui.available_rect_before_wrap();
    let response = ui.interact(area, tables_id(), Sense::focusable_noninteractive());
    let head = shown.selection.head.as_ref();
    let name = head
        .and_then(|cell| shown.drawn.looks.get(cell))
        .map_or(texts::NO_CELL.show(), |look| look.name.as_str());
    response.widget_info(|| {
        let said = texts::FILTER_IS.with_both(texts::KEYS_TABLE.show(), name);
        WidgetInfo::labeled(Role::Table, true, said)
    });
    let is_free =
        ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
    if is_free {
        response.request_focus();
    }
}

/// Says that contents of the source wait to be accepted.
fn fill_ui(ui: &mut Ui, n_cells: usize, out: &mut Vec<Command>) {
    let palette = style::palette(ui);
    let frame = egui::Frame::new()
        .fill(palette.caution_soft)
        .corner_radius(5)
        .inner_margin(egui::Margin::symmetric(8, 3));
    frame.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(texts::FILL_READY.with(n_cells));
            if ui.button(texts::FILL_ACCEPT.show()).clicked() {
                out.push(Command::AcceptFill);
            }
            if ui.button(texts::BUTTON_CANCEL.show()).clicked() {
                out.push(Command::DropFill);
            }
        });
    });
}

fn table_ui(
    ui: &mut Ui,
    table: TableId,
    shown: &Shown,
    view: &mut TablesView,
    out: &mut Vec<Command>,
) {
    title_ui(ui, table, shown.session, view.with_last_year);
    // The scroll bar floats over the right edge.
    let width = (ui.available_width() - 8.0).clamp(measures::MIN_WIDTH, measures::MAX_WIDTH);
    let drawn = shown.drawn;
    let Some((_, layout)) = drawn.layouts.iter().find(|(id, _)| *id == table) else {
        missing_ui(ui, table, out);
        return;
    };
    let n_hidden = drawn.n_hidden.get(&table).copied().unwrap_or(0);
    if n_hidden > 0 {
        hidden_ui(ui, n_hidden, out);
    }
    if layout.boxes.is_empty() {
        return;
    }
    let room = ui.clip_rect().height() - TITLE;
    let grid = measures::fitting(ui, layout, (width, room), view.row_height);
    let (rect, _) = ui.allocate_exact_size(grid.size(), Sense::hover());
    let painter = ui.painter().clone();
    let selection = shown.selection;
    let head = selection.head.clone().map(Content::Cell);
    let head = head.filter(|_| selection.field.is_none());
    let marked = layout
        .boxes
        .iter()
        .find(|place| Some(&place.content) == head.as_ref());
    for place in &layout.boxes {
        let place_rect = grid.rect(place, rect.min);
        if let Content::Cell(cell) = &place.content {
            cell_ui(ui, place_rect, cell, shown, view, out);
        } else if ui.is_rect_visible(place_rect)
            && measures::label_ui(ui, &painter, place, place_rect, marked)
        {
            select_block(ui, &layout.cells_of(place), out);
        }
    }
    measures::lines(&painter, style::palette(ui), &grid, &layout.boxes, rect);
    overlays_ui(ui, shown, view, &grid, &layout.boxes, rect);
    measures::sticky_labels(ui, &grid, layout, rect, marked);
    if let Some(head) = measures::sticky_heads(ui, &grid, layout, rect, marked) {
        select_block(ui, &layout.cells_of(head), out);
    }
}

/// A click on a label or a head selects the cells it is about.
fn select_block(ui: &Ui, cells: &[&CellKey], out: &mut Vec<Command>) {
    take_keyboard(ui.ctx());
    if let (Some(first), Some(last)) = (cells.first(), cells.last()) {
        out.push(Command::Select((*first).clone()));
        out.push(Command::Extend((*last).clone()));
    }
}

/// Says how many rows are not drawn, and draws them at a click.
fn hidden_ui(ui: &mut Ui, n_hidden: usize, out: &mut Vec<Command>) {
    let label = egui::RichText::new(texts::ROWS_HIDDEN.with(n_hidden))
        .size(style::SMALL_SIZE)
        .color(style::palette(ui).accent);
    if ui.add(egui::Button::new(label).frame(false)).clicked() {
        out.push(Command::Act(Action::OnlyProblems));
    }
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

fn title_ui(ui: &mut Ui, table: TableId, session: &Session, with_last_year: bool) {
    let palette = style::palette(ui);
    let edition = session.sheet().editions.get(&table).copied();
    let spec = catalogue::editions()
        .iter()
        .rev()
        .find(|candidate| edition.is_none_or(|edition| edition == candidate.id))
        .and_then(|edition| edition.table(table));
    let title = spec.map_or("", |spec| &spec.title);
    ui.horizontal(|ui| {
        let title = if texts::is_english() {
            let (name, about) = (table.english_name(), table.english_title());
            format!("{name}: {about}　{title}")
        } else {
            format!("{}　{title}", table.short_name())
        };
        ui.add(egui::Label::new(egui::RichText::new(title).size(15.0)).truncate());
        if let Some(edition) = edition {
            let chip = egui::RichText::new(texts::EDITION.with(edition))
                .color(palette.weak)
                .size(style::SMALL_SIZE);
            let response = ui.label(chip);
            if let Some(why) = session.reading().edition_evidence.get(&table) {
                response.on_hover_text(texts::say(why));
            }
        }
        if with_last_year && let Some(before) = report_before(session) {
            let text = egui::RichText::new(texts::LAST_YEAR_SHOWN.with(before.year));
            let text = text.color(palette.weak).size(style::SMALL_SIZE);
            ui.add(egui::Label::new(text).truncate());
        }
    });
}

/// One cell: pointer, name, picture. Its frame and the editor are drawn last, over the hair lines.
fn cell_ui(
    ui: &mut Ui,
    rect: Rect,
    cell: &CellKey,
    shown: &Shown,
    view: &TablesView,
    out: &mut Vec<Command>,
) {
    // Cells are no stops of the Tab key: the tables have the keyboard as one, and walk by themselves.
    let sense = Sense::CLICK | Sense::DRAG;
    let response = ui.interact(rect, Id::unique(("cell", cell)), sense);
    let look = shown.drawn.looks.get(cell);
    let name = look.map(|look| look.name.clone()).unwrap_or_default();
    let last_year = look.and_then(|look| look.last_year.filter(|_| view.with_last_year));
    let name = match last_year {
        Some(last_year) => name + &texts::LAST_YEAR_NUMBER.with(last_year_text(last_year)),
        None => name,
    };
    let name = match view.previewed.get(cell) {
        Some(then) => name + &texts::PREVIEWED.with(then),
        None => name,
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    if response.double_clicked() {
        out.push(Command::Select(cell.clone()));
        out.push(Command::BeginEditing);
    } else if response.clicked() || response.drag_started() {
        take_keyboard(ui.ctx());
        if ui.input(|input| input.modifiers.shift) {
            out.push(Command::Extend(cell.clone()));
        } else {
            out.push(Command::Select(cell.clone()));
        }
    } else if response.secondary_clicked() && !shown.cells().contains(cell) {
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
        && shown.selection.corner.as_ref() != Some(cell)
    {
        out.push(Command::Extend(cell.clone()));
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
    for action in [
        Action::Confirm,
        Action::Verdict,
        Action::Note,
        Action::Blank,
        Action::Withdraw,
        Action::Copy,
        Action::Paste,
        Action::InsertCell,
        Action::DeleteCell,
        Action::SwapCells,
    ] {
        item_ui(ui, action, true, None, out);
    }
}

/// Height of the title of a table with the space below it, in points.
const TITLE: f32 = 32.0;

/// What is brought into sight with `around`: all of its `table` with its title, where that has room.
fn whole_if_it_fits(ui: &Ui, around: Rect, table: Rect) -> Rect {
    let clip = ui.clip_rect();
    let whole = (table.top() - TITLE)..=(table.bottom() + 2.0);
    if whole.end() - whole.start() > clip.height() + 2.0 {
        return around;
    }
    Rect::from_x_y_ranges(around.x_range(), whole)
}

/// The cell with what is to be seen around it: its neighbours, as far as there is room, and no label or head upon it. A cell
/// that was out of sight comes into the middle: what stands before it and what comes next are both seen.
fn with_surroundings(ui: &Ui, cell: Rect) -> Rect {
    let clip = ui.clip_rect();
    let is_in_sight = clip.y_range().contains(cell.center().y);
    let rows_around = if is_in_sight { 60.0 } else { clip.height() };
    let spare = |room: f32, own: f32, wanted: f32| ((room - own) / 2.0 - 4.0).clamp(0.0, wanted);
    let mut around = cell.expand2(Vec2::new(
        spare(clip.width(), cell.width(), 40.0),
        spare(clip.height(), cell.height(), rows_around),
    ));
    let labels = measures::sticky_width(clip) + 4.0;
    if clip.width() < measures::MIN_WIDTH {
        around.min.x = around.min.x.min(cell.left() - labels);
        around.max.x = cell.right() + 4.0;
    }
    around
}

/// The pictures of all cells, the editor, and scrolling to the selection.
fn overlays_ui(
    ui: &mut Ui,
    shown: &Shown,
    view: &mut TablesView,
    grid: &Grid,
    boxes: &[LayoutBox],
    rect: Rect,
) {
    let marks = CellMarks::new(shown, &view.suspects);
    let (selection, selected) = (shown.selection, shown.cells());
    let mut head_rect = None;
    let is_of_head = |place: &&LayoutBox| match &place.content {
        Content::Cell(cell) => selection.head.as_ref() == Some(cell),
        _ => false,
    };
    let head_row = boxes.iter().find(is_of_head).map(|place| place.row);
    for place in boxes {
        let Content::Cell(cell) = &place.content else {
            continue;
        };
        let place_rect = grid.rect(place, rect.min);
        if Some(place.row) == head_row {
            view.columns.push((cell.clone(), place_rect.x_range()));
        }
        let is_head = selection.head.as_ref() == Some(cell) && selection.field.is_none();
        if view.scroll_to_cell && selection.corner.as_ref() == Some(cell) {
            let around = with_surroundings(ui, place_rect);
            ui.scroll_to_rect(whole_if_it_fits(ui, around, rect), None);
            view.scroll_to_cell = false;
        }
        if view
            .scroll_to_other
            .take_if(|other| other == cell)
            .is_some()
        {
            ui.scroll_to_rect(place_rect, None);
        }
        if is_head {
            head_rect = Some(place_rect);
        }
        if !ui.is_rect_visible(place_rect) {
            continue;
        }
        let selected = match (is_head, selected.contains(cell)) {
            (true, _) => Selected::Head,
            (false, true) if selected.len() > 1 => Selected::InBlock,
            _ => Selected::No,
        };
        if let Some(look) = shown.drawn.looks.get(cell) {
            let mark = marks.of(cell, look.accused);
            let palette = style::palette(ui);
            // Half a point is left to the hair lines.
            let inside = place_rect.shrink(0.5);
            let painter = ui.painter();
            let figure = look.figure(view.with_last_year);
            paint_cell(painter, palette, inside, &figure, (mark, selected));
            // In every cell the dots would say nothing; how many rules cover a cell is asked of one.
            if is_head || ui.rect_contains_pointer(place_rect) {
                paint_coverage(painter, palette, inside, look.n_rules);
            }
        }
        if let Some(then) = view.previewed.get(cell) {
            let now = if shown.session.value(cell).is_unread() {
                texts::UNREAD_MARK.show().to_owned()
            } else {
                shown_text(shown.session, cell)
            };
            paint_preview(
                ui.painter(),
                style::palette(ui),
                place_rect.shrink(0.5),
                (&now, then),
            );
        }
    }
    if let Some(rect) = head_rect {
        let is_row = view.typed(&shown.drawn.walk).is_some();
        let rect = if is_row { beside_row(ui, rect) } else { rect };
        head_ui(ui, rect, selection.head.as_ref(), view);
    }
}

/// Where the line of a row stands while its cells show what they will hold: above them, below them in the first row seen.
fn beside_row(ui: &Ui, cell: Rect) -> Rect {
    let above = cell.translate(Vec2::new(0.0, -cell.height()));
    if above.top() >= ui.clip_rect().top() {
        above
    } else {
        cell.translate(Vec2::new(0.0, cell.height()))
    }
}

/// What is typed into the selected cell, or where a method of input would begin to compose.
pub(crate) fn head_ui(ui: &mut Ui, rect: Rect, head: Option<&CellKey>, view: &mut TablesView) {
    match &mut view.draft {
        Some(draft) if Some(&draft.target) == head.cloned().map(DraftTarget::Cell).as_ref() => {
            let name = texts::CELL_EDITOR.show();
            editor::line_ui(ui, rect, &mut draft.line, style::table_font(), name);
        }
        None if ui.memory(|memory| memory.has_focus(tables_id())) => {
            editor::compose_at(ui, rect, rect);
        }
        _ => {}
    }
}
