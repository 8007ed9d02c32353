//! Pictures of lines become characters, each with its place, how sure it is, and what else it might be.

use crate::source::ocr::detect::channels;
use crate::source::ocr::models::Models;
use crate::source::ocr::numbers::{real, whole};
use crate::source::ocr::picture::{Grey, Quarter};
use crate::source::ocr::tuning as t;

/// A character as it was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Character {
    /// The likeliest character.
    pub(super) text: String,
    /// Its probability, in thousandths.
    pub(super) sureness: u16,
    /// The same if it is known to stand in a figure: among what may stand there, a letter O being a 0.
    pub(super) in_figure: u16,
    /// The next one, with its probability in thousandths; none where it has hardly any.
    pub(super) second: Option<(String, u16)>,
    /// Where along the line its middle is, 0 to 1.
    pub(super) middle: f64,
}

/// Reads the pictures of lines. Those higher than wide are read from top to bottom, turned on their side.
pub(super) fn read(models: &Models, lines: &[Grey]) -> Vec<Vec<Character>> {
    let lines: Vec<Grey> = lines.iter().map(upright).collect();
    let mut order: Vec<usize> = (0..lines.len()).collect();
    let width = |at: usize| lines.get(at).map_or(0, |line| line.width);
    order.sort_by_key(|at| width(*at));
    let mut read = vec![Vec::new(); lines.len()];
    let mut rest = order.as_slice();
    while !rest.is_empty() {
        let mut n_lines = 1;
        while let Some(next) = rest.get(n_lines)
            && padded(width(*next)) * (n_lines + 1) <= t::BATCH_WIDTH
        {
            n_lines += 1;
        }
        let (batch, behind) = rest.split_at(n_lines);
        let pictures: Vec<&Grey> = batch.iter().filter_map(|at| lines.get(*at)).collect();
        for (at, characters) in batch.iter().zip(read_batch(models, &pictures)) {
            if let Some(place) = read.get_mut(*at) {
                *place = characters;
            }
        }
        rest = behind;
    }
    read
}

/// A line of the height the model takes.
fn upright(line: &Grey) -> Grey {
    let is_downwards = real(line.height) > t::DOWNWARDS * real(line.width);
    let turned = if is_downwards && line.height > t::LINE_HEIGHT {
        line.turned(Quarter::Thrice)
    } else {
        line.clone()
    };
    let scale = real(t::LINE_HEIGHT) / real(turned.height.max(1));
    let width = whole(real(turned.width) * scale).clamp(1, t::WIDEST);
    turned.scaled(width, t::LINE_HEIGHT)
}

fn padded(width: usize) -> usize {
    width.max(t::NARROWEST).div_ceil(t::LINE_STEP) * t::LINE_STEP
}

fn read_batch(models: &Models, lines: &[&Grey]) -> Vec<Vec<Character>> {
    let width = lines
        .iter()
        .map(|line| padded(line.width))
        .max()
        .unwrap_or(0);
    let mut values = Vec::with_capacity(lines.len() * 3 * t::LINE_HEIGHT * width);
    for line in lines {
        // What is beside the line is grey to the model, as it was when it learned.
        let picture = channels(line);
        for row in picture.chunks(line.width.max(1)) {
            values.extend_from_slice(row);
            values.extend(std::iter::repeat_n(0.0, width - row.len()));
        }
    }
    let shape = [lines.len(), 3, t::LINE_HEIGHT, width];
    let Some(output) = models.recognise(shape, values) else {
        return vec![Vec::new(); lines.len()];
    };
    let [_, n_places, n_classes] = *output.shape.as_slice() else {
        return vec![Vec::new(); lines.len()];
    };
    let one = |(at, line): (usize, &&Grey)| {
        let size = n_places * n_classes;
        let values = output.values.get(at * size..(at + 1) * size);
        let used = real(line.width) / real(width.max(1));
        decoded(
            values.unwrap_or_default(),
            n_classes,
            used,
            (models.characters(), models.figures()),
        )
    };
    lines.iter().enumerate().map(one).collect()
}

/// At each place along the line the likeliest class; the same class twice in a row is one character, class 0 is none. `used`
/// is the part of the places on which the line stands.
fn decoded(
    values: &[f32],
    n_classes: usize,
    used: f64,
    (characters, figures): (&[String], &[(usize, char)]),
) -> Vec<Character> {
    let name = |class: usize| match characters.get(class.wrapping_sub(1)) {
        Some(name) => name.clone(),
        None => " ".to_owned(),
    };
    let n_places = real(values.len() / n_classes.max(1)) * used;
    let mut runs: Vec<Run> = Vec::new();
    let mut last = 0;
    for (row, place) in values.chunks(n_classes.max(1)).zip(0..) {
        let (best, second) = two_best(row);
        if best.0 == 0 {
            // Nearly a character, and neither of those beside it: it may be lost.
            if let Some(run) = runs.last_mut()
                && second.0 != run.class
            {
                run.lost = run.lost.max(second);
            }
        } else if best.0 == last
            && let Some(run) = runs.last_mut()
        {
            run.add(best.1, second, place);
        } else {
            if let Some(run) = runs.last_mut().filter(|run| run.lost.0 == best.0) {
                run.lost = (0, 0);
            }
            runs.push(Run::new(best, second, place));
        }
        last = best.0;
    }
    let characters = runs.iter().map(|run| Character {
        text: name(run.class),
        sureness: run.sureness(run.best),
        in_figure: run.sureness(in_figure(run, values, n_classes, figures)),
        second: Some(run.second)
            .filter(|(class, sureness)| *class != 0 && *sureness >= t::SECOND)
            .map(|(class, sureness)| (name(class), sureness)),
        middle: ((real(run.place) + 0.5) / n_places.max(1.0)).min(1.0),
    });
    characters.collect()
}

