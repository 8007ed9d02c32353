//! Lists of words with their boxes, as text recognition writes them: they are put in lines as the words of a page are.

use hayro_interpret::kurbo::{Point, Rect};

use crate::source::blocks::Block;
use crate::source::boxes::{self, Word};
use crate::source::json::texts::Texts;
use crate::source::json::value::Value;

/// Fewest words of a page; fewer are a block or two.
const LEAST_WORDS: usize = 8;

/// Parts of the names of fields that hold a box, in small letters.
const BOXES: [&str; 7] = [
    "box", "poly", "position", "location", "points", "quad", "region",
];

/// Percent of the words that must be no taller than one line.
const SHARE: usize = 90;

/// Most heights of its characters that a word of one line is high.
const TALLEST: f64 = 2.2;

/// The lines of the words that a list holds; `None` where it holds anything else.
pub(super) fn lines(values: &[Value], texts: &Texts) -> Option<Vec<Block>> {
    let words = values.iter().map(|value| word(value, texts));
    let words = words.collect::<Option<Vec<_>>>()?;
    let are_lists = !words.is_empty() && values.iter().all(|value| !value.members().is_empty());
    // Lists of boxes and blocks of several lines are no rows of a table.
    let blocks = are_lists.then(|| words.iter().flat_map(|word| block(&word.text)).collect());
    placed(words).or(blocks)
}

/// The lines of a block of text.
fn block(text: &str) -> Vec<Block> {
    let lines = text.lines().map(|line| Block::Verbatim(line.to_owned()));
    std::iter::once(Block::Gap).chain(lines).collect()
}

/// The lines of words that one field lists and of boxes that another lists: `rec_texts` and `rec_boxes`.
pub(super) fn parallel_lines(fields: &[(String, Value)], texts: &Texts) -> Option<Vec<Block>> {
    let text = |(name, value): &(String, Value)| {
        let printed = |member: &Value| member.printed().map(str::to_owned);
        let texts_of: Option<Vec<String>> = value.members().iter().map(printed).collect();
        texts_of.filter(|found| texts.is_printed(name) && found.len() >= LEAST_WORDS)
    };
    let words = fields.iter().find_map(text)?;
    let area = |(name, value): &(String, Value)| {
        let areas: Option<Vec<Rect>> = value.members().iter().map(area).collect();
        areas.filter(|areas| is_box(name) && areas.len() == words.len())
    };
    let areas = fields.iter().find_map(area)?;
    let words = areas
        .into_iter()
        .zip(words)
        .map(|(area, text)| Word { area, text });
    placed(words.collect())
}

fn placed(words: Vec<Word>) -> Option<Vec<Block>> {
    let n_flat = words.iter().filter(|word| is_one_line(word)).count();
    let are_lines = words.len() >= LEAST_WORDS && n_flat * 100 >= words.len() * SHARE;
    are_lines.then(|| boxes::lines(words))
}

/// Whether a text fills its box in one line: blocks of several are no words.
fn is_one_line(word: &Word) -> bool {
    let n_wide = word.text.chars().filter(|c| !c.is_ascii()).count();
    let n_narrow = word.text.chars().count() - n_wide;
    #[expect(
        clippy::cast_precision_loss,
        reason = "far fewer characters than a float counts"
    )]
    let n_heights = n_wide as f64 + n_narrow as f64 / 2.0;
    word.area.height() * n_heights <= word.area.width() * TALLEST || n_heights < 2.0
}

/// A word: an object with a text and a box, or a list of a box and a text, with or without how sure it is.
fn word(value: &Value, texts: &Texts) -> Option<Word> {
    match value {
        Value::Fields(fields) => {
            let area = fields
                .iter()
                .find_map(|(name, value)| is_box(name).then(|| area(value))?)?;
            let others = fields.iter().filter(|(name, _)| !is_box(name));
            let text = texts.of_fields(others)?;
            Some(Word { area, text })
        }
        Value::List(members) => {
            let flat = members
                .get(..4)
                .filter(|corners| corners.iter().all(|corner| number(corner).is_some()));
            let (area, told) = match flat {
                Some(corners) => (area(&Value::List(corners.to_vec()))?, members.get(4)?),
                None => (area(members.first()?)?, members.get(1)?),
            };
            let text = match told {
                Value::List(told) => told.first()?.printed()?,
                told => told.printed()?,
            };
            Some(Word {
                area,
                text: text.to_owned(),
            })
        }
        _ => None,
    }
}

fn is_box(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    BOXES.iter().any(|part| name.contains(part))
}

/// A box by two corners, by all of them, or by its left, its top, its width and its height.
fn area(value: &Value) -> Option<Rect> {
    let corners = match value {
        Value::Fields(fields) => return named_area(fields),
        Value::List(members) => members,
        _ => return None,
    };
    let numbers: Option<Vec<f64>> = corners.iter().map(number).collect();
    let points = match numbers.as_deref() {
        Some(numbers) => numbers.chunks_exact(2).map(point).collect(),
        None => corners.iter().map(corner).collect::<Option<Vec<_>>>()?,
    };
    around(&points)
}

