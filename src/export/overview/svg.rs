//! The few pictures of the page, as SVG inside it. Colours are classes of the page's style, so that dark windows have
//! theirs.

use std::fmt::Write;

use crate::export::overview::html::escaped;

/// Width of a picture, in its own units.
const WIDTH: f64 = 720.0;
/// Height of a bar with the gap behind it.
const ROW: f64 = 24.0;
/// Where bars begin: the names stand before.
const LEFT: f64 = 260.0;
/// Room behind the longest bar, for its figure.
const RIGHT: f64 = 90.0;

/// A bar: its name, its parts each with a colour class, and what stands behind it.
pub(super) struct Bar {
    pub name: String,
    pub parts: Vec<(usize, &'static str)>,
    pub figure: String,
}

/// Bars below each other, all to the scale of the longest.
pub(super) fn bars(bars: &[Bar]) -> String {
    let sum = |bar: &Bar| bar.parts.iter().map(|(n, _)| n).sum::<usize>();
    let most = bars.iter().map(sum).max().unwrap_or_default().max(1);
    let scale = (WIDTH - LEFT - RIGHT) / float(most);
    let mut svg = begin(ROW * float(bars.len()) + 4.0);
    for (at, bar) in bars.iter().enumerate() {
        let y = ROW * float(at);
        let name = escaped(&shortened(&bar.name));
        // Writing to a string cannot fail.
        let _ = write!(
            svg,
            "<text x=\"{:.0}\" y=\"{:.0}\" class=\"name\">{name}</text>",
            LEFT - 8.0,
            y + 17.0
        );
        let mut x = LEFT;
        for (n, class) in &bar.parts {
            let width = scale * float(*n);
            let _ = write!(
                svg,
                "<rect x=\"{x:.1}\" y=\"{:.0}\" width=\"{width:.1}\" height=\"{:.0}\" class=\"{class}\"/>",
                y + 4.0,
                ROW - 6.0
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

/// How many of `shares`, each from 0 to 1, lie in each tenth.
pub(super) fn histogram(shares: &[f64]) -> String {
    const BINS: usize = 10;
    const HEIGHT: f64 = 60.0;
    let mut counts = [0_usize; BINS];
    for share in shares {
        let bin = (0..BINS).rev().find(|bin| *share >= float(*bin) / 10.0);
        if let Some(count) = counts.get_mut(bin.unwrap_or(0)) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default().max(1);
    let width = 24.0;
    let mut svg = format!(
        "<svg viewBox=\"0 0 260 {:.0}\" class=\"small\" role=\"img\">",
        HEIGHT + 18.0
    );
    for (at, count) in counts.iter().enumerate() {
        let height = HEIGHT * float(*count) / float(most);
        let x = 8.0 + width * float(at);
        let _ = write!(
            svg,
            "<rect x=\"{x:.0}\" y=\"{:.1}\" width=\"{:.0}\" height=\"{height:.1}\" class=\"a\"><title>{}–{} %：{count}</title></rect>",
            HEIGHT - height,
            width - 2.0,
            at * 10,
            at * 10 + 10
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