/// A class and its probability in thousandths.
type Class = (usize, u16);

/// Places in a row with the same class.
struct Run {
    class: usize,
    /// Of its clearest place.
    best: u16,
    /// Where that is.
    place: usize,
    /// The next class there.
    second: Class,
    /// The lowest probability since the last place that was clearer than all others.
    valley: u16,
    /// How far it fell and rose again: the same character twice, perhaps.
    dip: u16,
    /// The likeliest character behind it of which nothing was made, and its probability.
    lost: Class,
}

impl Run {
    fn new((class, sureness): Class, second: Class, place: usize) -> Self {
        Self {
            class,
            best: sureness,
            place,
            second,
            valley: sureness,
            dip: 0,
            lost: (0, 0),
        }
    }

    fn add(&mut self, sureness: u16, second: Class, place: usize) {
        self.dip = self
            .dip
            .max(sureness.min(self.best).saturating_sub(self.valley));
        self.valley = self.valley.min(sureness);
        if sureness > self.best {
            (self.best, self.second, self.place) = (sureness, second, place);
        }
    }

    /// That there is this character, which is so sure itself, only once, and none behind it that was passed over.
    fn sureness(&self, itself: u16) -> u16 {
        let doubt = self.dip.max(self.lost.1);
        itself.min(1_000_u16.saturating_sub(doubt))
    }
}

/// How sure the character of a run is among all that may stand in a figure, in thousandths; as it was read where it may not.
fn in_figure(run: &Run, values: &[f32], n_classes: usize, figures: &[(usize, char)]) -> u16 {
    let row = values.chunks(n_classes.max(1)).nth(run.place);
    let own = figures.iter().find(|(class, _)| *class == run.class);
    let (Some(row), Some((_, own))) = (row, own) else {
        return run.best;
    };
    let sum = |means: Option<char>| -> f64 {
        let figures = figures.iter();
        let counted = figures.filter(|(_, it)| means.is_none_or(|means| means == *it));
        let values = counted.filter_map(|(class, _)| row.get(*class));
        values.copied().map(f64::from).sum()
    };
    let share = sum(Some(*own)) / sum(None).max(f64::EPSILON);
    u16::try_from(whole(share * 1_000.0))
        .unwrap_or(1_000)
        .min(1_000)
}

/// The likeliest class and the next one. The probabilities add up to 1: once nothing is left for the others, they are not
/// looked at.
fn two_best(row: &[f32]) -> (Class, Class) {
    let (mut best, mut second) = ((0, f32::MIN), (0, f32::MIN));
    let mut sum = 0.0;
    for (class, value) in row.iter().copied().enumerate() {
        if value > best.1 {
            second = best;
            best = (class, value);
        } else if value > second.1 {
            second = (class, value);
        }
        sum += value;
        if sum > t::NOTHING_LEFT {
            break;
        }
    }
    let thousandths = |value: f32| {
        let value = whole(f64::from(value.clamp(0.0, 1.0)) * 1_000.0);
        u16::try_from(value).unwrap_or(1_000)
    };
    let told = |(class, value): (usize, f32)| (class, thousandths(value));
    (told(best), told(second))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Probabilities of nothing, `一` and `1` at each place, in hundredths.
    #[track_caller]
    fn check_decoded(places: &[[u8; 3]], expected: &[(&str, u16, Option<&str>)]) {
        let values: Vec<f32> = places
            .iter()
            .flatten()
            .map(|value| f32::from(*value) / 100.0)
            .collect();
        let characters = ["一".to_owned(), "1".to_owned()];
        let decoded = decoded(&values, 3, 1.0, (&characters, &[]));
        let found: Vec<_> = decoded
            .iter()
            .map(|c| {
                let second = c.second.as_ref().map(|(text, _)| text.as_str());
                (c.text.as_str(), c.sureness, second)
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_character_is_as_sure_as_its_clearest_place() {
        check_decoded(&[[90, 5, 5], [1, 9, 90], [2, 0, 98]], &[("1", 980, None)]);
        check_decoded(
            &[[0, 0, 100], [100, 0, 0], [0, 0, 100]],
            &[("1", 1000, None), ("1", 1000, None)],
        );
        check_decoded(&[[0, 40, 60]], &[("1", 600, Some("一"))]);
        check_decoded(&[[60, 0, 40]], &[]);
        // The same twice, perhaps, and one that was perhaps lost.
        check_decoded(
            &[[0, 0, 100], [40, 0, 60], [0, 0, 100]],
            &[("1", 600, None)],
        );
        check_decoded(&[[0, 0, 100], [70, 30, 0]], &[("1", 700, None)]);
    }
}
