//! Characters printed twice at one place: bold made by printing again a hair aside, or a page drawn over itself.

use crate::source::pdf::glyph::Glyph;

/// How far the second print may lie from the first, as a part of the width and height of the character. Two characters
/// that are meant as two never cover each other so far.
const ASIDE: f64 = 0.25;

/// The same for tiny characters, in points.
const LEAST: f64 = 0.6;

/// Takes out every character that another one, drawn before it, stands under.
pub(super) fn drop_reprints(glyphs: &mut Vec<Glyph>) {
    let mut by_place: Vec<(usize, &Glyph)> = glyphs.iter().enumerate().collect();
    by_place.sort_by(|(_, a), (_, b)| a.area.x0.total_cmp(&b.area.x0));
    let mut reprints = vec![false; glyphs.len()];
    for (place, (at, glyph)) in by_place.iter().enumerate() {
        let across = (glyph.area.width() * ASIDE).max(LEAST);
        let down = (glyph.area.height() * ASIDE).max(LEAST);
        let near = by_place
            .iter()
            .skip(place + 1)
            .take_while(|(_, other)| other.area.x0 - glyph.area.x0 < across);
        for (other_at, other) in near {
            let is_reprint =
                other.text == glyph.text && (other.area.y0 - glyph.area.y0).abs() < down;
            if let Some(reprint) = reprints.get_mut(*at.max(other_at)).filter(|_| is_reprint) {
                *reprint = true;
            }
        }
    }
    let mut reprints = reprints.into_iter();
    glyphs.retain(|_| !reprints.next().unwrap_or(false));
}

#[cfg(test)]
mod tests {
    use hayro_interpret::kurbo::Rect;

    use super::*;

    /// Characters 5 points wide and 10 high at these places; what is left of them.
    #[track_caller]
    fn check_left(printed: &[(&str, f64, f64)], expected: &str) {
        let mut glyphs: Vec<Glyph> = printed
            .iter()
            .enumerate()
            .map(|(word, (text, x, y))| Glyph {
                text: (*text).to_owned(),
                area: Rect::new(*x, *y, x + 5.0, y + 10.0),
                word,
                is_invisible: false,
            })
            .collect();
        drop_reprints(&mut glyphs);
        let left: String = glyphs.into_iter().map(|glyph| glyph.text).collect();
        assert_eq!(left, expected);
    }

    #[test]
    fn a_second_print_is_dropped_and_a_second_character_is_not() {
        check_left(
            &[("1", 10.0, 0.0), ("1", 15.0, 0.0), ("1", 10.0, 12.0)],
            "111",
        );
        check_left(
            &[
                ("1", 10.0, 0.0),
                ("2", 15.0, 0.0),
                ("1", 11.0, 0.4),
                ("2", 16.0, 0.4),
            ],
            "12",
        );
        check_left(
            &[("1", 11.0, 0.0), ("1", 10.0, 0.0), ("7", 10.0, 0.0)],
            "17",
        );
    }
}
