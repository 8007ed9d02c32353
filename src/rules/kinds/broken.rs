//! Where a kind of rule is broken, one small function a kind.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Amount;
use crate::form::{CellKey, Sheet, TableId, equation};
use crate::rules::kinds::dates;
use crate::rules::kinds::expression::{Condition, Expression, Least, Operand, Relation, Term};
use crate::rules::kinds::line::{self, Line};
use crate::rules::kinds::schema::{CopiedTables, Kind, WordGroup};
use crate::rules::kinds::view::View;
use crate::rules::sections;
use crate::rules::words_in;
use crate::said::Said;
use crate::source::Span;

/// What is wrong on a line: the cells accused, the places in the text, and what the sentence may name besides.
#[derive(Clone, Debug, Default)]
pub(super) struct Broken {
    pub cells: Vec<CellKey>,
    pub spans: Vec<Span>,
    pub names: BTreeMap<&'static str, Said>,
    /// What tells the finding from others of its rule, where the line does not.
    pub subject: String,
}

/// What is wrong on the line by a kind that looks at one report; `None` if nothing is, or nobody can tell.
pub(super) fn on_line(kind: &Kind, view: &View, line: &Line) -> Option<Broken> {
    match kind {
        Kind::Sum(left, right) => compared(view, line, (left, right), Relation::Equal),
        Kind::AtMost(each, most) => at_most(view, line, each, most),
        Kind::AtMostSum(left, right) => compared(view, line, (left, right), Relation::AtMost),
        Kind::AtLeast(left, right) => compared(view, line, (left, right), Relation::AtLeast),
        Kind::BetweenParts(whole, parts) => between_parts(view, line, whole, parts),
        Kind::IfThen(given, then) => if_then(view, line, given, then),
        Kind::EqualAcross(sums) => equal_across(view, line, sums),
        Kind::WholeNumber => whole_number(view, line),
        Kind::OneOfWords {
            section,
            least_letters,
            groups,
        } => one_of_words(view, *section, *least_letters, groups),
        Kind::NoneOfWords(words) => none_of_words(view, words),
        Kind::CopiedLastYear(sets) => sets.iter().find_map(|set| copied(view, set)),
        Kind::UnlikelyJump { factor, apart } => jump(view, line, *factor, *apart),
        Kind::PublishedBy { month, day, labels } => published_late(view, (*month, *day), labels),
        // Between reports; `years.rs` and `others.rs` check it.
        Kind::SameAsLastYear { .. } | Kind::SumOfParts(_) | Kind::SameInVersions(_) => None,
    }
}

fn plain(text: &impl ToString) -> Said {
    Said::same(text.to_string())
}

fn compared(
    view: &View,
    line: &Line,
    (left, right): (&Expression, &Expression),
    relation: Relation,
) -> Option<Broken> {
    let (one, other) = (view.least(line, left)?, view.least(line, right)?);
    (relation.holds_between(one, other) == Some(false)).then(|| Broken {
        cells: view.cells(line, [left, right]),
        names: sides(one, other),
        ..Broken::default()
    })
}

fn sides(left: Least, right: Least) -> BTreeMap<&'static str, Said> {
    let gap = Least {
        amount: left.amount.distance(right.amount),
        is_all: left.is_all && right.is_all,
    };
    BTreeMap::from([
        ("left", said(left)),
        ("right", said(right)),
        ("gap", said(gap)),
    ])
}

/// The amount, with 至少 where something of it is unread.
fn said(least: Least) -> Said {
    let amount = plain(&least.amount);
    if least.is_all {
        return amount;
    }
    Said::new(
        format!("至少 {}", amount.chinese),
        format!("at least {}", amount.english),
    )
}

fn at_most(view: &View, line: &Line, each: &[String], most: &Expression) -> Option<Broken> {
    let limit = view.least(line, most)?;
    let is_beyond = |sum: &Expression| {
        let amount = view.least(line, sum);
        amount.and_then(|amount| Relation::More.holds_between(amount, limit)) == Some(true)
    };
    let beyond: Vec<Expression> = each
        .iter()
        .map(|name| of_cells(name))
        .filter(is_beyond)
        .collect();
    let first = view.least(line, beyond.first()?)?;
    Some(Broken {
        cells: view.cells(line, beyond.iter().chain([most])),
        names: sides(first, limit),
        ..Broken::default()
    })
}

/// The sum that is the cells of one name.
fn of_cells(name: &str) -> Expression {
    let operand = Operand::Cells {
        last_year: false,
        name: name.to_owned(),
    };
    Expression {
        terms: vec![Term {
            is_subtracted: false,
            factor: 1,
            operand,
        }],
    }
}

