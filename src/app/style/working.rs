//! The sign that something is going on.

use std::f32::consts::TAU;
use std::time::Duration;

use egui::{Sense, Stroke, Ui, Vec2};

/// How long the sign stands still. It moves by steps: where the processor draws the window, a sign that turns with the
/// screen takes more of it than the work it stands for.
const STEP: Duration = Duration::from_millis(250);

/// Steps of one turn.
const STEPS: u8 = 8;

/// Draws the sign.
pub(crate) fn working_ui(ui: &mut Ui) {
    let size = ui.spacing().interact_size.y;
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    let steps = ui.input(|input| input.time) / STEP.as_secs_f64();
    let angle = TAU * f32::from(step(steps)) / f32::from(STEPS);
    let palette = super::palette(ui);
    let radius = size * 0.36;
    let painter = ui.painter();
    painter.circle_stroke(rect.center(), radius, Stroke::new(2.0, palette.line));
    let at = rect.center() + Vec2::angled(angle) * radius;
    painter.circle_filled(at, 3.5, palette.accent);
    ui.ctx().request_repaint_after(STEP);
}

/// The place in the turn after so many steps.
fn step(steps: f64) -> u8 {
    let own = steps.rem_euclid(f64::from(STEPS));
    let whole = (0..STEPS).rev().find(|step| f64::from(*step) <= own);
    whole.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_moves_by_steps_and_around() {
        let places = [0.0, 0.9, 1.0, 7.5, 8.0, 17.2].map(step);
        assert_eq!(places, [0, 0, 1, 7, 0, 1]);
    }
}
