//! Opening a saved review.

use std::path::Path;

use crate::dataset::error::repeated;
use crate::dataset::side::{self, Refused};
use crate::dataset::v1::{FileV1, FindingV1, Header};
use crate::dataset::{LoadError, pack, render, unpack};
use crate::review::{HeaderField, Session};
use crate::rules::registry;
use crate::said::{Said, Told, said};
use crate::source::hash::sha256_hex;

/// Largest file that is opened, in bytes.
pub const SIZE_LIMIT: u64 = 200 * 1024 * 1024;

/// The newest schema this program knows.
pub const SCHEMA: u32 = 1;

/// Said of a file whose bytes are not those that were saved.
const CHANGED: [&str; 2] = [
    "文件在保存之后被别的程序改动过（校验和不符），里面的数值和判定可能不是保存时的样子，请与备份或原报告核对。",
    "Another program changed the file after it was saved (its checksum does not fit): values and verdicts may not be those that were saved. Compare with a backup or the report.",
];

/// A saved review, opened.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The review.
    pub session: Session,
    /// SHA-256 of the file; saving over it asks for this.
    pub file_hash: String,
    /// Where the file says otherwise than what follows from it, as sentences for the reviewer.
    pub notices: Vec<Said>,
}

/// Opens the review at `path`.
///
/// # Errors
/// When the file cannot be read, is cut short, contradicts itself or is of a newer schema. It is left as it is.
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    let bytes = side::read(path, SIZE_LIMIT).map_err(|reason| {
        let path = path.to_owned();
        match Refused::in_error(&reason) {
            Some(Refused::NotAFile) => LoadError::NotAFile { path },
            Some(Refused::TooLarge { size_mb, limit_mb }) => LoadError::TooLarge {
                path,
                size_mb,
                limit_mb,
            },
            None => LoadError::Unreadable { path, reason },
        }
    })?;
    load_bytes(path, &bytes)
}

/// Opens the review in `bytes`, the content of the file at `path` (named in messages, not opened).
///
/// # Errors
/// As [`load`].
pub fn load_bytes(path: &Path, bytes: &[u8]) -> Result<Loaded, LoadError> {
    let broken = |error: &ron::error::SpannedError| LoadError::Broken {
        path: path.to_owned(),
        line: error.span.start.line,
        column: error.span.start.col,
        reason: repeated(&error.code.to_string()),
    };
    let contradictory = |flaw: Said| LoadError::Contradictory {
        path: path.to_owned(),
        flaw: Said::new(repeated(&flaw.chinese), repeated(&flaw.english)),
    };
    let header: Header = ron::de::from_bytes(bytes).map_err(|error| broken(&error))?;
    if header.schema > SCHEMA {
        return Err(LoadError::Newer {
            path: path.to_owned(),
            schema: header.schema,
        });
    }
    if header.schema == 0 {
        return Err(contradictory(Said::new(
            "没有格式 0",
            "there is no format 0",
        )));
    }
    let file: FileV1 = ron::de::from_bytes(bytes).map_err(|error| broken(&error))?;
    if !is_sha256(&file.report.sha256) {
        return Err(contradictory(Said::new(
            "报告的 sha256 不是 64 位十六进制数",
            "the sha256 of the report is not a number of 64 hexadecimal digits",
        )));
    }
    let session = session(&file).map_err(contradictory)?;
    let mut notices = Vec::new();
    if file.checksum.is_empty() {
        // A file of the first days: what can be told from it is.
        notices.extend(unlike_printed(&session));
    } else if !render::is_as_rendered(bytes, &file.checksum) {
        notices.push(CHANGED.into());
        notices.extend(unlike_printed(&session));
    }
    notices.extend(differences(&file, &session));
    Ok(Loaded {
        notices,
        file_hash: sha256_hex(bytes),
        session,
    })
}

fn is_sha256(text: &str) -> bool {
    let is_digit = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    text.len() == 64 && text.chars().all(is_digit)
}

/// How many cells are certain of another number than their characters say.
fn unlike_printed(session: &Session) -> Option<Said> {
    let cells = session.reading().cells.values();
    let n_unlike = cells.filter(|found| !found.follows_from_printed()).count();
    (n_unlike > 0).then(|| {
        said!(
            "文件里有 {n_unlike} 格识读的数值与所记的原文不符，可能被改动过，请对照原文核对。",
            "Cells of the file whose value does not agree with their printed text: {n_unlike}. They may have been changed; compare with the source."
        )
    })
}