fn around(points: &[Point]) -> Option<Rect> {
    let mut points = points.iter();
    let first = Rect::from_points(*points.next()?, *points.next()?);
    let area = points.fold(first, |area, point| area.union_pt(*point));
    (area.is_finite() && area.width() > 0.0 && area.height() > 0.0).then_some(area)
}

fn point(pair: &[f64]) -> Point {
    match pair {
        [x, y] => Point::new(*x, *y),
        _ => Point::ORIGIN,
    }
}

/// A point: two numbers, or `x` and `y`.
fn corner(value: &Value) -> Option<Point> {
    match value {
        Value::List(members) => match members.as_slice() {
            [x, y] => Some(Point::new(number(x)?, number(y)?)),
            _ => None,
        },
        Value::Fields(fields) => Some(Point::new(named(fields, "x")?, named(fields, "y")?)),
        _ => None,
    }
}

fn named_area(fields: &[(String, Value)]) -> Option<Rect> {
    let first = |names: [&str; 2]| names.iter().find_map(|name| named(fields, name));
    let (x, y) = (first(["left", "x"])?, first(["top", "y"])?);
    let size = (first(["width", "w"])?, first(["height", "h"])?);
    around(&[Point::new(x, y), Point::new(x + size.0, y + size.1)])
}

/// The number of the field of that name, whatever the case of its letters.
fn named(fields: &[(String, Value)], name: &str) -> Option<f64> {
    let mut fields = fields.iter();
    let (_, value) = fields.find(|(other, _)| other.eq_ignore_ascii_case(name))?;
    number(value)
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(text) => text.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::source::{json, writing};

    /// Two lines of words, each with its left, its top, its width and its height.
    const WORDS: [(&str, [u32; 4]); 8] = [
        ("规章", [60, 100, 40, 20]),
        ("0", [400, 101, 10, 20]),
        ("3", [200, 100, 10, 20]),
        ("其他", [60, 130, 40, 20]),
        ("1", [400, 130, 10, 20]),
        ("2", [200, 130, 10, 20]),
        ("总计", [60, 160, 40, 20]),
        ("5", [200, 160, 10, 20]),
    ];

    #[track_caller]
    fn check_lines(word: impl Fn(&str, [u32; 4]) -> String, around: impl Fn(&str) -> String) {
        let words = WORDS.map(|(text, area)| word(text, area)).join(",");
        let (written, _) = writing::write(&json::read(&around(&words)).blocks);
        let lines: Vec<String> = written
            .text
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(lines, ["规章 3 0", "其他 2 1", "总计 5"], "{words}");
    }

    #[test]
    fn words_are_put_in_lines_whatever_their_boxes_are_called() {
        let list = |words: &str| format!("[{words}]");
        let quad = |[x, y, w, h]: [u32; 4]| {
            format!(
                "[[{x}.0,{y}.0],[{},{y}],[{},{}],[{x},{}]]",
                x + w,
                x + w,
                y + h,
                y + h
            )
        };
        check_lines(
            |text, area| format!(r#"{{"text":"{text}","score":0.9,"box":{}}}"#, quad(area)),
            |words| format!(r#"{{"code":100,"data":[{words}]}}"#),
        );
        check_lines(
            |text, area| format!(r#"[{},"{text}",0.98]"#, quad(area)),
            list,
        );
        check_lines(
            |text, area| format!("[{},('{text}',0.98)]", quad(area)),
            list,
        );
        check_lines(
            |text, [x, y, w, h]| {
                format!(
                    r#"{{"words":"{text}","location":{{"top":{y},"left":{x},"width":{w},"height":{h}}}}}"#
                )
            },
            list,
        );
        check_lines(
            |text, [x, y, w, h]| {
                let (right, bottom) = (x + w, y + h);
                format!(
                    r#"{{"DetectedText":"{text}","Polygon":[{{"X":{x},"Y":{y}}},{{"X":{right},"Y":{y}}},{{"X":{right},"Y":{bottom}}}]}}"#
                )
            },
            list,
        );
        check_lines(
            |text, [x, y, w, h]| format!(r#"[{x}.5,{y},{},{},"{text}",0,1,2]"#, x + w, y + h),
            |words| format!("[[{words}]]"),
        );
        let boxes = WORDS.map(|(_, [x, y, w, h])| format!("[{x},{y},{},{}]", x + w, y + h));
        check_lines(
            |text, _| format!("\"{text}\""),
            |texts| {
                format!(
                    r#"{{"rec_texts":[{texts}],"rec_boxes":[{}]}}"#,
                    boxes.join(",")
                )
            },
        );
    }
}
