//! The carpet of a whole dataset, over the whole window: figures of all reports with the same digit, only those in sight
//! drawn. What is corrected here is a step of its report, which is opened for it.

use egui::text_edit::TextEditState;
use egui::{
    CornerRadius, Event, Id, Key, Modifiers, Rect, RichText, Role, ScrollArea, Sense, TextEdit, Ui,
    WidgetInfo, vec2,
};

use crate::app::carpet::figure::Figure;
use crate::app::carpet::glyph_bar::name;
use crate::app::carpet::grid::{GAP, Grid};
use crate::app::carpet::sheets::Snippet;
use crate::app::carpet::tile;
use crate::app::carpet::wide::WideView;
use crate::app::commands::{Action, Command, Wide, Wish};
use crate::app::keyboard::focus::walks;
use crate::app::reports::catalogue::Catalogue;
use crate::app::wording::shown_text;
use crate::app::{style, texts};

/// Width of a figure, in points.
const WIDTH: f32 = 196.0;

/// Height of the line that tells its report, in points.
const TITLE: f32 = 18.0;

/// Draws the carpet.
pub(crate) fn ui(ui: &mut Ui, reports: &Catalogue, view: &mut WideView, out: &mut Vec<Command>) {
    let has_keys = keyboard(ui, view);
    bar_ui(ui, view, out);
    told_ui(ui, reports, view);
    ui.separator();
    let id = ("wide carpet", view.glyph.map(name));
    ScrollArea::vertical()
        .id_salt(id)
        .animated(false)
        .auto_shrink(false)
        .show_viewport(ui, |ui, in_sight| {
            figures_ui(ui, (reports, in_sight), view, out);
        });
    if has_keys && view.typed.is_none() {
        obey(ui, view, out);
    }
}

/// Which digits there are, how far the reading is.
fn bar_ui(ui: &mut Ui, view: &mut WideView, out: &mut Vec<Command>) {
    let small = |text: String| RichText::new(text).size(style::SMALL_SIZE);
    let mut shown = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new(texts::WIDE_TITLE.show()).size(15.0));
        for (glyph, figures) in &view.figures {
            let label = format!("{} ({})", name(*glyph), figures.len());
            let button = egui::Button::selectable(Some(*glyph) == view.glyph, label);
            if ui.add(button).clicked() {
                shown = Some(*glyph);
            }
        }
        let (n_read, n_failed, n) = view.n_given;
        ui.label(small(texts::WIDE_READ.with_both(n_read, n)));
        if n_failed > 0 {
            let failed = small(texts::REPORTS_FAILED.with(n_failed));
            ui.label(failed.color(style::palette(ui).bad));
        }
        let (label, how) = if view.job.is_some() {
            (texts::WIDE_STOP, Wide::Stop)
        } else {
            (texts::WIDE_AGAIN, Wide::Again)
        };
        if ui.button(small(label.show().to_owned())).clicked() {
            out.push(Command::Wide(how));
        }
    });
    if let Some(glyph) = shown {
        view.show(glyph);
    }
}

/// The keys, what was left out, and the marked figure.
fn told_ui(ui: &mut Ui, reports: &Catalogue, view: &WideView) {
    let palette = style::palette(ui);
    let small = |text: String| RichText::new(text).size(style::SMALL_SIZE);
    let keys = small(texts::WIDE_KEYS.show().to_owned()).color(palette.weak);
    ui.add(egui::Label::new(keys).truncate());
    let n_cut = view.glyph.and_then(|glyph| view.n_cut.get(&glyph)).copied();
    let n_cut = n_cut.unwrap_or_default();
    let n_unsaved = reports.open().filter(|it| !it.is_saved()).count();
    ui.horizontal_wrapped(|ui| {
        if let Some((at, figure)) = view.at().and_then(|at| Some((at, view.shown().get(at)?))) {
            let place = format!("{} / {}", at + 1, view.shown().len());
            let text = texts::CARPET_AT.with_both(place, told(figure, &held(reports, figure)));
            ui.label(RichText::new(text).color(palette.accent));
        }
        if n_cut > 0 {
            let text = texts::WIDE_CUT.with_both(view.shown().len(), n_cut);
            ui.label(small(text).color(palette.caution));
        }
        if n_unsaved > 0 {
            ui.label(small(texts::WIDE_UNSAVED.with(n_unsaved)).color(palette.caution));
        }
        if !view.wishes.is_empty() {
            ui.label(small(texts::WIDE_WAITING.with(view.wishes.len())).color(palette.caution));
        }
    });
}

