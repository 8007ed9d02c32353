//! What a person types, pastes or picks for one cell becomes a [`Value`]: the number forms that real reports print.

use crate::amount::Amount;
use crate::said::Told;
use crate::value::Value;

/// Signs in front of a number, longest first, and whether they make it negative (本年增/减 is printed `减 2`).
const SIGNS: [(&str, bool); 10] = [
    ("减少", true),
    ("減少", true),
    ("下降", true),
    ("增加", false),
    ("新增", false),
    ("减", true),
    ("減", true),
    ("增", false),
    ("-", true),
    ("+", false),
];

/// Units that may stand behind a number, longest first.
const UNITS: [&str; 16] = [
    "百万元",
    "万元",
    "亿元",
    "千元",
    "人次",
    "件次",
    "元",
    "件",
    "个",
    "项",
    "宗",
    "条",
    "次",
    "份",
    "起",
    "部",
];

/// Characters that numbers are written with: 一千二百, 廿, 壹佰.
const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億";

/// The content of a cell as understood from characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// What the characters mean.
    pub value: Value,
    /// The unit behind the number, such as 万元; `None` if there is none.
    pub unit: Option<String>,
}

/// Characters that hold digits and are no number of the form. The display is the tail of a sentence for the reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// Two numbers, or one number with a gap, such as `2 0`.
    #[error("里有空格隔开的数字，看不出是一个数还是两个数")]
    Gap,
    /// A number written in characters, such as 一千二百.
    #[error("是用汉字写的数，请改用阿拉伯数字")]
    Numeral,
    /// Letters alone, such as `O` for 0.
    #[error("只有字母，不是数；原文空着请按 Delete，看不清请键入“？”")]
    Letters,
    /// Anything else with digits in it.
    #[error("看不出是哪个数")]
    NotANumber,
}

impl Told for EntryError {
    fn english(&self) -> String {
        match self {
            Self::Gap => "has figures separated by blanks: it may be one number or two",
            Self::Numeral => "is a number written in characters; use digits",
            Self::Letters => {
                "has letters only and is no number; Delete for blank, ? if it is illegible"
            }
            Self::NotANumber => "is not a number that the form allows",
        }
        .to_owned()
    }
}

/// Understands `text`: empty is blank, `/` `-` `—` are a dash, `?` is unreadable, text without digits is words, and
/// digits must form one number, which may have a sign, thousands commas, a unit and a note in brackets.
///
/// # Errors
/// When there are digits that do not form one number; nothing is guessed from them.
pub fn parse(text: &str) -> Result<Entered, EntryError> {
    let folded: String = text.chars().filter_map(fold).collect();
    let folded = folded.trim();
    let plain = |value| Ok(Entered { value, unit: None });
    if folded.is_empty() {
        return plain(Value::Blank);
    }
    if folded == "〇" {
        return plain(Value::Number(Amount::ZERO));
    }
    if folded.chars().all(|c| c == '?') {
        return plain(Value::Unreadable);
    }
    if folded.chars().all(|c| matches!(c, '-' | '/' | '\\' | ' ')) {
        return plain(Value::Dash);
    }
    if !folded.chars().any(char::is_numeric) {
        return plain(Value::Words);
    }
    number(folded)
}

/// Understands what a person typed: as [`parse`] does, but for numbers written in characters and for letters. On paper
/// 一千二百 may be a word; typed, it is meant as a number, and so is an `O`; neither must become words.
///
/// # Errors
/// As for [`parse`], for a number in characters, and for letters alone.
pub fn typed(text: &str) -> Result<Entered, EntryError> {
    let entered = parse(text)?;
    let (_, unsigned) = split_sign(text.trim());
    let unit = UNITS.iter().find_map(|unit| unsigned.strip_suffix(unit));
    let digits = unit.unwrap_or(unsigned);
    let is_numeral = !digits.is_empty() && digits.chars().all(|c| NUMERALS.contains(c));
    match entered.value {
        Value::Words if is_numeral => Err(EntryError::Numeral),
        Value::Words if is_letters(text) => Err(EntryError::Letters),
        _ => Ok(entered),
    }
}

/// Whether there is nothing but letters of the keyboard.
fn is_letters(text: &str) -> bool {
    let mut chars = text.chars().filter_map(fold).filter(|c| *c != ' ');
    chars.all(|c| c.is_ascii_alphabetic())
}

/// One character in the form the parser compares: half-width, one kind of dash and space; `None` for invisible ones.
fn fold(c: char) -> Option<char> {
    match c {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{2500}' | '\u{2501}' => Some('-'),
        '\u{fe62}' => Some('+'),
        _ if c.is_whitespace() => Some(' '),
        _ if c.is_control() => None,
        _ => Some(c),
    }
}

/// Splits a sign off the front of `text`: whether it is negative, and what follows it.
#[must_use]
pub fn split_sign(text: &str) -> (bool, &str) {
    SIGNS
        .iter()
        .find_map(|(sign, negative)| Some((*negative, text.strip_prefix(sign)?.trim_start())))
        .unwrap_or((false, text))
}

