//! Whether the drawing instructions of a page are whole. A page that was damaged is drawn as far as it goes, without a
//! word: what shows the loss is a part that cannot be unpacked, or a text that is begun and never ended.
//!
//! # Limitations
//! A page whose instructions were cut between two texts is taken for whole.

use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::dict::keys::CONTENTS;
use hayro_interpret::hayro_syntax::object::{Array, Stream};
use hayro_interpret::hayro_syntax::page::Page;

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

/// Whether a text is begun and never ended. Groups of instructions left open say nothing: programs that write whole
/// pages forget to close those too.
fn ends_in_the_middle(page: &Page<'_>) -> bool {
    let mut is_open = false;
    let mut instructions = page.typed_operations();
    while let Some(instruction) = instructions.next() {
        match instruction {
            TypedInstruction::BeginText(_) => is_open = true,
            TypedInstruction::EndText(_) => is_open = false,
            _ => {}
        }
    }
    is_open
}
