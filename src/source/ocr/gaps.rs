//! Between the figures of cells that share them: where lines of a table would be.

use hayro_interpret::kurbo::Rect;

use crate::source::ocr::tuning as t;

/// Text of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    /// In pixels.
    pub(super) area: Rect,
    /// Whether it is a figure, or a stroke in the place of one.
    pub(super) is_figure: bool,
}

/// Between which places a line is, and near which of them it is looked for, if near any.
pub(super) type Place = (f64, f64, Option<f64>);

/// Texts that no gap parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    from: f64,
    to: f64,
    has_figures: bool,
}

pub(super) fn groups(texts: &[Text]) -> Vec<Group> {
    let mut texts = texts.to_vec();
    texts.sort_by(|a, b| a.area.x0.total_cmp(&b.area.x0));
    let mut groups: Vec<Group> = Vec::new();
    for Text { area, is_figure } in texts {
        match groups.last_mut().filter(|last| area.x0 <= last.to) {
            Some(last) => {
                last.to = last.to.max(area.x1);
                last.has_figures |= is_figure;
            }
            None => groups.push(Group {
                from: area.x0,
                to: area.x1,
                has_figures: is_figure,
            }),
        }
    }
    groups
}

/// The texts of a cell without those that stand over several others, as heads over several columns do.
pub(super) fn single(texts: &[Text]) -> Vec<Text> {
    let is_over = |head: &Text, other: &Text| {
        let shared = head.area.x1.min(other.area.x1) - head.area.x0.max(other.area.x0);
        other.area.center().y > head.area.y1 && shared > 0.0
    };
    let is_single = |head: &&Text| {
        let below = texts.iter().filter(|other| is_over(head, other));
        head.is_figure || groups(&below.copied().collect::<Vec<Text>>()).len() < 2
    };
    texts.iter().filter(is_single).copied().collect()
}

pub(super) fn n_figures(texts: &[Text]) -> usize {
    let groups = groups(texts).into_iter();
    groups.filter(|group| group.has_figures).count()
}

/// Whether a figure has another text beside it, with nothing that reaches over both.
pub(super) fn has_beside(texts: &[Text]) -> bool {
    let figures = texts.iter().filter(|text| text.is_figure);
    let mut pairs = figures.flat_map(|figure| texts.iter().map(move |text| (figure, text)));
    n_figures(texts) > 0
        && groups(texts).len() > 1
        && pairs.any(|(figure, text)| are_beside(figure.area, text.area))
}

/// Whether two texts stand on one line, one behind the other.
fn are_beside(a: Rect, b: Rect) -> bool {
    let shared = a.y1.min(b.y1) - a.y0.max(b.y0);
    (a.x1 < b.x0 || b.x1 < a.x0) && shared > 0.4 * a.height().min(b.height())
}

/// The widest gap between each two groups of figures.
pub(super) fn parted(groups: &[Group]) -> Vec<Place> {
    let mut widest: Option<(f64, f64)> = None;
    let mut is_behind_figures = false;
    let mut parted = Vec::new();
    for (before, behind) in groups.iter().zip(groups.iter().skip(1)) {
        is_behind_figures |= before.has_figures;
        let gap = (before.to, behind.from);
        let is_wider = |other: (f64, f64)| gap.1 - gap.0 > other.1 - other.0;
        if is_behind_figures && (before.has_figures || widest.is_none_or(is_wider)) {
            widest = Some(gap);
        }
        if behind.has_figures
            && let Some((from, to)) = widest.take()
        {
            parted.push((from, to, None));
        }
    }
    parted
}

/// The sides of columns without any figure: where figures stand twice as far from each other, or from the side of their
/// cells, as all others do.
pub(super) fn empty(groups: &[Group], shared: &[(Rect, Vec<Text>)]) -> Vec<Place> {
    let middle = |group: &Group| f64::midpoint(group.from, group.to);
    let figures = groups.iter().filter(|group| group.has_figures);
    let middles: Vec<f64> = figures.map(middle).collect();
    let mut steps: Vec<f64> = middles
        .iter()
        .zip(middles.iter().skip(1))
        .map(|(a, b)| b - a)
        .collect();
    steps.sort_by(f64::total_cmp);
    let Some(step) = steps
        .get(steps.len() / 2)
        .filter(|_| steps.len() >= t::STEPS)
    else {
        return Vec::new();
    };
    let (first, last) = (groups.first(), groups.last());
    let sides = |side: fn(&Rect) -> f64| shared.iter().map(move |(cell, _)| side(cell));
    let before = sides(|cell| cell.x0)
        .reduce(f64::max)
        .filter(|_| first.is_some_and(|g| g.has_figures));
    let behind = sides(|cell| cell.x1)
        .reduce(f64::min)
        .filter(|_| last.is_some_and(|g| g.has_figures));
    // As if a figure stood half a column beyond each side.
    let mut places: Vec<f64> = before.map(|side| side - step / 2.0).into_iter().collect();
    places.extend(&middles);
    places.extend(behind.map(|side| side + step / 2.0));
    let mut lines = Vec::new();
    for (a, b) in places.iter().zip(places.iter().skip(1)) {
        let n_columns = ((b - a) / step).round();
        let width = (b - a) / n_columns;
        if n_columns < 2.0 || (width - step).abs() > t::STEP_NEAR * step {
            continue;
        }
        let mut line = a + width / 2.0;
        while line < *b {
            let around = (line - t::STEP_NEAR * step, line + t::STEP_NEAR * step);
            let is_side = [before, behind]
                .into_iter()
                .flatten()
                .any(|side| (side - line).abs() < step / 4.0);
            if !is_side {
                lines.push((around.0, around.1, None));
            }
            line += width;
        }
    }
    lines
}

/// The gap before the first figures and the one behind the last, where other text is beside them.
pub(super) fn beside_figures(groups: &[Group], shared: &[(Rect, Vec<Text>)]) -> Vec<Place> {
    let is_in = |text: &&Text, group: &Group| (group.from..=group.to).contains(&text.area.x0);
    let are_side_by_side = |a: &Group, b: &Group| {
        shared.iter().any(|(_, texts)| {
            let mut pairs = texts.iter().filter(|text| is_in(text, a)).flat_map(|text| {
                let others = texts.iter().filter(|other| is_in(other, b));
                others.map(|other| (text.area, other.area))
            });
            pairs.any(|(a, b)| are_beside(a, b))
        })
    };
    let first = groups.iter().position(|group| group.has_figures);
    let last = groups.iter().rposition(|group| group.has_figures);
    let before = first.and_then(|at| Some((groups.get(at.checked_sub(1)?)?, groups.get(at)?)));
    let behind = last.and_then(|at| Some((groups.get(at)?, groups.get(at + 1)?)));
    let gap = |(a, b): (&Group, &Group), near: f64| {
        are_side_by_side(a, b).then_some((a.to, b.from, Some(near)))
    };
    let before = before.and_then(|pair| gap(pair, pair.1.from));
    let behind = behind.and_then(|pair| gap(pair, pair.0.to));
    before.into_iter().chain(behind).collect()
}
