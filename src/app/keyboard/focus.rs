//! Who can have the keyboard, and the names that the two widgets of the panes have in egui.

use egui::{Context, EventFilter, Id, Role, Sense, Ui, WidgetInfo};

/// Who has the keyboard; there is always exactly one, and it is drawn as such.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Owner {
    /// The tables and header fields, with the cell or field being typed into.
    Tables,
    /// The text of the source: its caret moves, but what is typed goes to the selected cell.
    Source,
    /// A widget of egui: a search field, a question, an open menu, the welcome page.
    #[default]
    Widget,
}

/// The tables with the header fields, while cells are walked over and typed into.
pub(crate) fn tables_id() -> Id {
    Id::unique("gouji tables")
}

/// The text of the source.
pub(crate) fn source_id() -> Id {
    Id::unique("gouji source text")
}

/// Whether the keys, arrows, Tab and Esc among them, walk a page over the whole window, by its name in egui and for
/// screen readers. Where the page `takes` the keyboard, it does so when asked, and while nobody has it.
pub(crate) fn walks(ui: &Ui, (id, name): (Id, &str), takes: Option<&mut bool>) -> bool {
    let response = ui.interact(ui.max_rect(), id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, name));
    let nobody_has = ui.memory(|memory| memory.focused().is_none());
    if takes.is_some_and(|asked| std::mem::take(asked) || nobody_has) {
        response.request_focus();
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: true,
        tab: true,
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    response.has_focus()
}

/// Gives the keyboard to the tables.
pub(crate) fn take_keyboard(ctx: &Context) {
    let id = tables_id();
    ctx.memory_mut(|memory| {
        // Asking anew would end a composition.
        if !memory.has_focus(id) {
            memory.request_focus(id);
        }
    });
}