fn number(text: &str) -> Result<Entered, EntryError> {
    let (negative, unsigned) = split_sign(text);
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let end = unsigned.find(|c| !is_part(c)).unwrap_or(unsigned.len());
    let (digits, tail) = unsigned.split_at(end);
    let tail = tail.trim();
    if tail.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(EntryError::Gap);
    }
    let amount = grouped(digits).ok_or(EntryError::NotANumber)?;
    let unit = UNITS.iter().find(|unit| tail.starts_with(**unit));
    let note = tail
        .get(unit.map_or(0, |unit| unit.len())..)
        .unwrap_or("")
        .trim();
    let in_brackets = note.starts_with('(') && note.ends_with(')');
    if !note.is_empty() && !in_brackets {
        return Err(EntryError::NotANumber);
    }
    Ok(Entered {
        value: Value::Number(if negative { amount.negated() } else { amount }),
        unit: unit.map(|unit| (*unit).to_owned()),
    })
}

/// Digits with thousands commas at every third place, or without any.
fn grouped(digits: &str) -> Option<Amount> {
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?.len();
    let has_commas = whole.contains(',');
    if decimals.contains(',')
        || (has_commas && !(1..=3).contains(&first))
        || groups.any(|group| group.len() != 3)
    {
        return None;
    }
    Amount::parse(&digits.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_number(text: &str, amount: &str, unit: &str) {
        let entered = parse(text).unwrap();
        assert_eq!(
            (
                entered.value.number().map(|amount| amount.to_string()),
                entered.unit.as_deref().unwrap_or("")
            ),
            (Some(amount.to_owned()), unit),
            "{text}"
        );
    }

    #[track_caller]
    fn check_state(text: &str, state: &str) {
        assert_eq!(parse(text).unwrap().value.state(), state, "{text}");
    }

    #[test]
    fn numbers_in_characters_are_words_on_paper_and_refused_when_typed() {
        for text in ["一千二百", "十", "减二", "三万元", "壹佰"] {
            check_state(text, "words");
            assert_eq!(typed(text), Err(EntryError::Numeral), "{text}");
        }
        for text in ["无", "不适用", "第一项"] {
            assert_eq!(typed(text).unwrap().value.state(), "words", "{text}");
        }
        assert_eq!(typed("〇"), parse("〇"));
    }

    #[track_caller]
    fn check_refused(text: &str, expected: EntryError) {
        assert_eq!(parse(text), Err(expected), "{text}");
    }

    #[test]
    fn number_forms_of_real_reports_are_understood() {
        check_number("0", "0", "");
        check_number("１２", "12", "");
        check_number("〇", "0", "");
        check_number("1,234", "1234", "");
        check_number("12，345，678.50", "12345678.50", "");
        check_number("\u{a0}28\u{3000}", "28", "");
        check_number("2\u{200b}8", "28", "");
        check_number("＋335", "335", "");
        check_number("+19", "19", "");
        check_number("减 2", "-2", "");
        check_number("减少2", "-2", "");
        check_number("減4", "-4", "");
        check_number("减0", "0", "");
        check_number("增12", "12", "");
        check_number("-14", "-14", "");
        check_number("－14", "-14", "");
        check_number("−3", "-3", "");
        check_number("592万元", "592", "万元");
        check_number("251000 元", "251000", "元");
        check_number("0.37万元", "0.37", "万元");
        check_number("52.6540", "52.6540", "");
        check_number("28件", "28", "件");
        check_number("22（其中修订 16 件）", "22", "");
    }

    #[test]
    fn what_is_no_number_is_never_zero() {
        check_state("", "blank");
        check_state(" \u{a0}\u{3000}\t", "blank");
        check_state("/", "dash");
        check_state("——", "dash");
        check_state("－", "dash");
        check_state("？", "unreadable");
        check_state("?", "unreadable");
        check_state("无", "words");
        check_state("不适用", "words");
        check_state("N/A", "words");
        check_state("本单位未制作规章", "words");
    }

    #[test]
    fn letters_that_are_typed_are_refused_and_those_printed_are_words() {
        for text in ["O", "l", "wang", "Ｏ", " o o "] {
            assert_eq!(typed(text), Err(EntryError::Letters), "{text}");
            assert_eq!(parse(text).map(|entered| entered.value), Ok(Value::Words));
        }
        for text in ["N/A", "无", "见 A 表"] {
            assert_eq!(typed(text).map(|entered| entered.value), Ok(Value::Words));
        }
    }

    #[test]
    fn digits_that_are_no_number_are_refused() {
        check_refused("2 0", EntryError::Gap);
        check_refused("1,23", EntryError::NotANumber);
        check_refused(",123", EntryError::NotANumber);
        check_refused("1234,567", EntryError::NotANumber);
        check_refused("1.", EntryError::NotANumber);
        check_refused("1.2.3", EntryError::NotANumber);
        check_refused("③", EntryError::NotANumber);
        check_refused("2²", EntryError::NotANumber);
        check_refused("12O", EntryError::NotANumber);
        check_refused("约30", EntryError::NotANumber);
        check_refused("35%", EntryError::NotANumber);
        check_refused("+-3", EntryError::NotANumber);
        check_refused("1234567890123456789012345", EntryError::NotANumber);
    }
}