/// `2021 青石镇人民政府　表三 …：7`.
fn told(figure: &Figure, held: &str) -> String {
    texts::WIDE_FIGURE
        .with_both(&figure.title, &figure.name)
        .replacen("{}", held, 1)
}

/// What the cell holds now, as far as its report is open; else what it held.
fn held(reports: &Catalogue, figure: &Figure) -> String {
    let open = reports.get(figure.report);
    open.map_or_else(
        || figure.held.clone(),
        |open| shown_text(&open.session, &figure.tile.cell),
    )
}

fn figures_ui(
    ui: &mut Ui,
    (reports, in_sight): (&Catalogue, Rect),
    view: &mut WideView,
    out: &mut Vec<Command>,
) {
    let size = vec2(WIDTH, TITLE + tile::PRINTED + tile::HELD);
    let grid = Grid::new(ui, in_sight, size, view.shown().len());
    view.lies = grid.lies;
    let own = view.at();
    if std::mem::take(&mut view.scrolls)
        && let Some(at) = own
    {
        ui.scroll_to_rect(grid.place(at).expand(GAP), None);
    }
    let mut clicked = None;
    let mut snippets = std::mem::take(&mut view.snippets);
    snippets.take(ui.ctx());
    for (at, figure) in view
        .shown()
        .iter()
        .enumerate()
        .skip(grid.drawn.start)
        .take(grid.drawn.len())
    {
        let held = held(reports, figure);
        let snippet = snippets.get(ui.ctx(), figure, &view.figures);
        let look = (figure, held.as_str(), own == Some(at));
        if figure_ui(ui, grid.place(at), look, &snippet) {
            clicked = Some(at);
        }
    }
    view.snippets = snippets;
    if let Some(at) = clicked {
        view.mark(at);
        view.typed = None;
        // Now: the next key of the hand is for the figure.
        ui.memory_mut(|memory| memory.request_focus(group_id()));
    }
    if let (Some(at), true) = (own, view.typed.is_some()) {
        let rect = grid.place(at);
        let field = Rect::from_min_max(rect.min + vec2(0.0, TITLE + tile::PRINTED), rect.max);
        editor_ui(ui, field, view, out);
    }
}

/// Draws a figure; gives whether it was clicked.
fn figure_ui(
    ui: &Ui,
    rect: Rect,
    (figure, held, is_marked): (&Figure, &str, bool),
    snippet: &Snippet<'_>,
) -> bool {
    let palette = style::palette(ui);
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(2), palette.paper);
    let (title, below) = rect.split_top_bottom_at_y(rect.top() + TITLE);
    let (printed, now) = tile::halves(below);
    let inside = |rect: Rect| painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let font = style::small_font();
    let at = title.left_center() + vec2(4.0, 0.0);
    inside(title.shrink(1.0)).text(
        at,
        egui::Align2::LEFT_CENTER,
        &figure.title,
        font.clone(),
        palette.weak,
    );
    let sides = || figure.sides.clone();
    tile::paint_printed(painter, palette, printed, (&figure.tile, sides), snippet);
    let color = if held == figure.tile.token {
        palette.text
    } else {
        palette.accent
    };
    let table_font = style::table_font();
    inside(now).text(
        now.center(),
        egui::Align2::CENTER_CENTER,
        held,
        table_font,
        color,
    );
    tile::paint_frame(painter, palette, rect, is_marked);
    let id = Id::unique(("wide figure", figure.report.0, &figure.tile.cell));
    let response = ui.interact(rect, id, Sense::CLICK);
    let name = match snippet {
        Snippet::Picture(..) => texts::CARPET_PICTURED.with(told(figure, held)),
        _ => told(figure, held),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let is_clicked = response.clicked();
    let trouble = tile::trouble_of(snippet);
    let told = trouble.map(|trouble| format!("{name}\n{trouble}"));
    response.on_hover_text(told.unwrap_or(name));
    is_clicked
}

