//! The few pictures of the page, as SVG inside it. Colours are classes of the page's style, so that dark windows have
//! theirs.

use std::fmt::Write;

use crate::export::overview::charts::{Bar, LEAST_SCALE, Part};
use crate::export::overview::words::{chinese, class, escaped};

/// Width of a picture, in its own units.
const WIDTH: f64 = 720.0;
/// Height of a bar with the gap behind it.
const ROW: f64 = 24.0;
/// Where bars begin: the names stand before.
const LEFT: f64 = 260.0;
/// Room behind the longest bar, for its figure.
const RIGHT: f64 = 90.0;

/// Bars below each other, all to the scale of the longest.
pub(super) fn bars(bars: &[Bar]) -> String {
    let sum = |bar: &Bar| bar.parts.iter().map(|part| part.n).sum::<usize>();
    let most = bars.iter().map(sum).max().unwrap_or_default();
    let most = most.max(LEAST_SCALE);
    let scale = (WIDTH - LEFT - RIGHT) / float(most);
    let mut svg = begin(ROW * float(bars.len()) + 4.0);
    for (at, bar) in bars.iter().enumerate() {
        let y = ROW * float(at);
        let name = escaped(&shortened(&chinese(&bar.name)));
        // Writing to a string cannot fail.
        let _ = write!(
            svg,
            "<text x=\"{:.0}\" y=\"{:.0}\" class=\"name\">{name}</text>",
            LEFT - 8.0,
            y + 17.0
        );
        let mut x = LEFT;
        for part in bar.parts.iter().filter(|part| part.n > 0) {
            let width = scale * float(part.n);
            let told = escaped(&format!("{} {}", chinese(&part.name), part.n));
            let _ = write!(
                svg,
                "<rect x=\"{x:.1}\" y=\"{:.0}\" width=\"{width:.1}\" height=\"{:.0}\" class=\"{}\"><title>{told}</title></rect>",
                y + 4.0,
                ROW - 6.0,
                class(part.tone)
            );
            x += width;
        }
        let figure = escaped(&bar.figure);
        let _ = write!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.0}\">{figure}</text>",
            x + 6.0,
            y + 17.0
        );
    }
    svg.push_str("</svg>");
    svg
}

/// How many reports lie in each part of a range.
pub(super) fn histogram(parts: &[Part]) -> String {
    const HEIGHT: f64 = 60.0;
    let counts: Vec<usize> = parts.iter().map(|part| part.n).collect();
    let most = counts.iter().copied().max().unwrap_or_default().max(1);
    let width = 24.0;
    let mut svg = format!(
        "<svg viewBox=\"0 0 284 {:.0}\" class=\"small\" role=\"img\">",
        HEIGHT + 18.0
    );
    for (at, part) in parts.iter().enumerate() {
        let height = HEIGHT * float(part.n) / float(most);
        let x = 8.0 + width * float(at);
        let _ = write!(
            svg,
            "<rect x=\"{x:.0}\" y=\"{:.1}\" width=\"{:.0}\" height=\"{height:.1}\" class=\"{}\"><title>{}：{}</title></rect>",
            HEIGHT - height,
            width - 2.0,
            class(part.tone),
            escaped(&chinese(&part.name)),
            part.n
        );
    }
    for (at, label, anchor) in [(0, "0", "start"), (5, "50", "middle"), (10, "100 %", "end")] {
        let _ = write!(
            svg,
            "<text x=\"{:.0}\" y=\"{:.0}\" class=\"axis\" text-anchor=\"{anchor}\">{label}</text>",
            8.0 + width * float(at),
            HEIGHT + 14.0
        );
    }
    svg.push_str("</svg>");
    svg
}

fn begin(height: f64) -> String {
    format!("<svg viewBox=\"0 0 {WIDTH:.0} {height:.0}\" role=\"img\">")
}

/// A name that fits before its bar.
fn shortened(name: &str) -> String {
    const MOST: usize = 18;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    let mut short: String = name.chars().take(MOST - 1).collect();
    short.push('…');
    short
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of reports and cells are far below 2^52"
)]
fn float(n: usize) -> f64 {
    n as f64
}