fn session(file: &FileV1) -> Result<Session, unpack::Flaw> {
    let records = file
        .journal
        .iter()
        .map(|record| unpack::record(&file.report.text, record))
        .collect::<Result<Vec<_>, _>>()?;
    Session::replay(
        unpack::source(file)?,
        unpack::reading(file)?,
        file.reader.clone(),
        records,
    )
    .map_err(|error| error.said())
}

/// What the file says otherwise than what follows from its own reading and journal.
fn differences(file: &FileV1, session: &Session) -> Vec<Said> {
    let mut notices = Vec::new();
    let rebuilt = pack::file(session);
    let differing = n_differing(file, &rebuilt);
    if differing > 0 {
        notices.push(said!(
            "文件里有 {differing} 格的审定与步骤记录不符，以步骤记录为准。",
            "Cells whose decision in the file differs from its record of steps: {differing}. The steps are used."
        ));
    }
    let header = |field: HeaderField| match field {
        HeaderField::Office => (&file.office, &rebuilt.office),
        HeaderField::Year => (&file.year, &rebuilt.year),
        HeaderField::Period => (&file.period, &rebuilt.period),
    };
    for field in HeaderField::ALL {
        let (saved, derived) = header(field);
        if saved != derived {
            notices.push(Said::new(
                format!("文件里的{}与步骤记录不符，以步骤记录为准。", field.name()),
                format!(
                    "The {} in the file differs from its record of steps; the steps are used.",
                    field.english()
                ),
            ));
        }
    }
    if file.sign_off != rebuilt.sign_off || file.tables != rebuilt.tables {
        notices.push(Said::new(
            "文件里的审定完成状态或对表格的认定与步骤记录不符，以步骤记录为准。",
            "The sign-off or the decisions on tables in the file differ from its record of steps; the steps are used.",
        ));
    }
    let misplaced = misplaced(session);
    if misplaced > 0 {
        notices.push(said!(
            "文件里有 {misplaced} 格所记的原文与其位置上的文字不符，请对照原文核对。",
            "Cells of the file whose printed text is not the text at their place: {misplaced}. Compare with the source."
        ));
    }
    notices.extend(findings_notice(file, &rebuilt));
    notices
}

/// How many cells are decided otherwise than the file says. What older files say in another way is no difference.
fn n_differing(file: &FileV1, rebuilt: &FileV1) -> usize {
    let text = &file.report.text;
    let decision = |file: &FileV1, key: &String| {
        let cell = file.cells.get(key)?;
        let decision = cell.decision.as_ref()?;
        Some(unpack::decision(text, decision))
    };
    let added = rebuilt.cells.keys();
    let added = added.filter(|key| !file.cells.contains_key(*key));
    let keys = file.cells.keys().chain(added);
    keys.filter(|key| decision(file, key) != decision(rebuilt, key))
        .count()
}

/// How many cells with one place do not hold the characters of that place.
fn misplaced(session: &Session) -> usize {
    let text = &session.source().text;
    let cells = session.reading().cells.values();
    cells
        .filter(|found| match found.spans.as_slice() {
            [span] => span.of(text) != found.printed,
            _ => false,
        })
        .count()
}

/// Whether a problem stands otherwise than the file says. Its sentence is worded anew by each version of the program.
fn is_changed(old: &FindingV1, new: &FindingV1) -> bool {
    (&old.severity, &old.outcome, &old.judgement) != (&new.severity, &new.outcome, &new.judgement)
}

/// Findings that follow from other reports are left out: those are not in the file.
fn findings_notice(file: &FileV1, rebuilt: &FileV1) -> Option<Said> {
    let new = rebuilt
        .findings
        .keys()
        .filter(|key| !file.findings.contains_key(*key))
        .count();
    let is_own = |key: &&String| !registry::is_between_reports(key);
    let gone = file
        .findings
        .keys()
        .filter(is_own)
        .filter(|key| !rebuilt.findings.contains_key(*key))
        .count();
    let changed = rebuilt
        .findings
        .iter()
        .filter(|(key, finding)| {
            file.findings
                .get(*key)
                .is_some_and(|old| is_changed(old, finding))
        })
        .count();
    (new + gone + changed > 0).then(|| {
        said!(
            "重新核对的结果与文件所记不同：新出现 {new} 个问题，消失 {gone} 个，变化 {changed} 个。",
            "The check now gives another result than the file records: problems new {new}, gone {gone}, changed {changed}."
        )
    })
}
