//! What a judgement of a finding stands for: the figures the finding spoke of. Once they have changed, the finding is open
//! again; another wording of the rule opens nothing.

use std::fmt::Write as _;

use crate::form::Sheet;
use crate::rules::{Finding, registry};
use crate::source::hash::sha256_hex;

/// The figures of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    /// Of the cells with their values, and of the digits in the sentence where it speaks of others.
    own: String,
    /// As files have it that were written when the whole sentence stood for such figures.
    worded: Option<String>,
    /// Whether there are figures at all: what has none, such as a table that is missing, cannot change.
    has_figures: bool,
}

impl Fingerprint {
    /// The fingerprint of a finding as it stands.
    pub(crate) fn of(finding: &Finding, sheet: &Sheet) -> Self {
        // The figures of another report are no cells of this one.
        let is_told = finding.cells.is_empty() || registry::is_between_reports(&finding.key);
        let digits: String = if is_told {
            let runs = finding.text.split(|c: char| !c.is_ascii_digit());
            // That something is not counted as 0 is no figure.
            runs.filter(|run| !matches!(*run, "" | "0"))
                .fold(String::new(), |all, run| all + " " + run)
        } else {
            String::new()
        };
        let mut cells = String::new();
        for cell in &finding.cells {
            let value = sheet.value(cell);
            let number = value.number().map(|amount| amount.to_string());
            // Writing to a string cannot fail.
            let _ = write!(
                cells,
                "|{cell}={} {}",
                value.state(),
                number.unwrap_or_default()
            );
        }
        let outcome = format!("{:?}", finding.outcome);
        Self {
            own: hash(&format!("{outcome}{digits}{cells}")),
            worded: is_told.then(|| hash(&format!("{outcome}{}{cells}", finding.text))),
            has_figures: !digits.is_empty() || !cells.is_empty(),
        }
    }

    /// What a judgement keeps of it.
    pub(crate) fn kept(&self) -> &str {
        &self.own
    }

    /// Whether a judgement that kept this was about these figures.
    pub(crate) fn is_of(&self, kept: &str) -> bool {
        !self.has_figures || kept == self.own || self.worded.as_deref() == Some(kept)
    }
}

fn hash(inputs: &str) -> String {
    const HEX_DIGITS: usize = 16;
    let mut hash = sha256_hex(inputs.as_bytes());
    hash.truncate(HEX_DIGITS);
    hash
}
