//! Source and forms become a [`Reading`]. Reading never fails and never invents a number.
//!
//! A text is cut into [`pieces`] (label fragments and cell tokens), each table's [`region`] is the run of pieces that
//! speaks its vocabulary, and [`align`] gives every row of the form its segment of pieces; [`placement`] puts the tokens
//! of a row into its cells, under the [`heads`] that name them where a grid has such. What a table has besides the form is
//! taken out before (`surplus`). No layout has a parser of its own.

pub mod align;
pub mod bands;
mod blanks;
mod cost;
pub mod distance;
pub mod doubt;
pub mod edition;
pub mod fold;
pub mod heading;
pub mod heads;
mod likeness;
pub mod method;
mod note;
mod numberless;
mod per_table;
pub mod pieces;
pub mod placement;
mod proof;
pub mod reading;
mod recognised;
pub mod region;
mod repeat;
pub mod row_form;
mod rows;
pub mod sections;
mod standing;
mod surplus;
pub mod table;
pub mod token;
mod totals;
pub mod under_heads;
pub mod vocabulary;

pub use doubt::{Doubt, Open};
pub use method::Method;
pub use reading::{
    Coverage, Disagreement, Disputed, Found, Heading, LabelPlace, Leftover, Reading, Section,
    Stated,
};
pub use recognised::SURE;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::form::naming::said_row;
use crate::form::{RowKey, TableId, catalogue};
use crate::read::edition::Evidence;
use crate::read::pieces::{Cut, Piece};
use crate::read::table::Lining;
use crate::said::Said;
use crate::source::Source;

/// Reads a report.
#[must_use]
pub fn read(source: &Source) -> Reading {
    let mut cut = pieces::cut_with(&source.text, &source.grids);
    let besides = surplus::drop(&source.text, &mut cut);
    let sections = sections::headings(&source.text, &cut);
    let heading = heading::read(&source.text, &source.name, &cut, &sections);
    let mut reading = Reading {
        heading,
        notices: besides,
        ..Reading::default()
    };
    let mut regions = regions(&cut, &sections);
    // What became of the numbers of table three is known before the other tables are asked for their blanks.
    regions.sort_by_key(|(id, _)| *id != TableId::Requests);
    let mut around = table::Around {
        keeps_blanks: KEEPS_BLANKS.contains(&source.format.as_str()),
        ..table::Around::default()
    };
    let mut n_misread = 0;
    let editions = editions(&cut, &regions);
    for (id, region) in &regions {
        let (id, region) = (*id, capped(region));
        if region.len() == MOST_PIECES {
            reading.notices.push(too_long(id));
        }
        let Some(evidence) = editions.get(&id).cloned() else {
            continue;
        };
        let edition = evidence.edition;
        let taken: Vec<Range<usize>> = regions
            .iter()
            .filter(|(other, _)| *other != id)
            .map(|(_, region)| region.clone())
            .collect();
        around.numbers_astray = has_numbers_astray(&cut, &regions, &around.lent);
        let prints = repeat::prints(&cut, &sections, (id, edition), region, &taken);
        let read = |print: Range<usize>| {
            table::read(&source.text, &cut, capped(&print), id, edition, &around)
        };
        if let Some(mut table) = read(prints.first) {
            if let Some(other) = prints.other.and_then(read) {
                add_witness(&mut reading, id, &mut table, other);
            }
            let before = &mut around.before;
            before.is_damaged |= table.is_damaged;
            before.is_collapsed |= table.is_collapsed;
            before.is_scattered |= is_astray(table.lining) || table.leftovers.len() >= LINES_ASTRAY;
            around.lent.append(&mut table.borrowed);
            n_misread += table.n_misread;
            reading.editions.insert(id, edition);
            reading.edition_evidence.insert(id, evidence.why);
            if evidence.is_assumed {
                reading.assumed.insert(id);
            }
            add_table(&mut reading, id, table);
        }
    }
    reading
        .leftovers
        .sort_by_key(|leftover| leftover.span.start());
    recognised::doubt(&mut reading, source, n_misread);
    standing::doubt_strangers(&source.text, &mut reading.cells);
    totals::doubt_blanks(&mut reading, around.keeps_blanks);
    numberless::doubt_blanks(&mut reading);
    reading
}

