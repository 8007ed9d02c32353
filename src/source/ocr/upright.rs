//! A page that lies on its side, or stands on its head, is turned upright.

use hayro_interpret::kurbo::Rect;

use crate::source::ocr::line;
use crate::source::ocr::models::Models;
use crate::source::ocr::numbers::real;
use crate::source::ocr::picture::{Grey, Quarter};
use crate::source::ocr::tuning as t;

/// The page with its lines of text from left to right, where they are then, and how it was turned.
pub(super) fn upright(models: &Models, page: Grey, texts: Vec<Rect>) -> (Grey, Vec<Rect>, Quarter) {
    let quarters = if is_sideways(&texts) {
        [Quarter::Once, Quarter::Thrice]
    } else {
        [Quarter::None, Quarter::Twice]
    };
    let mut best: Option<(u32, Quarter)> = None;
    for quarter in quarters {
        let readable = readable(models, &page, &texts, quarter);
        if best.is_none_or(|(most, _)| readable > most) {
            best = Some((readable, quarter));
        }
        if readable >= t::READABLE {
            break;
        }
    }
    let quarter = best.map_or(Quarter::None, |(_, quarter)| quarter);
    if quarter == Quarter::None {
        return (page, texts, quarter);
    }
    let turn = quarter.turn((real(page.width), real(page.height)));
    let texts = texts.into_iter();
    let texts = texts.map(|text| turn.transform_rect_bbox(text)).collect();
    (page.turned(quarter), texts, quarter)
}

/// Whether most of the text runs up or down.
fn is_sideways(texts: &[Rect]) -> bool {
    let length = |is_tall: bool| -> f64 {
        let longer = |text: &&Rect| {
            let (long, short) = if is_tall {
                (text.height(), text.width())
            } else {
                (text.width(), text.height())
            };
            long > t::DOWNWARDS * short
        };
        let texts = texts.iter().filter(longer);
        texts.map(|text| text.width().max(text.height())).sum()
    };
    length(true) > length(false)
}

/// A part of a line that is long enough to tell.
fn beginning(text: Rect) -> Rect {
    let most = t::HEAD_LENGTH * text.width().min(text.height());
    let (right, bottom) = (text.x1.min(text.x0 + most), text.y1.min(text.y0 + most));
    Rect::new(text.x0, text.y0, right, bottom)
}

/// How well the longest lines are read once the page is turned so: the mean probability of their characters, in thousandths.
fn readable(models: &Models, page: &Grey, texts: &[Rect], quarter: Quarter) -> u32 {
    let mut longest: Vec<&Rect> = texts.iter().collect();
    longest.sort_by(|a, b| {
        let length = |text: &Rect| text.width().max(text.height());
        length(b).total_cmp(&length(a))
    });
    longest.truncate(t::HEAD_LINES);
    let lines: Vec<Grey> = longest
        .iter()
        .map(|text| page.crop(beginning(**text)).turned(quarter))
        .collect();
    let characters: Vec<u32> = line::read(models, &lines)
        .iter()
        .flatten()
        .map(|character| u32::from(character.sureness))
        .collect();
    let n_characters = u32::try_from(characters.len()).unwrap_or(u32::MAX);
    characters.iter().sum::<u32>() / n_characters.max(1)
}