fn between_parts(
    view: &View,
    line: &Line,
    whole: &Expression,
    parts: &[Expression],
) -> Option<Broken> {
    let whole_amount = view.least(line, whole)?;
    let parts_amounts: Vec<Least> = parts
        .iter()
        .map(|part| view.least(line, part))
        .collect::<Option<_>>()?;
    let all = Least {
        amount: Amount::sum(parts_amounts.iter().map(|part| part.amount)),
        is_all: parts_amounts.iter().all(|part| part.is_all),
    };
    let by_amount = |a: &Least, b: &Least| a.amount.compare(b.amount);
    let most = parts_amounts.into_iter().max_by(by_amount)?;
    let is_less = Relation::Less.holds_between(whole_amount, most);
    let is_more = Relation::More.holds_between(whole_amount, all);
    [is_less, is_more].contains(&Some(true)).then(|| Broken {
        cells: view.cells(line, parts.iter().chain([whole])),
        names: BTreeMap::from([
            ("value", said(whole_amount)),
            ("left", said(most)),
            ("right", said(all)),
        ]),
        ..Broken::default()
    })
}

/// Broken where all of `given` hold and one of `then` does not. What cannot be told breaks nothing.
fn if_then(view: &View, line: &Line, given: &[Condition], then: &[Condition]) -> Option<Broken> {
    let is_given = |condition| view.holds(line, condition) == Some(true);
    let fails = |condition: &&Condition| view.holds(line, condition) == Some(false);
    let failed = then.iter().find(fails)?;
    if !given.iter().all(is_given) {
        return None;
    }
    let (names, spans) = match failed {
        Condition::Compare(left, _, right) => {
            let names = sides(view.least(line, left)?, view.least(line, right)?);
            (names, Vec::new())
        }
        Condition::Says(section, _) => {
            let content = sections::content(view.input, (*section).into())?;
            (BTreeMap::new(), vec![content.heading.span])
        }
    };
    Some(Broken {
        cells: view.cells(line, then.iter().chain(given).flat_map(sums_of)),
        names,
        spans,
        ..Broken::default()
    })
}

fn sums_of(condition: &Condition) -> Vec<&Expression> {
    match condition {
        Condition::Compare(left, _, right) => vec![left, right],
        Condition::Says(..) => Vec::new(),
    }
}

fn equal_across(view: &View, line: &Line, sums: &[Expression]) -> Option<Broken> {
    let (first, others) = sums.split_first()?;
    let one = view.least(line, first)?;
    let differing = others.iter().find_map(|sum| {
        let other = view.least(line, sum)?;
        let is_same = Relation::Equal.holds_between(one, other);
        (is_same == Some(false)).then_some((sum, other))
    });
    let (sum, other) = differing?;
    Some(Broken {
        cells: view.cells(line, [first, sum]),
        names: sides(one, other),
        ..Broken::default()
    })
}

/// The cell of a line that is one cell.
fn only_cell(view: &View, line: &Line) -> Option<(CellKey, Amount)> {
    let cell = line.cells("", view.input.given.sheet).into_iter().next()?;
    let amount = view.input.given.sheet.value(&cell).number()?;
    Some((cell, amount))
}

fn whole_number(view: &View, line: &Line) -> Option<Broken> {
    let (cell, amount) = only_cell(view, line)?;
    (!amount.is_whole()).then(|| Broken {
        cells: vec![cell],
        names: BTreeMap::from([("value", plain(&amount))]),
        ..Broken::default()
    })
}

/// Fewest groups that are titles of numbered parts where the section is divided by them.
const LEAST_TITLED: usize = 2;

fn one_of_words(
    view: &View,
    section: u8,
    least_letters: usize,
    groups: &[WordGroup],
) -> Option<Broken> {
    let content = sections::content(view.input, section.into())?;
    if content.may_be_cut() || content.n_letters() < least_letters {
        return None;
    }
    // Where the parts are numbered, each is told by its title: phrases everybody writes hold the words of all.
    let titled = |WordGroup(_, _, words): &&WordGroup| {
        let mut titles = content.parts();
        titles.any(|title| words.iter().any(|word| sections::holds(title, word)))
    };
    let are_titled = groups.iter().filter(titled).count() >= LEAST_TITLED;
    let is_there = |group: &&WordGroup| {
        let WordGroup(name, _, words) = group;
        if are_titled {
            titled(group) || content.words.contains(name.trim_start_matches("政府"))
        } else {
            content.says(words)
        }
    };
    let missing: Vec<Said> = groups
        .iter()
        .filter(|group| !is_there(group))
        .map(|WordGroup(chinese, english, _)| Said::new(chinese, english))
        .collect();
    if missing.is_empty() {
        return None;
    }
    Some(Broken {
        spans: vec![content.heading.span],
        names: BTreeMap::from([
            ("words", Said::joined(&missing, ["、", ", "])),
            ("n", plain(&missing.len())),
        ]),
        ..Broken::default()
    })
}

