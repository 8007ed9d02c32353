//! What was seen of the selected cell in its picture: the figure enlarged, how sure it is, and what else it may be.

use egui::{RichText, Ui};

use crate::app::page::snippet;
use crate::app::page::view::PageView;
use crate::app::reports::shown::Shown;
use crate::app::style::wrapped::{Use, wrapped};
use crate::app::{style, texts};
use crate::form::CellKey;
use crate::read::SURE;
use crate::review::sights;
use crate::source::seen::Seen;

/// Other readings less likely than this, in thousandths, are not named where the figure is clear.
const WORTH_NAMING: u16 = 50;

/// Draws what was seen, enlarged; nothing of a cell that was not recognised in a picture.
pub(super) fn ui(ui: &mut Ui, shown: &Shown, pages: &mut PageView, cell: &CellKey) {
    let palette = style::palette(ui);
    for seen in sights::of_cell(shown.session, cell) {
        let is_unclear = seen.sureness < SURE;
        snippet::ui(ui, shown, pages, seen);
        let text = RichText::new(sentence(seen, seen.span.of(&shown.session.source().text)));
        let color = if is_unclear {
            palette.caution
        } else {
            palette.weak
        };
        wrapped(ui, text.size(13.0).color(color), Use::Read);
    }
}

/// How sure the figure is, and what else it may be.
fn sentence(seen: &Seen, read: &str) -> String {
    if let Some(other) = seen.disagreeing() {
        return match other {
            "" => texts::SEEN_ONCE.with(read),
            other => texts::SEEN_TWICE.with_both(read, other),
        };
    }
    let sure = texts::SEEN_SURE.with_both(read, percent(seen.sureness));
    let least = if seen.sureness < SURE {
        0
    } else {
        WORTH_NAMING
    };
    let others = seen
        .others
        .iter()
        .filter(|(_, sureness)| *sureness >= least);
    let others: Vec<String> = others
        .map(|(text, sureness)| texts::SEEN_OTHER.with_both(text, percent(*sureness)))
        .collect();
    if others.is_empty() {
        return sure;
    }
    let others = others.join(texts::SEEN_AND.show());
    format!("{sure}{}", texts::SEEN_OTHERS.with(others))
}

/// Thousandths as a percentage.
fn percent(thousandths: u16) -> String {
    match thousandths {
        1_000.. => "100%".to_owned(),
        _ => format!("{}.{}%", thousandths / 10, thousandths % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sureness: u16, others: &[(&str, u16)], expected: &str) {
        let others = others.iter().map(|(text, p)| ((*text).to_owned(), *p));
        let seen = Seen {
            span: crate::source::Span::new(0, 2),
            page: 0,
            area: [0; 4],
            sureness,
            others: others.collect(),
            is_column_inferred: false,
        };
        assert_eq!(sentence(&seen, "13"), expected);
    }

    #[test]
    fn a_figure_read_in_two_ways_says_so() {
        check(
            300,
            &[("18", 793)],
            "识读为“13”，另一种读法是“18”（图上读了两遍，或文件自带的文字与图不同）。请看图。",
        );
        check(
            300,
            &[("", 300)],
            "识读为“13”，另一种读法没有读出数。请看图。",
        );
        check(280, &[], "图片识别为“13”，把握 28.0%。");
    }

    #[test]
    fn a_figure_in_doubt_names_all_it_may_be() {
        check(999, &[("18", 5)], "图片识别为“13”，把握 99.9%。");
        check(
            612,
            &[("18", 301), ("15", 20)],
            "图片识别为“13”，把握 61.2%。也可能是“18”（30.1%）、“15”（2.0%）。",
        );
    }
}
