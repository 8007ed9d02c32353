//! The sheet on the screen: where a place of the paper lies, and the other way round.

use egui::{Color32, Mesh, Pos2, Rect, TextureId, Vec2, pos2, vec2};

use crate::source::place::{Area, Turn, WHOLE};

/// A page laid on the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    /// Where it lies.
    pub rect: Rect,
    pub turn: Turn,
}

impl Sheet {
    /// Height on the screen of a page of this size that is `width` wide.
    pub(super) fn height(points: Vec2, turn: Turn, width: f32) -> f32 {
        let seen = seen_size(points, turn);
        width * seen.y / seen.x.max(1.0)
    }

    /// Where a part of the page lies on the screen.
    pub(super) fn part_on_screen(&self, area: Area) -> Rect {
        part_of(self.rect, area.turned(self.turn))
    }

    /// The picture of the page, turned.
    pub(super) fn mesh(&self, texture: TextureId) -> Mesh {
        let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        part_mesh(texture, self.rect, whole, self.turn)
    }
}

/// The size of a page of these points once it is turned.
pub(super) fn seen_size(points: Vec2, turn: Turn) -> Vec2 {
    if turn % 2 == 1 {
        vec2(points.y, points.x)
    } else {
        points
    }
}

/// A window of a page that was turned, as parts of it from 0 to 1, painted into `target`.
pub(super) fn part_mesh(texture: TextureId, target: Rect, window: Rect, turn: Turn) -> Mesh {
    let mut mesh = Mesh::with_texture(texture);
    let corners = |rect: Rect| {
        [
            rect.left_top(),
            rect.right_top(),
            rect.right_bottom(),
            rect.left_bottom(),
        ]
    };
    for (pos, share) in corners(target).into_iter().zip(corners(window)) {
        mesh.vertices.push(egui::epaint::Vertex {
            pos,
            uv: before_turn(share, turn),
            color: Color32::WHITE,
        });
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    mesh
}

/// Where a place of a page that was turned lies on the page before, both as parts of it.
fn before_turn(place: Pos2, turn: Turn) -> Pos2 {
    match turn % 4 {
        0 => place,
        1 => pos2(place.y, 1.0 - place.x),
        2 => pos2(1.0 - place.x, 1.0 - place.y),
        _ => pos2(1.0 - place.y, place.x),
    }
}

/// Where an area lies on a page that lies at `page`.
pub(super) fn part_of(page: Rect, area: Area) -> Rect {
    let share = |side: u16| f32::from(side) / f32::from(WHOLE);
    let corner = |x, y| page.min + vec2(share(x), share(y)) * page.size();
    Rect::from_min_max(corner(area.left, area.top), corner(area.right, area.bottom))
}

/// The same in points of a page of this size, from its top left corner.
pub(super) fn on_page(area: Area, points: Vec2) -> Rect {
    part_of(Rect::from_min_size(Pos2::ZERO, points), area)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(turn: Turn, expected: [f32; 4]) {
        let points = vec2(100.0, 200.0);
        let height = Sheet::height(points, turn, 100.0);
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(100.0, height));
        let sheet = Sheet { rect, turn };
        // A place in the upper left part of the paper.
        let seen = sheet.part_on_screen(Area::new([0.1, 0.1, 0.3, 0.2]));
        let seen = [seen.min.x, seen.min.y, seen.max.x, seen.max.y];
        for (seen, expected) in seen.iter().zip(expected) {
            assert!((seen - expected).abs() < 0.01, "{seen} {expected}");
        }
    }

    /// A place of the sheet is found on the paper again, whichever way it is turned.
    #[test]
    fn what_was_turned_is_turned_back() {
        let area = Area::new([0.1, 0.2, 0.3, 0.4]);
        for turn in 0..4 {
            let turned = on_page(area.turned(turn), vec2(1.0, 1.0));
            let [corner, other] = [turned.min, turned.max].map(|at| before_turn(at, turn));
            let back = Rect::from_two_pos(corner, other);
            let expected = Rect::from_min_max(pos2(0.1, 0.2), pos2(0.3, 0.4));
            assert!(
                (back.min - expected.min).length() < 0.001,
                "{turn} {back:?}"
            );
            assert!(
                (back.max - expected.max).length() < 0.001,
                "{turn} {back:?}"
            );
        }
    }

    #[test]
    fn places_turn_with_the_sheet() {
        check(0, [10.0, 20.0, 30.0, 40.0]);
        check(1, [80.0, 5.0, 90.0, 15.0]);
        check(2, [70.0, 160.0, 90.0, 180.0]);
        check(3, [10.0, 35.0, 20.0, 45.0]);
    }
}
