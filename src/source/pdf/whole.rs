//! Whether the drawing instructions of a page are whole. A page that was damaged is drawn as far as it goes, without a
//! word: what shows the loss is a text or a group of instructions that is begun and never ended.

use hayro::hayro_syntax::content::ops::TypedInstruction;
use hayro::hayro_syntax::object::dict::keys::CONTENTS;
use hayro::hayro_syntax::object::{Array, Stream};
use hayro::hayro_syntax::page::Page;

/// Whether a part of the page cannot be unpacked, or its instructions end in the middle.
pub(super) fn is_cut(page: &Page<'_>) -> bool {
    !all_unpack(page) || ends_in_the_middle(page)
}

fn all_unpack(page: &Page<'_>) -> bool {
    let unpacks = |stream: &Stream<'_>| stream.decoded_data().is_ok();
    if let Some(stream) = page.raw().get::<Stream<'_>>(CONTENTS) {
        return unpacks(&stream);
    }
    let parts = page.raw().get::<Array<'_>>(CONTENTS);
    parts.is_none_or(|parts| parts.iter::<Stream<'_>>().all(|stream| unpacks(&stream)))
}

/// Instructions begun and not ended yet.
#[derive(Debug, Default)]
struct Open {
    is_text: bool,
    n_marked: usize,
    n_saved: usize,
}

fn ends_in_the_middle(page: &Page<'_>) -> bool {
    let mut open = Open::default();
    let mut instructions = page.typed_operations();
    while let Some(instruction) = instructions.next() {
        match instruction {
            TypedInstruction::BeginText(_) => open.is_text = true,
            TypedInstruction::EndText(_) => open.is_text = false,
            TypedInstruction::BeginMarkedContent(_)
            | TypedInstruction::BeginMarkedContentWithProperties(_) => open.n_marked += 1,
            TypedInstruction::EndMarkedContent(_) => {
                open.n_marked = open.n_marked.saturating_sub(1);
            }
            TypedInstruction::SaveState(_) => open.n_saved += 1,
            TypedInstruction::RestoreState(_) => open.n_saved = open.n_saved.saturating_sub(1),
            _ => {}
        }
    }
    open.is_text || open.n_marked > 0 || open.n_saved > 0
}
