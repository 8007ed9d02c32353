//! Files that somebody copied in a file manager, or named: paths or `file://` addresses, one a line.

use std::path::{Path, PathBuf};

/// Most files that are taken.
const MOST: usize = 10_000;

/// The files that `text` names, where it names nothing else: each by its `file://` address, or by an absolute path at which
/// something lies.
#[must_use]
pub fn files(text: &str) -> Vec<PathBuf> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let named: Option<Vec<PathBuf>> = lines.take(MOST).map(file).collect();
    named.unwrap_or_default()
}

/// The files that somebody entered: as [`files`], else the one whose path `text` is.
#[must_use]
pub fn entered(text: &str) -> Vec<PathBuf> {
    let files = files(text);
    if files.is_empty() {
        vec![PathBuf::from(text.trim())]
    } else {
        files
    }
}

fn file(line: &str) -> Option<PathBuf> {
    if let Some(address) = line.strip_prefix("file://") {
        return at_address(address);
    }
    // As Windows copies a path.
    let line = line
        .strip_prefix('"')
        .and_then(|line| line.strip_suffix('"'))
        .unwrap_or(line);
    let path = Path::new(line);
    // A stroke alone is what cells hold that do not apply.
    let is_file = path.is_absolute() && path.parent().is_some() && path.exists();
    is_file.then(|| path.to_owned())
}

/// What stands behind `file://`: this machine, named or not, and a path whose bytes may be written as `%E5`.
fn at_address(address: &str) -> Option<PathBuf> {
    let path = address.strip_prefix("localhost").unwrap_or(address);
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hexadecimal(rest.next()?)? * 16 + hexadecimal(rest.next()?)?,
            plain => plain,
        });
    }
    let path = String::from_utf8(bytes).ok()?;
    let path = if cfg!(windows) {
        path.strip_prefix('/')?
    } else {
        &path
    };
    let path = PathBuf::from(path);
    path.is_absolute().then_some(path)
}

fn hexadecimal(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn addresses_and_paths_are_files_and_cells_are_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("年报 1.txt");
        std::fs::write(&path, "1").unwrap();
        let shown = path.display().to_string();
        let encoded = shown.replace('年', "%E5%B9%B4").replace(' ', "%20");
        for text in [
            format!("file://{encoded}\r\n"),
            format!("file://localhost{encoded}"),
            format!("\n{shown}\n"),
            format!("\"{shown}\""),
        ] {
            assert_eq!(files(&text), std::slice::from_ref(&path), "{text}");
        }
        assert_eq!(files(&format!("{shown}\nfile://{encoded}")).len(), 2);
        for text in [
            "",
            "/",
            "3\t4\n5\t6",
            "/没有这个文件",
            "file://%E5%B",
            "file://%ff",
            "年报.txt",
        ] {
            assert_eq!(files(text), Vec::<PathBuf>::new(), "{text}");
        }
        assert_eq!(entered(" 年报.txt "), [PathBuf::from("年报.txt")]);
    }
}
