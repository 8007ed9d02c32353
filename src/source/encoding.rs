//! Which character encoding a text file is in, and its text.

use crate::said::{Said, said};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// Code units looked at when guessing UTF-16.
const UTF16_PROBE_UNITS: usize = 2_048;

/// Valid characters beyond ASCII for each damaged place from which on a text is damaged UTF-8, not another encoding.
const VALID_TO_DAMAGED: usize = 8;

/// One NUL in so many bytes is damage; more of them are halves of wide characters.
const BYTES_TO_NUL: usize = 16;

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// UTF-8, byte order mark removed, CRLF and CR as LF, otherwise unchanged.
    pub text: String,
    /// Name of the encoding, such as `UTF-8` or `gb18030`.
    pub encoding: String,
    /// Whether some bytes were not valid in that encoding and became U+FFFD.
    pub damaged: bool,
}

impl Decoded {
    /// What to tell the reviewer when bytes were not valid.
    #[must_use]
    pub fn notices(&self) -> Vec<Said> {
        let n_nul = self.text.matches('\0').count();
        let nul = (n_nul > 0)
            .then(|| said!(
                "文件里有 {n_nul} 个空字符（NUL），那里可能丢了字，请与原件核对。",
                "The file holds {n_nul} NUL characters, where others may be lost; compare with the original."
            ));
        if !self.damaged {
            return nul.into_iter().collect();
        }
        let is_cut = self.text.ends_with('\u{fffd}');
        let n_lost = self.text.matches('\u{fffd}').count() - usize::from(is_cut);
        let lost = (n_lost > 0).then(|| {
            said!(
                "有字节不是有效的 {} 文字，已显示为 {n_lost} 个“\u{fffd}”，请与原件核对。",
                "Some bytes are not valid {} and are shown as {n_lost} “\u{fffd}”; compare with the original.",
                self.encoding
            )
        });
        let cut = is_cut.then(|| {
            Said::new(
                "文件在最后一个字的中间断开，后面的内容可能没有了。请重新下载，或向来源处另要一份完整的文件。",
                "The file ends within its last character; more may be missing. Download it again or ask for a whole copy.",
            )
        });
        lost.into_iter().chain(cut).chain(nul).collect()
    }
}

/// Decodes `bytes`: byte order mark first, then a `declared` label, valid UTF-8, the UTF-16 score, and a guess for
/// Chinese text. Every GB label is decoded as its superset GB18030.
#[must_use]
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let encoding = detect(bytes, declared);
    let (text, damaged) = encoding.decode_with_bom_removal(bytes);
    Decoded {
        text: unify_newlines(&text),
        encoding: encoding.name().to_owned(),
        damaged,
    }
}

fn detect(bytes: &[u8], declared: Option<&str>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let is_utf8 = is_utf8(bytes);
    if let Some(encoding) = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()))
        && (encoding != UTF_8 || is_utf8)
    {
        return if encoding == GBK { GB18030 } else { encoding };
    }
    if is_utf8 {
        return UTF_8;
    }
    if let Some(encoding) = utf16_by_score(bytes) {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    if guess != GBK {
        guess
    } else if is_rather_big5(bytes) {
        BIG5
    } else {
        GB18030
    }
}

/// Whether the bytes are UTF-8, but for a few that were damaged or a last character that was cut. In any other encoding
/// of Chinese hardly a character is valid UTF-8 by accident.
#[must_use]
pub fn is_utf8(bytes: &[u8]) -> bool {
    let pieces = bytes.split(|byte| *byte == 0);
    if pieces.skip(1).count() * BYTES_TO_NUL > bytes.len() {
        return false;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut n_valid, mut n_damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        n_valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_damaged += usize::from(!chunk.invalid().is_empty());
    }
    n_valid > n_damaged * VALID_TO_DAMAGED
}

/// Whether the bytes make text in Big5, but in GB18030 characters that no font has.
fn is_rather_big5(bytes: &[u8]) -> bool {
    let n_odd = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let is_odd = |c: &char| matches!(*c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}');
        (
            text.chars().filter(is_odd).count(),
            text.chars().filter(|c| !c.is_ascii()).count(),
        )
    };
    let (n_odd_gb, n_gb) = n_odd(GB18030);
    n_odd_gb * 50 > n_gb && n_odd(BIG5).0 * 10 < n_odd_gb
}