/// Formats with cells of their own, written by the programs that offices use. A web page may come from anywhere.
const KEEPS_BLANKS: [&str; 8] = ["pdf", "ofd", "picture", "docx", "doc", "xlsx", "xls", "odf"];

/// Holds a second print of a table against the first. Its labels are known, so that it is not taken for prose.
fn add_witness(
    reading: &mut Reading,
    id: TableId,
    table: &mut table::TableReading,
    other: table::TableReading,
) {
    let n_different = repeat::compare(table, &other);
    let lines = [table.coverage.lines, other.coverage.lines];
    reading.notices.push(repeat::notice(id, lines, n_different));
    if lines[0].1 + 1 >= lines[1].0 && lines[0].0 <= lines[1].0 {
        table.labels.extend(other.labels);
    }
}

/// More pieces than any table of the form has, however torn: what follows is not read as part of it.
const MOST_PIECES: usize = 20_000;

fn capped(region: &Range<usize>) -> Range<usize> {
    region.start..region.end.min(region.start + MOST_PIECES)
}

fn unaligned(id: TableId) -> Said {
    let name = id.short_name();
    let chinese = format!(
        "{name}的数字与行列标签分开印，放进表后许多勾稽关系不成立，可能没有对准行列。请对照原文逐行核对，空白也要看。"
    );
    let name = id.english_name();
    let english = format!(
        "{name}: the numbers are printed apart from the labels, and many rules fail where they were put: they may not be lined up. Compare row by row with the source, blanks as well."
    );
    Said { chinese, english }
}

fn by_sums(id: TableId) -> Said {
    let name = id.short_name();
    let chinese = format!(
        "{name}的数字与行标签分开印，空格没有印出，哪些数字属于哪一行，是按合计和勾稽关系推断的。请对照原文逐行核对，空白也要看。"
    );
    let name = id.english_name();
    let english = format!(
        "{name}: the numbers are printed apart from the labels and without blanks; which row has which is inferred from totals and rules. Compare row by row with the source, blanks as well."
    );
    Said { chinese, english }
}

fn dealt(id: TableId) -> Said {
    let name = id.short_name();
    let chinese = format!(
        "{name}的数字与标签分开印，已按版面先后、列标签和合计放进各格。请先对照原文抽查几行，确认行列没有错开。"
    );
    let name = id.english_name();
    let english = format!(
        "{name}: the numbers are printed apart from the labels and were placed by order, column heads and totals. Compare some rows with the source first."
    );
    Said { chinese, english }
}

/// Rows whose numbers are those of the row before them.
fn repeated(reading: &Reading, id: TableId, rows: &[RowKey]) -> Option<Said> {
    let edition = reading.editions.get(&id)?;
    let spec = catalogue::table(*edition, id)?;
    let names: Vec<Said> = rows.iter().map(|row| said_row(spec, row)).collect();
    let rows = Said::joined(&names, ["、", "; "]);
    (!names.is_empty()).then(|| {
        Said::new(
            format!(
                "{}的{}与上一行完全相同，而合计不成立，可能是重复识读的一行，请对照原文。",
                id.short_name(),
                rows.chinese
            ),
            format!(
                "{}: the same numbers as in the row above, and the totals fail ({}); a row may have been read twice. Compare with the source.",
                id.english_name(),
                rows.english
            ),
        )
    })
}

fn too_long(id: TableId) -> Said {
    let name = id.short_name();
    let chinese = format!("{name}所在的文字异常长，只识读了开头的部分。请确认打开的是一份报告。");
    let name = id.english_name();
    let english = format!(
        "{name}: the text it stands in is far too long; only its beginning was read. Make sure that the file is a single report."
    );
    Said { chinese, english }
}

/// Table four is the same in both editions.
const SAME_FORM: [&str; 2] = [
    "表四两版相同，随前表。",
    "Table 4 is the same in both editions and follows the table before it.",
];

/// The editions of the tables that stand in the text, each by its own labels; one that shows none takes that of another.
fn editions(cut: &Cut, regions: &[(TableId, Range<usize>)]) -> BTreeMap<TableId, Evidence> {
    let of_region = |(id, region): &(TableId, Range<usize>)| {
        Some((*id, edition::edition_of(cut, capped(region), *id)?))
    };
    let mut editions: BTreeMap<TableId, Evidence> = regions.iter().filter_map(of_region).collect();
    let is_shown =
        |(id, evidence): &(&TableId, &Evidence)| **id != TableId::Disputes && !evidence.is_assumed;
    let shown = editions.iter().rev().find(is_shown);
    let shown = shown.map(|(id, evidence)| (*id, evidence.edition));
    for (id, evidence) in &mut editions {
        let Some((other, edition)) = shown else {
            continue;
        };
        if *id == TableId::Disputes {
            (evidence.edition, evidence.why) = (edition, SAME_FORM.into());
            evidence.is_assumed = false;
        } else if evidence.is_assumed {
            *evidence = edition::as_other(*id, other, edition);
        }
    }
    editions
}