/// The field in which the marked figure is corrected: Enter does it, Escape leaves it.
fn editor_ui(ui: &mut Ui, rect: Rect, view: &mut WideView, out: &mut Vec<Command>) {
    let Some(typed) = &mut view.typed else { return };
    let id = editor_id();
    let edit = TextEdit::singleline(typed)
        .id(id)
        .font(style::table_font())
        .align(egui::Align2::CENTER_CENTER);
    let response = ui.put(rect, edit);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, texts::WIDE_EDIT.show()));
    if !response.lost_focus() {
        if !response.has_focus() {
            response.request_focus();
        }
        return;
    }
    let text = view.typed.take().unwrap_or_default();
    view.take_focus = true;
    let is_given_up = ui.input(|input| input.key_pressed(Key::Escape));
    if let (false, Some(place)) = (is_given_up || text.trim().is_empty(), view.marked.clone()) {
        out.push(Command::Wide(Wide::Wish(place, Wish::Enter(text))));
        if ui.input(|input| input.key_pressed(Key::Enter)) {
            let at = view.at().map_or(0, |at| at + 1);
            view.mark(at);
        }
    }
}

/// Whether the keys walk the figures.
fn keyboard(ui: &Ui, view: &mut WideView) -> bool {
    let name = texts::WIDE_TITLE.show();
    let takes = view.typed.is_none().then_some(&mut view.take_focus);
    walks(ui, (group_id(), name), takes)
}

/// Obeys the keys.
fn obey(ui: &Ui, view: &mut WideView, out: &mut Vec<Command>) {
    let taken = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let plain = |key| taken(Modifiers::NONE, key);
    if plain(Key::Escape) {
        out.push(Command::Act(Action::Dismiss));
        return;
    }
    let redoes =
        taken(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z) || taken(Modifiers::COMMAND, Key::Y);
    if redoes {
        return out.push(Command::Act(Action::Redo));
    }
    if taken(Modifiers::COMMAND, Key::Z) {
        return out.push(Command::Act(Action::Undo));
    }
    if taken(Modifiers::SHIFT, Key::Tab) {
        return view.turn(false);
    }
    if plain(Key::Tab) {
        return view.turn(true);
    }
    let at = view.at();
    let (row, page) = (view.lies.0, view.lies.0 * view.lies.1);
    let from = at.unwrap_or(0);
    let moves = [
        (Key::ArrowRight, at.map_or(0, |at| at + 1)),
        (Key::ArrowLeft, from.saturating_sub(1)),
        (Key::ArrowDown, at.map_or(0, |at| at + row)),
        (Key::ArrowUp, from.checked_sub(row).unwrap_or(from)),
        (Key::PageDown, from + page),
        (Key::PageUp, from.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, usize::MAX),
    ];
    for (key, to) in moves {
        if plain(key) {
            view.mark(to);
            return ui.ctx().request_repaint();
        }
    }
    let Some(place) = view.marked.clone() else {
        return;
    };
    let wish = |wish| Command::Wide(Wide::Wish(place.clone(), wish));
    if plain(Key::Space) {
        // The character of the key is none.
        ui.input_mut(|input| input.events.retain(|event| !is_text(event)));
        out.push(wish(Wish::Doubt));
        let next = at.map_or(0, |at| at + 1);
        return view.mark(next);
    }
    if plain(Key::Enter) {
        return out.push(wish(Wish::Go));
    }
    let typed = ui.input(|input| {
        let texts = input.events.iter().filter_map(|event| match event {
            Event::Text(text) => Some(text.clone()),
            _ => None,
        });
        texts.collect::<String>()
    });
    if !typed.trim().is_empty() {
        view.typed = Some(typed);
        // What an earlier correction left goes; the next key of the hand is the field's already.
        TextEdit::store_state(ui.ctx(), editor_id(), TextEditState::default());
        ui.memory_mut(|memory| memory.request_focus(editor_id()));
        ui.ctx().request_repaint();
    }
}

fn group_id() -> Id {
    Id::unique("gouji wide carpet")
}

fn editor_id() -> Id {
    Id::unique("wide editor")
}

fn is_text(event: &Event) -> bool {
    matches!(event, Event::Text(_))
}
