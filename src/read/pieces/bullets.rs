//! Marks of list entries: where line after line begins with the same dash, it parts entries and is no cell.

use crate::source::Span;

/// What marks an entry.
const BULLETS: [char; 5] = ['-', '*', '•', '·', '+'];

/// Lines one behind the other that are looked at, blank ones apart.
const WINDOW: usize = 24;

/// Percent of them that must be marked, and of those in which more stands.
const SHARE: usize = 80;

/// The lines without the marks of their entries; `lines` are those of `text`.
pub(super) fn without(text: &str, lines: Vec<Span>) -> Vec<Span> {
    let marked = lines.iter().filter(|line| is_marked(line.of(text)));
    if marked.take(WINDOW / 2).count() < WINDOW / 2 {
        return lines;
    }
    let mut out = lines.clone();
    let entries: Vec<(usize, Option<Span>)> = (0..)
        .zip(&lines)
        .filter(|(_, line)| !line.of(text).trim().is_empty())
        .map(|(at, line)| (at, entry(text, *line)))
        .collect();
    for window in entries.windows(WINDOW) {
        let n_marked = window.iter().filter(|(_, entry)| entry.is_some()).count();
        let has_more = |entry: &Span| !entry.is_empty();
        let n_filled = window
            .iter()
            .filter(|(_, entry)| entry.as_ref().is_some_and(has_more));
        let n_filled = n_filled.count();
        // Where what stands there is not marked as well, the marks are dashes in cells.
        let n_plain = window.len() - n_marked;
        let are_entries = n_marked * 100 >= window.len() * SHARE
            && n_filled * 100 >= (n_filled + n_plain) * SHARE
            && n_filled > 0;
        if are_entries {
            for (at, entry) in window {
                if let (Some(line), Some(entry)) = (out.get_mut(*at), entry) {
                    *line = *entry;
                }
            }
        }
    }
    out
}

fn is_marked(content: &str) -> bool {
    content.trim_start().starts_with(BULLETS)
}

/// What stands behind the mark of a line, of which there may be two sorts: `* - 规章`; `None` where it has none.
fn entry(text: &str, line: Span) -> Option<Span> {
    let mut rest = line.of(text).trim_start();
    let mut marks = Vec::new();
    while let Some(mark) = rest.chars().next().filter(|c| BULLETS.contains(c)) {
        let behind = rest.get(mark.len_utf8()..).unwrap_or("");
        let parts = behind.is_empty() || behind.starts_with(' ');
        if !parts || marks.contains(&mark) {
            break;
        }
        marks.push(mark);
        rest = behind.trim_start();
    }
    let start = line.end() - rest.len();
    (!marks.is_empty()).then(|| Span::new(start, line.end()))
}
