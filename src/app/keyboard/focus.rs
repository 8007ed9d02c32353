//! Who can have the keyboard, and the names that the two widgets of the panes have in egui.

use egui::{Context, Id};

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
