//! Lists that a person keeps beside the reports, as RON.

use std::io::ErrorKind;
use std::path::Path;

use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use crate::dataset::side;
use crate::said::{Both, Said, said};

/// Largest list that is read, in bytes.
const SIZE_LIMIT: u64 = 4 * 1024 * 1024;

/// What a list is called and how it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ListKind {
    /// Its file name.
    pub file_name: &'static str,
    /// What a sentence calls it.
    pub title: Both,
    /// An example of it.
    pub form: Both,
}

/// The list of this kind in `folder`; an empty one if there is none. A list that cannot be read is as good as none, and
/// the sentence says so, names the file and tells what to do.
pub(crate) fn in_folder<T: Default>(
    kind: &ListKind,
    folder: &Path,
    parse: impl Fn(&str) -> Result<T, Said>,
) -> (T, Option<Said>) {
    let path = folder.join(kind.file_name);
    let read = match side::read(&path, SIZE_LIMIT) {
        Ok(bytes) => match str::from_utf8(&bytes) {
            Ok(text) => parse(text),
            Err(_) => Err(said!("它不是 UTF-8 文本", "it is not UTF-8 text")),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => return (T::default(), None),
        Err(error) => Err(side::said(&error)),
    };
    match read {
        Ok(list) => (list, None),
        Err(reason) => {
            let ([title, called], [form, written]) = (kind.title, kind.form);
            let (path, Said { chinese, english }) = (path.display(), reason);
            let sentence = Said::new(
                format!("{title} {path} 无法使用：{chinese}。请改正后再试；写法是 {form}。"),
                format!(
                    "The {called} {path} cannot be used: {english}. Correct it and try again; the form is {written}."
                ),
            );
            (T::default(), Some(sentence))
        }
    }
}

/// What is written in `text`, where a field that may be left out is written without `Some`.
///
/// # Errors
/// A reason, with line and column.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Said> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(text).map_err(|error| {
        let place = error.span.start;
        said!(
            "第 {} 行第 {} 列有误",
            "line {}, column {} is wrong",
            place.line,
            place.col
        )
    })
}
