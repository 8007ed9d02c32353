//! Web archives (`.mht`): the page inside the MIME parts.

/// Multipart levels that are followed.
const DEPTH_LIMIT: usize = 4;

/// Parts of one level that are looked at.
const PART_LIMIT: usize = 2_000;

/// The page found in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    /// Its bytes, transfer encoding undone.
    pub bytes: Vec<u8>,
    /// The character encoding its MIME header names.
    pub charset: Option<String>,
    /// Whether the archive broke off inside the page: no boundary of its parts stands behind it.
    pub is_unfinished: bool,
}

/// The first HTML part of `bytes`, `None` when there is none.
#[must_use]
pub fn page(bytes: &[u8]) -> Option<Archived> {
    part(bytes, 0)
}

fn part(bytes: &[u8], depth: usize) -> Option<Archived> {
    let (head, body) = split_head(bytes)?;
    let content_type = header(&head, "content-type")?;
    let kind = content_type.to_ascii_lowercase();
    if kind.starts_with("multipart/") && depth < DEPTH_LIMIT {
        let boundary = format!("--{}", parameter(&content_type, "boundary")?);
        return parts(body, boundary.as_bytes()).find_map(|(inner, is_last)| {
            let mut page = part(inner, depth + 1)?;
            page.is_unfinished |= is_last;
            Some(page)
        });
    }
    if !kind.starts_with("text/html") {
        return None;
    }
    let transfer = header(&head, "content-transfer-encoding").unwrap_or_default();
    let bytes = match transfer.to_ascii_lowercase().as_str() {
        "base64" => base64(body),
        "quoted-printable" => quoted_printable(body),
        _ => body.to_vec(),
    };
    Some(Archived {
        bytes,
        charset: parameter(&content_type, "charset"),
        is_unfinished: false,
    })
}

/// Header lines and body. Continued header lines are joined.
fn split_head(bytes: &[u8]) -> Option<(Vec<String>, &[u8])> {
    let bytes = bytes.trim_ascii_start();
    let windows = find(bytes, b"\r\n\r\n").map(|at| (at, 4));
    let unix = find(bytes, b"\n\n").map(|at| (at, 2));
    let (at, gap) = windows.into_iter().chain(unix).min()?;
    let mut lines: Vec<String> = Vec::new();
    for line in String::from_utf8_lossy(bytes.get(..at)?).lines() {
        match lines.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) => last.push_str(line),
            _ => lines.push(line.to_owned()),
        }
    }
    Some((lines, bytes.get(at.saturating_add(gap)..)?))
}

fn header(head: &[String], name: &str) -> Option<String> {
    let values = head.iter().filter_map(|line| line.split_once(':'));
    let mut named = values.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name));
    named.next().map(|(_, value)| value.trim().to_owned())
}

fn parameter(value: &str, name: &str) -> Option<String> {
    let pairs = value.split(';').skip(1).filter_map(|p| p.split_once('='));
    let mut named = pairs.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name));
    named
        .next()
        .map(|(_, value)| value.trim().trim_matches('"').to_owned())
}

/// The parts between boundaries, each with whether the bytes end before its closing boundary.
fn parts<'a>(body: &'a [u8], boundary: &'a [u8]) -> impl Iterator<Item = (&'a [u8], bool)> {
    let mut rest =
        find(body, boundary).and_then(|at| body.get(at.saturating_add(boundary.len())..));
    std::iter::from_fn(move || {
        let here = rest?;
        let end = find(here, boundary);
        rest = end.and_then(|at| here.get(at.saturating_add(boundary.len())..));
        let part = here.get(..end.unwrap_or(here.len()))?;
        Some((part, end.is_none()))
    })
    .take(PART_LIMIT)
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.is_empty() {
        return None;
    }
    bytes
        .windows(needle.len())
        .position(|window| window == needle)
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut n_bits) = (0_u32, 0_u32);
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(value);
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            let [.., low] = (bits >> n_bits).to_be_bytes();
            decoded.push(low);
            bits &= (1 << n_bits) - 1;
        }
    }
    decoded
}

fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return decoded,
            [b'=', b'\r', b'\n', after @ ..] | [b'=', b'\n', after @ ..] => after,
            [b'=', high, low, after @ ..] => {
                if let (Some(high), Some(low)) = (digit(high), digit(low)) {
                    decoded.extend(u8::try_from(high * 16 + low));
                    after
                } else {
                    decoded.push(b'=');
                    rest.get(1..).unwrap_or_default()
                }
            }
            [byte, after @ ..] => {
                decoded.push(*byte);
                after
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_page(archive: &str, expected: &str, charset: &str) {
        let page = page(archive.as_bytes()).unwrap();
        assert_eq!(String::from_utf8_lossy(&page.bytes).trim_end(), expected);
        assert_eq!(page.charset.as_deref(), Some(charset));
    }

    #[test]
    fn the_page_is_found_and_decoded() {
        let head = "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"==x\"\r\n\r\nnote\r\n--==x\r\n";
        check_page(
            &format!(
                "{head}Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E5=\r\n=8E=BF</p>\r\n--==x--\r\n"
            ),
            "<p>县</p>",
            "utf-8",
        );
        check_page(
            &format!(
                "{head}Content-Type: image/png\r\n\r\nxx\r\n--==x\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+\r\nYTwvcD4=\r\n--==x--\r\n"
            ),
            "<p>a</p>",
            "gb2312",
        );
    }

    #[test]
    fn an_archive_without_a_page_is_none() {
        assert_eq!(page(b"Content-Type: image/png\r\n\r\nx"), None);
        assert_eq!(page(b""), None);
    }
}