/// The first word met, with every place where it stands.
fn none_of_words(view: &View, words: &[String]) -> Option<Broken> {
    let text = view.input.given.text;
    let spans = words_in::find_all(text, words);
    let first = spans.first()?;
    let said: String = first
        .of(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    Some(Broken {
        names: BTreeMap::from([("words", plain(&said)), ("n", plain(&spans.len()))]),
        spans,
        ..Broken::default()
    })
}

/// Broken where every number of some tables that is not 0 is last year's.
fn copied(view: &View, set: &CopiedTables) -> Option<Broken> {
    let CopiedTables {
        least,
        free,
        tables,
    } = set;
    let last_year = view.last_year?;
    let sheet = view.input.given.sheet;
    let tables: Vec<TableId> = tables.iter().map(|table| line::table_of(*table)).collect();
    let is_same_form = |table: &TableId| {
        let edition = sheet.editions.get(table);
        edition.is_some() && edition == last_year.sheet.editions.get(table)
    };
    if !tables.iter().all(is_same_form) {
        return None;
    }
    let numbers = |cells: &BTreeMap<CellKey, Amount>| -> Vec<(CellKey, Amount)> {
        let cells = cells
            .iter()
            .filter(|(cell, _)| tables.contains(&cell.table));
        cells
            .map(|(cell, amount)| (cell.clone(), *amount))
            .collect()
    };
    let own = numbers(&sheet.nonzero());
    let theirs = numbers(&last_year.nonzero);
    let is_same = |((cell, one), (other_cell, other)): (&(CellKey, Amount), &(CellKey, Amount))| {
        cell == other_cell && one.equals(*other)
    };
    let sums = sums(sheet);
    let n_free = own.iter().filter(|(cell, _)| !sums.contains(cell)).count();
    let is_copied = own.len() >= *least
        && n_free >= *free
        && own.len() == theirs.len()
        && own.iter().zip(&theirs).all(is_same)
        && !own
            .iter()
            .any(|(cell, _)| last_year.doubtful.contains(cell));
    let names = tables.iter().map(|table| {
        let [chinese, english] = [table.short_name(), table.english_name()];
        Said::new(chinese, english)
    });
    let names = Said::joined(&names.collect::<Vec<_>>(), ["、", " and "]);
    is_copied.then(|| Broken {
        names: BTreeMap::from([("n", plain(&own.len())), ("tables", names)]),
        cells: own.into_iter().map(|(cell, _)| cell).collect(),
        ..Broken::default()
    })
}

/// The cells that an equation gives as the sum of others.
fn sums(sheet: &Sheet) -> BTreeSet<&'static CellKey> {
    let sides = equation::of_sheet(sheet).flat_map(|equation| [&equation.left, &equation.right]);
    let alone = sides.filter_map(|side| match side.as_slice() {
        [only] => Some(only),
        _ => None,
    });
    alone.collect()
}

/// Whether a number is more than `factor` times another one, or less than its part, and `apart` away from it: which of the two
/// is the greater; `None` where they are closer.
pub(super) fn how_far(own: Amount, other: Amount, factor: u32, apart: u32) -> Option<Ordering> {
    let apart = Amount::whole_number(apart.into());
    if !Relation::AtLeast.holds(own.distance(other), apart) {
        return None;
    }
    let is_above = Relation::More.holds(own, other.times(factor));
    let is_below = Relation::More.holds(other, own.times(factor));
    match (is_above, is_below) {
        (true, _) => Some(Ordering::Greater),
        (_, true) => Some(Ordering::Less),
        _ => None,
    }
}

/// Broken where the number is far from both years beside it, all three of which are not 0.
fn jump(view: &View, line: &Line, factor: u32, apart: u32) -> Option<Broken> {
    let (cell, own) = only_cell(view, line)?;
    let beside = view.input.given.neighbours.of_year(view.input.year());
    let before = *beside.before?.nonzero.get(&cell)?;
    let after = *beside.after?.nonzero.get(&cell)?;
    let far = |other| how_far(own, other, factor, apart);
    let jumps = far(before).filter(|way| far(after) == Some(*way) && !own.is_zero());
    jumps.map(|_| Broken {
        cells: vec![cell],
        names: BTreeMap::from([
            ("value", plain(&own)),
            ("left", plain(&before)),
            ("right", plain(&after)),
        ]),
        ..Broken::default()
    })
}

fn published_late(view: &View, limit: (u8, u8), labels: &[String]) -> Option<Broken> {
    let late = dates::published_after(view, limit, labels)?;
    let [printed, last] = late.days;
    Some(Broken {
        spans: late.spans,
        names: BTreeMap::from([("value", printed), ("right", last)]),
        ..Broken::default()
    })
}
