//! Damage, as scanners, copying, other programs and bad intent do it.

use crate::random::Random;
use crate::seeds::Seed;

/// Longest input, in bytes: longer ones are slow and show nothing more.
const LONGEST: usize = 48 * 1024;

/// What takes the place of characters, or stands between them.
const TOKENS: [&str; 93] = [
    "0",
    "1",
    "7",
    "12",
    "2019",
    "1,234",
    "1，2",
    "0.5",
    "-3",
    "减 2",
    "＋335",
    "99999999999999999999",
    "１２",
    "〇",
    "O",
    "o",
    "l",
    "I",
    "丨",
    "S",
    "Z",
    "B",
    "?",
    "？",
    "/",
    "—",
    "-",
    "①",
    "⑫",
    "12①",
    "①0",
    "1①",
    "12¹",
    "²",
    "※",
    "12[1]",
    "(3)",
    "（3）",
    "（",
    "）",
    "<sup>1</sup>",
    "<td>",
    "</td>",
    "<table>",
    "</table>",
    "<tr>",
    "&nbsp;",
    "|",
    "｜",
    "||||||||",
    "\t",
    "\t\t\t",
    "\n",
    "\n\n",
    " ",
    "  ",
    "\u{3000}",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\u{fffd}",
    "\u{0}",
    "\u{1}",
    "\u{202e}",
    "𝟙",
    "🈚",
    "一",
    "二、",
    "（一）",
    "（三）不予公开",
    "总计",
    "自然人",
    "商业企业",
    "法人或其他组织",
    "规章",
    "行政规范性文件",
    "行政许可",
    "行政处罚",
    "本年收费金额（单位：万元）",
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "四、结转下年度继续办理",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "二、主动公开政府信息情况",
    "结果维持",
    "结果纠正",
    "尚未审结",
    "新收政府信息公开申请28件，",
    "万元",
    "2022年政府信息公开工作年度报告",
    "[删去：3]",
    "- 3 -",
];

/// The input that `random` makes of `seeds`.
pub(crate) fn mutate(seeds: &[Seed], random: &mut Random) -> Vec<u8> {
    let seed = random.pick(seeds);
    let other = random.pick(seeds);
    match seed {
        Seed::Text(text) => text_bytes(&edited(text, other, random), random),
        Seed::Bytes(bytes) => damaged(bytes.clone(), random),
        Seed::Package(parts) => {
            let mut parts = parts.clone();
            let at = random.below(parts.len());
            let (_, content) = &mut parts[at];
            *content = match str::from_utf8(content) {
                Ok(text) if !random.one_in(6) => edited(text, other, random).into_bytes(),
                _ => damaged(content.clone(), random),
            };
            let files: Vec<(&str, &[u8])> = parts
                .iter()
                .map(|(name, content)| (name.as_str(), content.as_slice()))
                .collect();
            let packed = crate::package::zip(&files);
            if random.one_in(8) {
                damaged(packed, random)
            } else {
                packed
            }
        }
    }
}

/// A text in the encodings that files come in; now and then with damage that no text has.
fn text_bytes(text: &str, random: &mut Random) -> Vec<u8> {
    match random.below(24) {
        0 => encoding_rs::GB18030.encode(text).0.into_owned(),
        1 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        2 => damaged(text.as_bytes().to_vec(), random),
        _ => text.as_bytes().to_vec(),
    }
}

fn edited(text: &str, other: &Seed, random: &mut Random) -> String {
    let mut text = if text.len() > 2_000 && !random.one_in(5) {
        excerpt(text, random)
    } else {
        text.to_owned()
    };
    for _ in 0..=random.below(6) {
        edit(&mut text, other, random);
    }
    let end = (0..=LONGEST.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    text.truncate(end.unwrap_or(0));
    text
}

/// Some lines of `text` that stand together.
fn excerpt(text: &str, random: &mut Random) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let start = random.below(lines.len());
    let most = if random.one_in(4) { 60 } else { 16 };
    let n_lines = 3 + random.below(most);
    let some: String = lines.iter().skip(start).take(n_lines).copied().collect();
    // A text of one line has no lines to choose.
    if some.len() > LONGEST {
        text.to_owned()
    } else {
        some
    }
}

/// A place in `text` between two characters.
fn place(text: &str, random: &mut Random) -> usize {
    let mut at = random.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// A place in `text` at a digit, where there is one soon.
fn digit(text: &str, random: &mut Random) -> usize {
    let start = place(text, random);
    let rest = text.get(start..).unwrap_or_default();
    start + rest.find(|c: char| c.is_ascii_digit()).unwrap_or(0)
}

fn edit(text: &mut String, other: &Seed, random: &mut Random) {
    let token = *random.pick(&TOKENS);
    let at = if random.one_in(2) {
        digit(text, random)
    } else {
        place(text, random)
    };
    let behind = |text: &str, n: usize| {
        let rest = text.get(at..).unwrap_or_default();
        at + rest
            .char_indices()
            .nth(n)
            .map_or(rest.len(), |(length, _)| length)
    };
    match random.below(10) {
        0 | 1 => text.insert_str(at, token),
        2 | 3 => {
            let end = behind(text, 1);
            text.replace_range(at..end, token);
        }
        4 => {
            let end = behind(text, 1 + random.below(12));
            text.replace_range(at..end, "");
        }
        5 => {
            let end = behind(text, 1 + random.below(80));
            let part = text.get(at..end).unwrap_or_default().to_owned();
            let into = place(text, random);
            text.insert_str(into, &part);
        }
        6 => lines(text, random),
        7 => {
            let part = token.repeat(1 + random.below(40));
            text.insert_str(at, &part);
        }
        8 => {
            if let Seed::Text(other) = other {
                text.insert_str(at, &excerpt(other, random));
            }
        }
        _ => {
            let to = *random.pick(&TOKENS);
            let from = *random.pick(&["\t", "|", "\n", " ", "0", "1", "、", "（", "<td", "件"]);
            *text = text.replace(from, to);
        }
    }
}

/// Lines left out, doubled, exchanged, or run together.
fn lines(text: &mut String, random: &mut Random) {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (first, second) = (random.below(lines.len()), random.below(lines.len()));
    if lines.is_empty() {
        return;
    }
    match random.below(4) {
        0 => {
            lines.remove(first);
        }
        1 => lines.insert(second, lines[first]),
        2 => lines.swap(first, second),
        _ => lines[first] = lines[first].trim_end_matches('\n'),
    }
    *text = lines.concat();
}

/// Bytes turned over, cut, doubled, left out, or made extreme.
fn damaged(mut bytes: Vec<u8>, random: &mut Random) -> Vec<u8> {
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len());
        let end = (at + 1 + random.below(64)).min(bytes.len());
        match random.below(8) {
            0..=2 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
            3 if !bytes.is_empty() => {
                bytes[at] = *random.pick(&[0, 1, 0x7f, 0x80, 0xff, b'9', b'/', b'<']);
            }
            4 if random.one_in(4) => bytes.truncate(at),
            5 => drop(bytes.drain(at.min(end)..end)),
            6 => {
                let part = bytes.get(at..end).unwrap_or_default().to_vec();
                let into = random.below(bytes.len() + 1);
                bytes.splice(into..into, part);
            }
            _ => {
                let token = random.pick(&TOKENS).as_bytes().to_vec();
                bytes.splice(at..at, token);
            }
        }
    }
    bytes
}
