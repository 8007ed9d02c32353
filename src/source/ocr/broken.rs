//! Rulings that lost a part: one that ends in the open, where no other meets it, goes on to the next of its table that it
//! meets, or to its next piece. Where cells are merged, rulings end at others.

use hayro_interpret::kurbo::Rect;

use crate::source::ocr::tuning as t;
use crate::source::pdf::glyphs::{Direction, Ruling};

/// The frame of a ruling that meets no other.
const ALONE: usize = usize::MAX;

/// The rulings, each as long as it was. None goes through a text; `texts` are in points, as rulings are.
pub(super) fn completed(mut rulings: Vec<Ruling>, texts: &[Rect]) -> Vec<Ruling> {
    // What one direction gains lets the other end at it.
    for direction in [
        Direction::Vertical,
        Direction::Horizontal,
        Direction::Vertical,
    ] {
        let frames = frames(&rulings);
        let before: Vec<(Ruling, usize)> = rulings.iter().copied().zip(frames).collect();
        for (ruling, own) in rulings.iter_mut().zip(&before) {
            if own.0.direction == direction {
                *ruling = grown(*own, &before, texts);
            }
        }
    }
    rulings
}

/// For each ruling which others it hangs together with: the same number for all of them, and [`ALONE`] where it meets none.
fn frames(rulings: &[Ruling]) -> Vec<usize> {
    let mut frames = vec![ALONE; rulings.len()];
    for start in 0..rulings.len() {
        let mut reached = vec![start];
        while let Some(at) = reached.pop() {
            let Some(ruling) = rulings.get(at) else {
                continue;
            };
            let others = rulings.iter().zip(&mut frames).enumerate();
            for (to, (other, frame)) in others {
                if *frame == ALONE && meet(ruling, other) {
                    *frame = start;
                    reached.push(to);
                }
            }
        }
    }
    frames
}

fn meet(one: &Ruling, other: &Ruling) -> bool {
    one.direction != other.direction && reaches(one, other.position) && reaches(other, one.position)
}

fn reaches(ruling: &Ruling, place: f64) -> bool {
    ruling.from - t::MEETING <= place && place <= ruling.to + t::MEETING
}

fn grown((ruling, frame): (Ruling, usize), all: &[(Ruling, usize)], texts: &[Rect]) -> Ruling {
    // Another table is never joined.
    let own = || {
        let own = all.iter().filter(|(_, of)| *of == frame || *of == ALONE);
        own.map(|(other, _)| other)
    };
    let crossing = || {
        let others = own()
            .filter(|other| other.direction != ruling.direction && reaches(other, ruling.position));
        others.map(|other| other.position)
    };
    let on_line = || {
        own().filter(|other| {
            other.direction == ruling.direction
                && (other.position - ruling.position).abs() <= t::ON_LINE
        })
    };
    let is_open = |end: f64| !crossing().any(|place| (place - end).abs() <= t::MEETING);
    let may_reach = |from: f64, to: f64| {
        to - from <= t::LOST
            && !texts
                .iter()
                .any(|text| is_through(ruling, (from, to), *text))
    };
    let mut grown = ruling;
    if is_open(ruling.to) {
        let places = crossing().chain(on_line().map(|other| other.from));
        let next = places.filter(|place| *place > ruling.to).reduce(f64::min);
        if let Some(next) = next.filter(|next| may_reach(ruling.to, *next)) {
            grown.to = next;
        }
    }
    if is_open(ruling.from) {
        let places = crossing().chain(on_line().map(|other| other.to));
        let next = places.filter(|place| *place < ruling.from).reduce(f64::max);
        if let Some(next) = next.filter(|next| may_reach(*next, ruling.from)) {
            grown.from = next;
        }
    }
    grown
}

/// Whether the ruling, drawn from one place to another, goes through a text; not along its edge.
fn is_through(ruling: Ruling, (from, to): (f64, f64), text: Rect) -> bool {
    let inset = text.width().min(text.height()) * t::TEXT_EDGE;
    let text = text.inset(-inset);
    let (across, along) = match ruling.direction {
        Direction::Vertical => ((text.x0, text.x1), (text.y0, text.y1)),
        Direction::Horizontal => ((text.y0, text.y1), (text.x0, text.x1)),
    };
    across.0 < ruling.position && ruling.position < across.1 && along.0 < to && from < along.1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ruling(direction: Direction, position: f64, from: f64, to: f64) -> Ruling {
        Ruling {
            direction,
            position,
            from,
            to,
        }
    }

    /// Where a vertical ruling at 50 begins and ends, in a table with horizontal ones at 0, 20, 40 and 60 and a side at 100,
    /// among these texts.
    #[track_caller]
    fn check_ends(pieces: &[(f64, f64)], texts: &[Rect], expected: &[(f64, f64)]) {
        let across = [0.0, 20.0, 40.0, 60.0];
        let across = across.map(|y| ruling(Direction::Horizontal, y, 0.0, 100.0));
        let side = ruling(Direction::Vertical, 100.0, 0.0, 60.0);
        let pieces = pieces.iter();
        let down = pieces.map(|(from, to)| ruling(Direction::Vertical, 50.0, *from, *to));
        let rulings = completed(
            across.into_iter().chain([side]).chain(down).collect(),
            texts,
        );
        let down = rulings
            .iter()
            .filter(|ruling| ruling.direction == Direction::Vertical && ruling.position < 100.0);
        let ends: Vec<(f64, f64)> = down.map(|ruling| (ruling.from, ruling.to)).collect();
        assert_eq!(ends, expected);
    }

    #[test]
    fn what_ends_in_the_open_goes_on_to_what_it_meets() {
        check_ends(&[(0.0, 33.0)], &[], &[(0.0, 40.0)]);
        check_ends(&[(28.0, 60.0)], &[], &[(20.0, 60.0)]);
        check_ends(
            &[(0.0, 24.0), (36.0, 60.0)],
            &[],
            &[(0.0, 40.0), (20.0, 60.0)],
        );
        // Cells merged between two rulings.
        check_ends(
            &[(0.0, 20.0), (40.0, 60.0)],
            &[],
            &[(0.0, 20.0), (40.0, 60.0)],
        );
        check_ends(
            &[(0.0, 33.0)],
            &[Rect::new(40.0, 32.0, 60.0, 39.0)],
            &[(0.0, 33.0)],
        );
    }

    #[test]
    fn tables_below_each_other_are_not_joined() {
        let table = |top: f64| {
            let across = [top, top + 20.0].map(|y| ruling(Direction::Horizontal, y, 0.0, 100.0));
            let right = ruling(Direction::Vertical, 100.0, top, top + 20.0);
            across.into_iter().chain([right])
        };
        let mut rulings: Vec<Ruling> = table(0.0).chain(table(40.0)).collect();
        let loose = ruling(Direction::Vertical, 0.0, 0.0, 26.0);
        rulings.push(loose);
        assert_eq!(completed(rulings, &[]).last(), Some(&loose));
    }

    #[test]
    fn what_meets_nothing_further_on_is_left_alone() {
        let line = ruling(Direction::Horizontal, 10.0, 0.0, 80.0);
        assert_eq!(completed(vec![line], &[]), [line]);
        let far = ruling(Direction::Vertical, 80.0 + t::LOST * 2.0, 0.0, 80.0);
        assert_eq!(completed(vec![line, far], &[]), [line, far]);
    }
}
