//! Words of the page: what things are called in Chinese, and how text stands in HTML.

use crate::export::overview::charts::{Name, Tone};
use crate::rules::office_level::Level;
use crate::rules::registry;

/// The class of a tone.
pub(super) fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Plain => "plain",
        Tone::Caution => "caution",
        Tone::Doubt => "doubt",
        Tone::Bad => "bad",
        Tone::Rest => "rest",
    }
}

/// What a thing is called in Chinese.
pub(super) fn chinese(name: &Name) -> String {
    match name {
        Name::Said([chinese, _]) => chinese.clone(),
        Name::Printed(text) => text.clone(),
        Name::Year(year) if year.is_empty() => "年度未知".to_owned(),
        Name::Year(year) => format!("{year} 年"),
        Name::Standing(standing) => standing.name().to_owned(),
        Name::Level(level) => level.map_or("级别未知", Level::name).to_owned(),
        Name::Kind(kind) => kind.name().to_owned(),
        Name::Rule(rule) => {
            registry::by_id(rule).map_or_else(|| rule.clone(), |it| it.title.to_owned())
        }
        Name::Judged(judged) => judged.name().to_owned(),
    }
}

/// `text` as the content of an element or an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