/// UTF-16 without a byte order mark: the byte order in which most code units are Chinese, punctuation or ASCII.
fn utf16_by_score(bytes: &[u8]) -> Option<&'static Encoding> {
    let units = || bytes.as_chunks::<2>().0.iter().take(UTF16_PROBE_UNITS);
    let n_units = i64::try_from(units().count()).ok()?;
    let little: i64 = units()
        .map(|pair| unit_score(u16::from_le_bytes(*pair)))
        .sum();
    let big: i64 = units()
        .map(|pair| unit_score(u16::from_be_bytes(*pair)))
        .sum();
    let (score, encoding) = if little >= big {
        (little, UTF_16LE)
    } else {
        (big, UTF_16BE)
    };
    (n_units >= 2 && score > n_units).then_some(encoding)
}

fn unit_score(unit: u16) -> i64 {
    match unit {
        0x4e00..=0x9fa5 | 0x3000..=0x303f | 0xff00..=0xff5e => 2,
        0x20..=0x7e | 0x09 | 0x0a | 0x0d => 1,
        0x00..=0x08 | 0xd800..=0xf8ff => -6,
        _ => -2,
    }
}

fn unify_newlines(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "青岚县人民政府办公室2021年政府信息公开工作年度报告\n一、总体情况";

    #[track_caller]
    fn check_decoded(bytes: &[u8], encoding: &str) {
        let decoded = decode(bytes, None);
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding.as_str()),
            (TEXT, encoding)
        );
        assert!(!decoded.damaged);
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn encodings_of_chinese_office_files_are_recognised() {
        check_decoded(TEXT.as_bytes(), "UTF-8");
        check_decoded(format!("\u{feff}{TEXT}").as_bytes(), "UTF-8");
        check_decoded(&GB18030.encode(TEXT).0, "gb18030");
        check_decoded(&utf16(TEXT, u16::to_le_bytes), "UTF-16LE");
        check_decoded(&utf16(TEXT, u16::to_be_bytes), "UTF-16BE");
        check_decoded(
            &utf16(&format!("\u{feff}{TEXT}"), u16::to_le_bytes),
            "UTF-16LE",
        );
    }

    /// Notices of damaged bytes, by the encoding they were told to be in.
    #[track_caller]
    fn check_notices(bytes: &[u8], encoding: &str, expected: &[&str]) {
        let decoded = decode(bytes, None);
        assert_eq!(decoded.encoding, encoding);
        let notices = decoded.notices();
        assert_eq!(notices.len(), expected.len(), "{notices:?}");
        for (notice, words) in notices.iter().zip(expected) {
            assert!(notice.chinese.contains(words), "{notice}");
        }
    }

    #[test]
    fn a_cut_or_damaged_text_keeps_its_encoding_and_says_so() {
        let text = TEXT.repeat(4);
        let utf8 = text.as_bytes();
        check_notices(&utf8[..utf8.len() - 1], "UTF-8", &["中间断开"]);
        let mut damaged = utf8.to_vec();
        damaged[4] = 0xff;
        check_notices(&damaged, "UTF-8", &["3 个"]);
        damaged.pop();
        check_notices(&damaged, "UTF-8", &["3 个", "中间断开"]);
        let gb = GB18030.encode(TEXT).0;
        check_notices(&gb[..gb.len() - 1], "gb18030", &["中间断开"]);
        let wide = utf16(TEXT, u16::to_le_bytes);
        check_notices(&wide[..wide.len() - 1], "UTF-16LE", &["中间断开"]);
    }

    #[test]
    fn a_nul_changes_no_encoding() {
        let text = format!("{TEXT}\0{TEXT}{TEXT}\0");
        for (bytes, encoding) in [
            (text.as_bytes(), "UTF-8"),
            (&*GB18030.encode(&text).0, "gb18030"),
        ] {
            check_notices(bytes, encoding, &["2 个空字符"]);
            assert_eq!(decode(bytes, None).text, text);
        }
    }

    #[test]
    fn newlines_become_one_kind() {
        assert_eq!(decode(b"a\r\nb\rc\n", None).text, "a\nb\nc\n");
    }
}
