//! The character encoding of a web page, and its text.

use crate::source::encoding::{self, Decoded};

/// Bytes at the start of a page in which its encoding is declared.
const DECLARATION_BYTES: usize = 4_096;

/// Decodes a page. Valid UTF-8 wins over what the page says of itself, because pages are often saved in UTF-8 by a
/// browser that leaves the old declaration in place. `charset` is what the container (a MIME header) says.
#[must_use]
pub fn decode(bytes: &[u8], charset: Option<&str>) -> Decoded {
    let head = bytes.get(..DECLARATION_BYTES).unwrap_or(bytes);
    let declared = charset.map(str::to_owned).or_else(|| declared_in(head));
    let usable = declared.filter(|label| !label.to_ascii_lowercase().starts_with("utf"));
    let is_utf8 = encoding::is_utf8(bytes);
    encoding::decode(bytes, usable.filter(|_| !is_utf8).as_deref())
}

/// The label after `charset=` in a meta element or an XML declaration.
fn declared_in(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|key| {
        let (_, after) = head.split_once(key)?;
        let after = after.trim_start().strip_prefix('=')?;
        let label: String = after
            .trim_start_matches([' ', '"', '\''])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
            .collect();
        (!label.is_empty()).then_some(label)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_declared(head: &str, expected: Option<&str>) {
        assert_eq!(declared_in(head.as_bytes()).as_deref(), expected);
    }

    #[test]
    fn declarations_are_found() {
        check_declared("<meta charset='GB2312'>", Some("gb2312"));
        check_declared(
            "<meta http-equiv=Content-Type content=\"text/html; charset = gbk\">",
            Some("gbk"),
        );
        check_declared("<?xml version='1.0' encoding=\"big5\"?>", Some("big5"));
        check_declared("<p>charset</p>", None);
    }
}
