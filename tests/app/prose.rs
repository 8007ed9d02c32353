//! What lies over the sentences of the source: how they compare with the tables is seen, and a click leads to their cells.

use egui::epaint::{ColorMode, Shape};
use egui::text::{CCursor, CharIndex};
use egui::{Color32, Event, Modifiers, PointerButton, Pos2, Rect};
use egui_kittest::kittest::Queryable;

use crate::driver::*;

/// The colours of agreement and contradiction on light ground.
const GOOD: Color32 = Color32::from_rgb(0x19, 0x70, 0x43);
const BAD: Color32 = Color32::from_rgb(0xBE, 0x2F, 0x2A);

fn shapes(window: &Window) -> Vec<Shape> {
    fn flat(shape: &Shape, out: &mut Vec<Shape>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| flat(shape, out)),
            shape => out.push(shape.clone()),
        }
    }
    let mut all = Vec::new();
    for clipped in &window.output().shapes {
        flat(&clipped.shape, &mut all);
    }
    all
}

/// Where the characters stand in the source pane, if they stand in one row.
#[track_caller]
fn place_of(window: &Window, words: &str) -> Rect {
    let all = shapes(window);
    let place = all.iter().find_map(|shape| match shape {
        Shape::Text(text) if text.galley.job.text.contains("一、总体情况") => {
            let whole = &text.galley.job.text;
            let at = whole.find(words)?;
            let start = whole[..at].chars().count();
            let cursor = |at: usize| {
                let cursor = CCursor::new(CharIndex(at));
                text.galley
                    .pos_from_cursor(cursor)
                    .translate(text.pos.to_vec2())
            };
            let end = start + words.chars().count();
            Some(Rect::from_min_max(cursor(start).min, cursor(end).max))
        }
        _ => None,
    });
    place.unwrap_or_else(|| panic!("“{words}” is not drawn"))
}

/// What is drawn right under the characters.
#[derive(Debug, Default, PartialEq, Eq)]
struct Under {
    straight: bool,
    waved: bool,
}

fn under(window: &Window, place: Rect) -> Under {
    let band = Rect::from_x_y_ranges(
        place.left() + 1.0..=place.right() - 1.0,
        place.bottom() - 6.0..=place.bottom() + 3.0,
    );
    let mut under = Under::default();
    for shape in shapes(window) {
        match shape {
            Shape::LineSegment { points, stroke } if stroke.color == GOOD => {
                under.straight |= Rect::from_two_pos(points[0], points[1])
                    .expand(0.5)
                    .intersects(band);
            }
            Shape::Path(path) if path.stroke.color == ColorMode::Solid(BAD) => {
                under.waved |=
                    path.points.len() > 5 && path.points.iter().any(|point| band.contains(*point));
            }
            _ => {}
        }
    }
    under
}

fn click_at(window: &mut Window, pos: Pos2) {
    window.event(Event::PointerMoved(pos));
    window.run_steps(2);
    for pressed in [true, false] {
        window.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.run_steps(2);
    }
    window.run_steps(3);
}

/// The sentence of the sample that tells how many requests came in: 28, as in the table.
const RECEIVED: &str = "全年新收政府信息公开申请28件";

#[test]
fn a_sentence_that_agrees_is_underlined_and_leads_to_its_cell() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let place = place_of(&window, RECEIVED);
    let expected = Under {
        straight: true,
        waved: false,
    };
    assert_eq!(under(&window, place), expected);
    click_at(&mut window, place.center());
    check_shown(
        &window,
        "在表中：表三 一、本年新收政府信息公开申请数量 总计：28",
    );
    check_shown(&window, "正文提到此格");
}

#[test]
fn a_sentence_that_contradicts_is_waved_and_leads_to_its_finding() {
    let folder = tempfile::tempdir().unwrap();
    let other = RECEIVED.replace("28", "29");
    let text = SAMPLE.replace(RECEIVED, &other);
    let mut window = opened_text(folder.path(), &text, WRONG);
    let place = place_of(&window, &other);
    let expected = Under {
        straight: false,
        waved: true,
    };
    assert_eq!(under(&window, place), expected);
    click_at(&mut window, place.center());
    check_shown(
        &window,
        "在表中：表三 一、本年新收政府信息公开申请数量 总计：28",
    );
    // Its finding is selected: the cell carries its number.
    assert!(window.query_all_by_label_contains("差 1。").count() > 0);
}

#[test]
fn prose_without_figures_has_no_line_and_its_click_selects_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let place = place_of(&window, "一、总体情况");
    assert_eq!(under(&window, place), Under::default());
    click_at(&mut window, place.center());
    check_shown(&window, &format!("在表中：{WRONG}"));
}
