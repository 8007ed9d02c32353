//! The icon of the window: a sheet with the sign of an equation and a tick. `assets/icon.svg` is the same, for desktops.

use egui::IconData;

/// Side of the icon, in pixels.
const SIDE: u16 = 64;

/// Half the width of its strokes, in pixels.
const STROKE: f32 = 3.2;

const BLUE: [u8; 3] = [0x1F, 0x5F, 0xBF];
const WHITE: [u8; 3] = [0xFF, 0xFF, 0xFF];

/// The strokes from point to point, in pixels from the upper left corner: two of the equals sign, two of the tick.
const STROKES: [[(f32, f32); 2]; 4] = [
    [(14.0, 18.0), (50.0, 18.0)],
    [(14.0, 30.0), (34.0, 30.0)],
    [(18.0, 45.0), (27.0, 53.0)],
    [(27.0, 53.0), (50.0, 31.0)],
];

/// The picture of the icon.
pub(super) fn pixels() -> IconData {
    let places =
        (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (f32::from(x) + 0.5, f32::from(y) + 0.5)));
    IconData {
        rgba: places.flat_map(pixel).collect(),
        width: SIDE.into(),
        height: SIDE.into(),
    }
}

fn pixel(at: (f32, f32)) -> [u8; 4] {
    let on_stroke = STROKES.iter().any(|[a, b]| distance(at, *a, *b) <= STROKE);
    let [r, g, b] = if on_stroke { WHITE } else { BLUE };
    [r, g, b, if is_on_sheet(at) { 255 } else { 0 }]
}

/// Whether the point is on the square with round corners.
fn is_on_sheet((x, y): (f32, f32)) -> bool {
    let (middle, round) = (f32::from(SIDE) / 2.0, 12.0);
    let beyond = |along: f32| ((along - middle).abs() - (middle - round)).max(0.0);
    beyond(x).hypot(beyond(y)) <= round
}

/// How far the point is from the stroke.
fn distance((x, y): (f32, f32), (ax, ay): (f32, f32), (bx, by): (f32, f32)) -> f32 {
    let (dx, dy) = (bx - ax, by - ay);
    let along = (((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
    (x - ax - along * dx).hypot(y - ay - along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_is_a_blue_sheet_with_white_strokes_and_round_corners() {
        let icon = pixels();
        let of = |x: usize, y: usize| {
            icon.rgba
                .chunks(4)
                .nth(y * usize::from(SIDE) + x)
                .unwrap()
                .to_vec()
        };
        assert_eq!(icon.rgba.len(), usize::from(SIDE) * usize::from(SIDE) * 4);
        assert_eq!(of(0, 0).last(), Some(&0));
        assert_eq!(of(32, 18), [255, 255, 255, 255]);
        assert_eq!(of(32, 60), [0x1F, 0x5F, 0xBF, 255]);
    }
}