/// Where each table stands. Table three is the most distinctive: the others are sought before and behind it.
fn regions(cut: &Cut, sections: &[(usize, Section)]) -> Vec<(TableId, Range<usize>)> {
    let all = 0..cut.pieces.len();
    let requests = region::find(cut, sections, TableId::Requests, all.clone());
    let before = requests.as_ref().map_or(all.end, |requests| requests.start);
    let proactive = region::find(cut, sections, TableId::Proactive, 0..before);
    let ends = [&requests, &proactive]
        .into_iter()
        .flatten()
        .map(|region| region.end);
    let disputes = region::find(
        cut,
        sections,
        TableId::Disputes,
        ends.max().unwrap_or(0)..all.end,
    );
    let found = [
        (TableId::Proactive, proactive),
        (TableId::Requests, requests),
        (TableId::Disputes, disputes),
    ];
    let starts: Vec<usize> = found
        .iter()
        .filter_map(|(_, region)| region.as_ref().map(|region| region.start))
        .collect();
    let next = |end: usize| starts.iter().copied().filter(|start| *start >= end).min();
    let whole = |(id, region): (TableId, Option<Range<usize>>)| {
        let region = region?;
        let limit = next(region.end).unwrap_or(all.end);
        Some((
            id,
            region::with_rows_behind(cut, sections, id, region, limit),
        ))
    };
    found.into_iter().filter_map(whole).collect()
}

/// So many lines of nothing but numbers outside all tables, or numbers in table four beyond its cells, are cells of
/// some other table.
const LINES_ASTRAY: usize = 10;
/// Cells of table four.
const DISPUTES_CELLS: usize = 15;

fn has_numbers_astray(
    cut: &Cut,
    regions: &[(TableId, Range<usize>)],
    lent: &BTreeSet<usize>,
) -> bool {
    let disputes = regions.iter().find(|(id, _)| *id == TableId::Disputes);
    let in_disputes = disputes.into_iter().flat_map(|(_, region)| region.clone());
    let n_numbers = in_disputes
        .filter(|at| cut.token(*at).is_some() && !lent.contains(at))
        .count();
    n_numbers >= DISPUTES_CELLS + LINES_ASTRAY || has_number_lines_outside(cut, regions)
}

fn has_number_lines_outside(cut: &Cut, regions: &[(TableId, Range<usize>)]) -> bool {
    let is_outside = |at: usize| !regions.iter().any(|(_, region)| region.contains(&at));
    let mut start = 0;
    let lines = cut.pieces.chunk_by(|a, b| a.line == b.line);
    let is_astray = |line: &&[Piece]| {
        let first = start;
        start += line.len();
        is_outside(first) && line.iter().all(|piece| piece.token().is_some())
    };
    lines.filter(is_astray).count() >= LINES_ASTRAY
}

/// Whether some numbers of the table may stand in other rows than those they were put in.
fn is_astray(lining: Lining) -> bool {
    matches!(lining, Lining::BySums | Lining::Astray)
}

fn add_table(reading: &mut Reading, id: TableId, table: table::TableReading) {
    reading.rows.insert(id, table.rows);
    if !table.inferred.is_empty() {
        reading.inferred_rows.insert(id, table.inferred);
    }
    if is_astray(table.lining) {
        reading.unaligned.insert(id);
    }
    let notice = match table.lining {
        Lining::Printed => None,
        Lining::Dealt => Some(dealt(id)),
        Lining::BySums => Some(by_sums(id)),
        Lining::Astray => Some(unaligned(id)),
    };
    reading.notices.extend(notice);
    reading
        .notices
        .extend(repeated(reading, id, &table.repeated));
    reading.cells.extend(table.cells);
    reading.labels.extend(table.labels);
    reading.leftovers.extend(table.leftovers);
    reading.coverage.insert(id, table.coverage);
}
