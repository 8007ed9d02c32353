//! Who has the keyboard.

use egui::{Context, Popup};

use crate::app::App;
use crate::app::keyboard::focus::{Owner, source_id, tables_id};
use crate::app::keyboard::queue::KeyQueue;
use crate::app::run::draft;
use crate::app::window::division::Part;

/// Who has the keyboard now.
pub(super) fn owner(app: &App, ctx: &Context) -> Owner {
    // Over these pages nothing typed may reach the tables behind them.
    let is_over_tables = matches!(app.asked_pane, Some(Part::Overview | Part::Wide));
    if is_over_tables {
        return Owner::Widget;
    }
    if app.prompt.is_some() || app.reports.front().is_none() || Popup::is_any_open(ctx) {
        return Owner::Widget;
    }
    match ctx.memory(egui::Memory::focused) {
        None => Owner::Tables,
        Some(id) if id == tables_id() => Owner::Tables,
        Some(id) if id == source_id() => Owner::Source,
        Some(_) => Owner::Widget,
    }
}

/// After a frame: says who has the keyboard in the next one. A draft is made a step when the keyboard leaves its cell; if
/// it is refused, the keyboard stays.
pub(crate) fn settle_owner(app: &mut App, ctx: &Context) {
    let mut owner = owner(app, ctx);
    let leaves_draft = app.prompt.is_none() && owner != Owner::Tables && !Popup::is_any_open(ctx);
    if leaves_draft && !draft::settle(app) {
        ctx.memory_mut(|memory| memory.request_focus(tables_id()));
        owner = Owner::Tables;
    }
    let queue = ctx.plugin_or_default::<KeyQueue>();
    let mut queue = queue.lock();
    queue.owner = owner;
    if queue.is_waiting() {
        ctx.request_repaint();
    }
}
