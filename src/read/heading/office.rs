//! Witnesses of the office, and the choice among them.

use std::ops::Range;

use crate::read::heading::ink::Ink;
use crate::read::heading::name::{Fitness, agree, fitness};
use crate::read::heading::signature::signature;
use crate::read::heading::title::{Mention, Role};
use crate::read::heading::year::{self, Body};
use crate::read::reading::{Disagreement, Disputed};
use crate::said::{Said, said};

/// A place that names the office.
#[derive(Clone, Debug)]
pub struct Witness {
    /// What kind of place it is.
    pub kind: OfficeWitness,
    /// The glyphs of the name.
    pub range: Range<usize>,
    /// Whether it is part of a title with a year, which an entry of a menu is not.
    pub dated: bool,
}

/// Kinds of witnesses, the most reliable first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OfficeWitness {
    /// The title.
    Title,
    /// A sentence that calls the report by its title.
    Sentence,
    /// The signature at the end.
    Signature,
    /// The head of an official document: 某某局文件.
    DocumentHead,
    /// Data about the publication: 发布机构：某某局.
    Publisher,
    /// The address for questions: 请与某某局联系.
    Contact,
    /// Sentences that begin with the year and the office: 2019年某某局….
    Body,
}

impl OfficeWitness {
    /// What the reviewer calls the place.
    #[must_use]
    pub fn name(self) -> [&'static str; 2] {
        match self {
            Self::Title => ["标题", "the title"],
            Self::Sentence | Self::Body => ["正文", "the text"],
            Self::Signature => ["落款", "the signature"],
            Self::DocumentHead => ["文头", "the head of the document"],
            Self::Publisher => ["发布信息", "the note of the publisher"],
            Self::Contact => ["联系方式", "the contact"],
        }
    }
}

/// All witnesses of the office, the most reliable first.
#[must_use]
pub fn witnesses(ink: &Ink, mentions: &[Mention], body: &Body) -> Vec<Witness> {
    let mut found: Vec<Witness> = mentions
        .iter()
        .filter_map(|mention| {
            let kind = if mention.role == Role::Title {
                OfficeWitness::Title
            } else {
                OfficeWitness::Sentence
            };
            Some(Witness {
                kind,
                range: mention.office.clone()?,
                dated: mention.year.is_some(),
            })
        })
        .collect();
    let mut add = |kind, range: Option<Range<usize>>| {
        found.extend(range.map(|range| Witness {
            kind,
            range,
            dated: false,
        }));
    };
    add(
        OfficeWitness::Signature,
        signature(ink).map(|signature| signature.office),
    );
    add(
        OfficeWitness::Body,
        year::body_names(ink, body).map(|(_, name)| name),
    );
    for line in ink.lines().iter().take(60) {
        add(OfficeWitness::DocumentHead, document_head(ink, line));
    }
    for label in [
        "发布机构:",
        "发布单位:",
        "发文机关:",
        "信息来源:",
        "公开主体:",
        "来源:",
    ] {
        for at in ink.find_all(label, 0..ink.len()).take(3) {
            add(
                OfficeWitness::Publisher,
                name_from(ink, at + label.chars().count()),
            );
        }
    }
    for (label, end) in [
        ("请与", "联系"),
        ("请联系:", ""),
        ("请联系", ""),
        ("联系单位:", ""),
    ] {
        for at in ink.find_all(label, 0..ink.len()).take(3) {
            let start = at + label.chars().count();
            add(
                OfficeWitness::Contact,
                if end.is_empty() {
                    name_from(ink, start)
                } else {
                    name_until(ink, start, end)
                },
            );
        }
    }
    found.sort_by_key(|witness| witness.kind);
    found
}

/// The office of a line such as 某某局文件.
fn document_head(ink: &Ink, line: &Range<usize>) -> Option<Range<usize>> {
    let name = line.start..line.end.checked_sub(2)?;
    let is_head = line.len() > 4 && ink.has(name.end, "文件");
    (is_head && fitness(ink.folded(name.clone())) == Fitness::Complete).then_some(name)
}

/// The name that begins at an index and ends at a mark, a wide gap or the end of its line.
fn name_from(ink: &Ink, start: usize) -> Option<Range<usize>> {
    let line = ink.line_of(start);
    let is_end = |index: usize| {
        let Some(glyph) = ink.glyph(index) else {
            return true;
        };
        (index > start && glyph.gap > 0) || !glyph.c.is_alphabetic()
    };
    let mut end = (start..line.end)
        .find(|index| is_end(*index))
        .unwrap_or(line.end);
    if end == line.end {
        // A contact sentence goes on over the line break; a field of page data does not.
        let next = (end..end + 30).find(|index| !ink.at(*index).is_some_and(char::is_alphabetic));
        let is_clause = next.is_some_and(|next| matches!(ink.at(next), Some(',' | '(' | '。')));
        end = next.filter(|_| is_clause).unwrap_or(end);
    }
    complete(ink, start..end)
}

/// The name between an index and a word, over line breaks.
fn name_until(ink: &Ink, start: usize, word: &str) -> Option<Range<usize>> {
    let end = ink.find_all(word, start..start + 40).next()?;
    complete(ink, start..end)
}

fn complete(ink: &Ink, name: Range<usize>) -> Option<Range<usize>> {
    (fitness(ink.folded(name.clone())) == Fitness::Complete).then_some(name)
}

/// The witness whose name is taken: of the most reliable kind, the one best supported by the others. A title that no
/// other witness supports gives way to a name of the same length that two kinds of witnesses print.
#[must_use]
pub fn choose<'a>(ink: &Ink, witnesses: &'a [Witness]) -> Option<&'a Witness> {
    let first = witnesses.first()?;
    let name = |witness: &Witness| ink.folded(witness.range.clone()).to_vec();
    let support = |candidate: &Witness| {
        let same = |witness: &&Witness| name(witness) == name(candidate);
        let alike = |witness: &&Witness| agree(&name(witness), &name(candidate));
        (
            candidate.dated,
            fitness(&name(candidate)),
            witnesses.iter().filter(same).count() * 2 + witnesses.iter().filter(alike).count(),
        )
    };
    let mut best = first;
    for witness in witnesses
        .iter()
        .filter(|witness| witness.kind == first.kind)
    {
        if support(witness) > support(best) {
            best = witness;
        }
    }
    let is_alone = |candidate: &Witness| {
        !witnesses
            .iter()
            .any(|other| other.kind != candidate.kind && agree(&name(other), &name(candidate)))
    };
    let rival = witnesses.iter().find(|rival| {
        let kinds: std::collections::BTreeSet<OfficeWitness> = witnesses
            .iter()
            .filter(|other| name(other) == name(rival))
            .map(|other| other.kind)
            .collect();
        kinds.len() >= 2 && is_misprint(&name(best), &name(rival))
    });
    if is_alone(best) {
        rival.or(Some(best))
    } else {
        Some(best)
    }
}

/// Whether one name is the other, or its end, with a single character misprinted.
fn is_misprint(printed: &[char], meant: &[char]) -> bool {
    let tail = printed
        .get(printed.len().saturating_sub(meant.len())..)
        .unwrap_or(printed);
    tail.len() == meant.len()
        && tail
            .iter()
            .zip(meant)
            .filter(|(one, other)| one != other)
            .count()
            == 1
}

/// What is told of an office that only the address for questions names: often a bureau of the office that reports.
#[must_use]
pub fn untold(ink: &Ink, chosen: &Witness) -> Option<Disagreement> {
    if chosen.kind != OfficeWitness::Contact {
        return None;
    }
    let name = ink.stated(std::slice::from_ref(&chosen.range)).text;
    let said = said!(
        "标题、正文和落款里没有读到机关名称，“{name}”取自联系方式，可能只是它的办公室，请核对。",
        "Neither title nor text nor signature tell the office; “{name}” is from the address for questions and may be a bureau of it. Compare with the source."
    );
    Some(Disagreement::new(Disputed::OfficeUntold, said))
}

/// Witnesses that name another office than the one taken.
#[must_use]
pub fn disagreements(ink: &Ink, chosen: &Witness, witnesses: &[Witness]) -> Vec<Disagreement> {
    let name = |witness: &Witness| ink.folded(witness.range.clone()).to_vec();
    let mut told: Vec<OfficeWitness> = Vec::new();
    let mut found = Vec::new();
    for witness in witnesses {
        let is_entry = witness.kind <= OfficeWitness::Sentence && !witness.dated;
        let is_strong = witness.kind < OfficeWitness::Publisher
            && !is_entry
            && fitness(&name(witness)) == Fitness::Complete;
        if !is_strong || told.contains(&witness.kind) || agree(&name(witness), &name(chosen)) {
            continue;
        }
        told.push(witness.kind);
        let ([one, one_in_english], [other, other_in_english]) =
            (chosen.kind.name(), witness.kind.name());
        let taken = ink.stated(std::slice::from_ref(&chosen.range)).text;
        let differing = ink.stated(std::slice::from_ref(&witness.range)).text;
        let said = Said::new(
            format!("机关名称不一致：{one}写作“{taken}”，{other}写作“{differing}”，请核对原文。"),
            format!(
                "The office is named differently: “{taken}” by {one_in_english}, “{differing}” by {other_in_english}. Compare with the source."
            ),
        );
        found.push(Disagreement::new(Disputed::Office, said));
    }
    found
}
