//! Puts the tokens of a row into its cells, by what the source shows of columns; what it does not show is inferred
//! and says so.

use std::ops::Range;

use crate::amount::Amount;
use crate::read::pieces::{Cut, Line, LineKind, Piece};
use crate::source::Span;
use crate::value::Value;

/// What was found for one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// What stands there.
    pub content: Content,
    /// Why the place is doubtful, if it is.
    pub doubt: Option<String>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The token of this piece (an index into the pieces of the text).
    Token(usize),
    /// A number that is only a part of a token, because two stuck together.
    Part(Span, Amount),
    /// Something printed that is no number.
    Text(Span),
    /// Nothing is printed; the span is empty, at the cell's place.
    Blank(Span),
    /// The place of the cell could not be found.
    Missing,
}

impl Placed {
    fn sure(content: Content) -> Self {
        Self {
            content,
            doubt: None,
        }
    }

    fn doubtful(content: Content, why: &str) -> Self {
        Self {
            content,
            doubt: Some(why.to_owned()),
        }
    }
}

/// How a table's cells are parted, learnt from all its rows.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Fields behind the last cell of a row, for lines of so many fields: (fields of the line, fields behind).
    behind: Vec<(usize, usize)>,
    /// Lines between two neighbouring cells where each cell has a line of its own; 0 if they have not.
    lines_per_cell: usize,
    /// Whether cells on lines of their own are marked by tabs or tags, so that empty lines are no cells.
    marked_cells: bool,
    /// Spaces that each empty cell leaves between its neighbours, beyond the one between any two cells; 0 if unknown.
    spaces_per_blank: usize,
    /// Display columns of the cells of rows that are complete and set apart by spaces: (line, centre of each cell).
    centres: Vec<(usize, Vec<usize>)>,
}

/// A row to be placed.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its pieces, as indices into the pieces of the text.
    pub pieces: Range<usize>,
    /// Its cell tokens, likewise.
    pub tokens: Vec<usize>,
    /// Line of the last fragment of its label before its first token; `None` if its label is lost.
    pub label_line: Option<usize>,
    /// Number of cells.
    pub n_slots: usize,
    /// Cells of each group with a total of its own at its end; `n_slots` where the whole row is one group.
    pub group: usize,
}

impl Row {
    /// A row made of `pieces`; the tokens among them are its tokens.
    #[must_use]
    pub fn new(cut: &Cut, pieces: Range<usize>, label_line: Option<usize>, n_slots: usize) -> Self {
        let is_token = |at: &usize| {
            cut.pieces
                .get(*at)
                .is_some_and(|piece| piece.token().is_some())
        };
        let tokens = pieces.clone().filter(is_token).collect();
        Self {
            pieces,
            tokens,
            label_line,
            n_slots,
            group: n_slots,
        }
    }
}

/// The reason given where a row shows fewer tokens than it has cells and nothing tells where they belong.
const INFERRED: &str = "本行数字少于单元格，又没有列位可依，位置是推断的";
const SURPLUS: &str = "本行数字多于单元格，取舍是推断的";
const FUSED: &str = "印作一个数字，按行内格数拆成两格";
const RAGGED: &str = "本行列位不齐，按先后顺序放置";

/// Learns from `rows` how the cells of their table are parted.
#[must_use]
pub fn learn(text: &str, cut: &Cut, rows: &[Row]) -> Columns {
    let mut columns = Columns::default();
    for row in rows {
        let tokens = &row.tokens;
        columns.behind.extend(complete_grid_line(cut, row, tokens));
        columns
            .centres
            .extend(complete_spaced_line(cut, row, tokens));
    }
    columns.lines_per_cell =
        lines_per_cell(rows.iter().flat_map(|row| line_gaps(cut, row)).collect());
    columns.marked_cells = marked_cells(cut, rows);
    columns.spaces_per_blank = spaces_per_blank(text, cut, rows);
    columns
}

/// Lines from the label to the first token and from each token to the next.
fn line_gaps(cut: &Cut, row: &Row) -> Vec<usize> {
    let lines: Vec<usize> = row
        .label_line
        .into_iter()
        .chain(row.tokens.iter().map(|at| line_of(cut, *at)))
        .collect();
    lines
        .windows(2)
        .filter_map(|pair| pair.get(1)?.checked_sub(*pair.first()?))
        .collect()
}

/// The smallest gap that is common; 0 when most tokens follow each other on one line.
fn lines_per_cell(mut gaps: Vec<usize>) -> usize {
    let n_all = gaps.len();
    gaps.retain(|gap| *gap > 0);
    gaps.sort_unstable();
    let common = |gap: &usize| gaps.iter().filter(|other| *other == gap).count() * 10 >= gaps.len();
    if gaps.len() * 2 > n_all {
        gaps.iter().copied().find(|gap| common(gap)).unwrap_or(0)
    } else {
        0
    }
}

/// The cells of `row`, as many as it has slots.
#[must_use]
pub fn place(text: &str, cut: &Cut, row: &Row, columns: &Columns) -> Vec<Placed> {
    let tokens = &row.tokens;
    split_fused(text, cut, row, tokens)
        .or_else(|| place_by_fields(cut, row, tokens, columns))
        .or_else(|| (tokens.len() == row.n_slots).then(|| in_order(tokens)))
        .or_else(|| place_by_lines(cut, row, tokens, columns))
        .or_else(|| place_by_spaces(text, cut, row, tokens, columns.spaces_per_blank))
        .or_else(|| place_by_display(cut, row, tokens, columns))
        .unwrap_or_else(|| infer(cut, row, tokens))
}

fn line_of(cut: &Cut, piece: usize) -> usize {
    cut.pieces.get(piece).map_or(0, |piece| piece.line)
}

fn in_order(tokens: &[usize]) -> Vec<Placed> {
    tokens
        .iter()
        .map(|at| Placed::sure(Content::Token(*at)))
        .collect()
}

/// A row one token short in which one token is a 0 with another digit behind it: two cells stuck together.
fn split_fused(text: &str, cut: &Cut, row: &Row, tokens: &[usize]) -> Option<Vec<Placed>> {
    let span_of = |at: &usize| cut.pieces.get(*at).map(|piece| piece.span);
    let digits = |at: &usize| span_of(at).map_or("", |span| span.of(text));
    let is_fused = |at: &usize| {
        let printed = digits(at);
        printed.len() == 2
            && printed.starts_with('0')
            && printed.bytes().all(|b| b.is_ascii_digit())
    };
    let mut fused = tokens.iter().filter(|at| is_fused(at));
    let at = *fused.next()?;
    if fused.next().is_some() || tokens.len() + 1 != row.n_slots {
        return None;
    }
    let span = span_of(&at)?;
    let middle = span.start() + 1;
    let part = |part: Span| {
        Some(Placed::doubtful(
            Content::Part(part, Amount::parse(part.of(text))?),
            FUSED,
        ))
    };
    let parts = [
        part(Span::new(span.start(), middle))?,
        part(Span::new(middle, span.end()))?,
    ];
    let position = tokens.iter().position(|token| *token == at)?;
    let mut placed = in_order(tokens);
    placed.splice(position..=position, parts);
    Some(placed)
}

// --- cells as fields of one line -------------------------------------------------------------------------------

/// The line of the row that shows its cells as fields: the grid line with the most tokens, or with the label's end.
fn grid_line(cut: &Cut, row: &Row, tokens: &[usize]) -> Option<usize> {
    let n_tokens_on = |line: usize| {
        tokens
            .iter()
            .filter(|at| line_of(cut, **at) == line)
            .count()
    };
    let lines = row.pieces.clone().map(|at| line_of(cut, at));
    let line = lines.max_by_key(|line| (n_tokens_on(*line), std::cmp::Reverse(*line)))?;
    let shown = cut.lines.get(line)?;
    (shown.kind == LineKind::Grid && shown.fields.len() > row.n_slots.min(2)).then_some(line)
}

/// Index of the first field that can be a cell: the one behind the last label fragment before the tokens.
fn first_cell_field(cut: &Cut, row: &Row, line: usize) -> usize {
    let on_line = |piece: &&Piece| piece.line == line;
    let pieces = || {
        row.pieces
            .clone()
            .filter_map(|at| cut.pieces.get(at))
            .filter(on_line)
    };
    let first_token = pieces()
        .find(|piece| piece.token().is_some())
        .map_or(usize::MAX, |piece| piece.field);
    let last_label = pieces()
        .filter(|piece| piece.label().is_some() && piece.field < first_token)
        .map(|piece| piece.field);
    last_label.max().map_or(0, |field| field + 1)
}

fn complete_grid_line(cut: &Cut, row: &Row, tokens: &[usize]) -> Option<(usize, usize)> {
    let line = grid_line(cut, row, tokens)?;
    let fields = &cut.lines.get(line)?.fields;
    let on_line: Vec<usize> = tokens
        .iter()
        .filter(|at| line_of(cut, **at) == line)
        .copied()
        .collect();
    let last = cut.pieces.get(*on_line.last()?)?.field;
    (on_line.len() == row.n_slots).then(|| (fields.len(), fields.len().saturating_sub(last + 1)))
}

fn place_by_fields(
    cut: &Cut,
    row: &Row,
    tokens: &[usize],
    columns: &Columns,
) -> Option<Vec<Placed>> {
    let number = grid_line(cut, row, tokens)?;
    let line = cut.lines.get(number)?;
    // A number alone on a line between the rows of a grid is no cell of it.
    let is_stray = |at: &usize| {
        cut.lines
            .get(line_of(cut, *at))
            .is_some_and(|line| line.kind != LineKind::Grid)
    };
    if tokens
        .iter()
        .any(|at| line_of(cut, *at) != number && !is_stray(at))
    {
        return None;
    }
    let first = first_cell_field(cut, row, number);
    let n_after = line.fields.len().saturating_sub(first);
    if n_after < row.n_slots {
        return None;
    }
    let Some(start) = window(line, first, row.n_slots, columns) else {
        return (tokens.len() == row.n_slots).then(|| {
            tokens
                .iter()
                .map(|at| Placed::doubtful(Content::Token(*at), RAGGED))
                .collect()
        });
    };
    Some(
        (start..start + row.n_slots)
            .map(|field| cell_in_field(cut, row, number, field))
            .collect(),
    )
}

/// Where the row's cells begin among the fields from `first` on: no printed field may be left out. Where several
/// places fit, the table's complete rows decide, then the left edge for short rows and the right edge for long ones.
fn window(line: &Line, first: usize, n_slots: usize, columns: &Columns) -> Option<usize> {
    let n_fields = line.fields.len();
    let is_empty = |field: usize| line.fields.get(field).is_none_or(|span| span.is_empty());
    let fits = |start: &usize| {
        (first..*start)
            .chain(*start + n_slots..n_fields)
            .all(is_empty)
    };
    let starts: Vec<usize> = (first..=n_fields - n_slots).filter(fits).collect();
    if starts.len() <= 1 {
        return starts.first().copied();
    }
    let votes = |start: usize| {
        let behind = n_fields - start - n_slots;
        columns
            .behind
            .iter()
            .filter(|vote| **vote == (n_fields, behind))
            .count()
    };
    let by_votes = starts
        .iter()
        .copied()
        .max_by_key(|start| (votes(*start), *start))
        .filter(|start| votes(*start) > 0);
    by_votes.or(if n_slots > 3 {
        starts.last().copied()
    } else {
        starts.first().copied()
    })
}

fn cell_in_field(cut: &Cut, row: &Row, line: usize, field: usize) -> Placed {
    let here = |at: &usize| {
        cut.pieces
            .get(*at)
            .is_some_and(|piece| piece.line == line && piece.field == field)
    };
    let is_token = |at: &usize| {
        cut.pieces
            .get(*at)
            .is_some_and(|piece| piece.token().is_some())
    };
    let pieces: Vec<usize> = row.pieces.clone().filter(here).collect();
    let span = cut
        .lines
        .get(line)
        .and_then(|line| line.fields.get(field))
        .copied();
    match (pieces.as_slice(), span) {
        ([], Some(span)) if span.is_empty() => Placed::sure(Content::Blank(span)),
        ([single], _) if is_token(single) => Placed::sure(Content::Token(*single)),
        (_, Some(span)) => Placed::sure(Content::Text(span)),
        (_, None) => Placed::sure(Content::Missing),
    }
}

// --- each cell on a line of its own ----------------------------------------------------------------------------

/// Whether most lines of the rows are marked as cells by tabs or tags.
fn marked_cells(cut: &Cut, rows: &[Row]) -> bool {
    let lines: Vec<usize> = rows
        .iter()
        .flat_map(|row| row.pieces.clone().map(|at| line_of(cut, at)))
        .collect();
    let is_grid = |line: &&usize| {
        cut.lines
            .get(**line)
            .is_some_and(|line| line.kind == LineKind::Grid)
    };
    lines.iter().filter(is_grid).count() * 2 > lines.len()
}

/// Counts of cells from the label's line on, one for each line up to `end`.
fn cell_number(cut: &Cut, columns: &Columns, label_line: usize, line: usize) -> Option<usize> {
    let between = cut.lines.get(label_line + 1..=line)?;
    if columns.marked_cells {
        return Some(
            between
                .iter()
                .filter(|line| line.kind == LineKind::Grid)
                .count(),
        );
    }
    let n_lines = between
        .iter()
        .filter(|line| line.kind != LineKind::Noise)
        .count();
    (n_lines % columns.lines_per_cell == 0).then_some(n_lines / columns.lines_per_cell)
}

fn place_by_lines(
    cut: &Cut,
    row: &Row,
    tokens: &[usize],
    columns: &Columns,
) -> Option<Vec<Placed>> {
    let label_line = row.label_line?;
    if columns.lines_per_cell == 0 || tokens.len() > row.n_slots {
        return None;
    }
    let mut placed: Vec<Placed> = (1..=row.n_slots)
        .map(|cell| blank_line(cut, columns, label_line, cell))
        .collect();
    let mut last = 0;
    for token in tokens {
        let cell = cell_number(cut, columns, label_line, line_of(cut, *token))?;
        if cell <= last || cell > row.n_slots {
            return None;
        }
        *placed.get_mut(cell - 1)? = Placed::sure(Content::Token(*token));
        last = cell;
    }
    placed
        .iter()
        .all(|cell| cell.content != Content::Missing)
        .then_some(placed)
}

/// The blank cell on the `cell`-th cell line behind the label (from 1); missing if that line is not empty.
fn blank_line(cut: &Cut, columns: &Columns, label_line: usize, cell: usize) -> Placed {
    let is_cell = |line: &&Line| {
        if columns.marked_cells {
            line.kind == LineKind::Grid
        } else {
            line.kind != LineKind::Noise
        }
    };
    let step = if columns.marked_cells {
        1
    } else {
        columns.lines_per_cell
    };
    let lines = cut.lines.get(label_line + 1..).unwrap_or(&[]);
    let line = lines.iter().filter(is_cell).nth(cell * step - 1);
    match line {
        Some(line) if line.fields.iter().all(|field| field.is_empty()) => {
            let end = line.span.end();
            Placed::sure(Content::Blank(Span::new(end, end)))
        }
        _ => Placed::sure(Content::Missing),
    }
}

// --- cells set apart by spaces ---------------------------------------------------------------------------------

fn centre(piece: &Piece) -> usize {
    piece.columns.0 + piece.columns.1
}

fn complete_spaced_line(cut: &Cut, row: &Row, tokens: &[usize]) -> Option<(usize, Vec<usize>)> {
    let line = line_of(cut, *tokens.first()?);
    let pieces: Vec<&Piece> = tokens.iter().filter_map(|at| cut.pieces.get(*at)).collect();
    let apart = pieces.iter().all(|piece| piece.line == line) && pieces.windows(2).all(is_apart);
    (apart && tokens.len() == row.n_slots && row.n_slots > 1)
        .then(|| (line, pieces.iter().map(|piece| centre(piece)).collect()))
}

fn is_apart(pair: &[&Piece]) -> bool {
    matches!(pair, [a, b] if a.field != b.field)
}

/// Places tokens under the cells of the nearest complete row, if every one stands clearly under one of them.
fn place_by_display(
    cut: &Cut,
    row: &Row,
    tokens: &[usize],
    columns: &Columns,
) -> Option<Vec<Placed>> {
    let line = line_of(cut, *tokens.first()?);
    let (_, centres) = columns
        .centres
        .iter()
        .min_by_key(|(other, _)| other.abs_diff(line))?;
    if centres.len() != row.n_slots
        || tokens.len() > row.n_slots
        || tokens.iter().any(|at| line_of(cut, *at) != line)
    {
        return None;
    }
    let pitch = centres
        .windows(2)
        .filter_map(|pair| Some(pair.get(1)?.abs_diff(*pair.first()?)))
        .min()?;
    let mut slots: Vec<Option<usize>> = vec![None; row.n_slots];
    for token in tokens {
        let at = centre(cut.pieces.get(*token)?);
        let (slot, distance) = centres
            .iter()
            .map(|other| other.abs_diff(at))
            .enumerate()
            .min_by_key(|(_, d)| *d)?;
        let place = slots.get_mut(slot)?;
        if distance * 2 > pitch || place.is_some() {
            return None;
        }
        *place = Some(*token);
    }
    Some(fill_blanks(cut, row, &slots, None))
}

/// Turns chosen places into cells; empty ones become blanks where the row's text ends.
fn fill_blanks(cut: &Cut, row: &Row, slots: &[Option<usize>], doubt: Option<&str>) -> Vec<Placed> {
    let label_end = row
        .pieces
        .clone()
        .filter_map(|at| cut.pieces.get(at))
        .map(|piece| piece.span.end());
    let mut end = label_end.min().unwrap_or(0);
    slots
        .iter()
        .map(|slot| {
            let content = match slot {
                Some(at) => {
                    end = cut.pieces.get(*at).map_or(end, |piece| piece.span.end());
                    Content::Token(*at)
                }
                None => Content::Blank(Span::new(end, end)),
            };
            Placed {
                content,
                doubt: doubt.map(str::to_owned),
            }
        })
        .collect()
}

// --- empty cells left as so many spaces ------------------------------------------------------------------------

/// Spaces before each token, from the end of the label on; `None` unless label and tokens stand on one line.
fn space_gaps(text: &str, cut: &Cut, row: &Row, tokens: &[usize]) -> Option<Vec<usize>> {
    let first = cut.pieces.get(*tokens.first()?)?;
    let on_line = |at: &usize| {
        cut.pieces
            .get(*at)
            .is_some_and(|piece| piece.line == first.line)
    };
    let label = row
        .pieces
        .clone()
        .take_while(|at| at != tokens.first().unwrap_or(&0))
        .last()?;
    let chain: Vec<usize> = std::iter::once(label)
        .chain(tokens.iter().copied())
        .collect();
    if !chain.iter().all(on_line) {
        return None;
    }
    let gap = |pair: &[usize]| {
        let (a, b) = (
            cut.pieces.get(*pair.first()?)?,
            cut.pieces.get(*pair.get(1)?)?,
        );
        let between = text.get(a.span.end()..b.span.start())?;
        between
            .chars()
            .all(|c| c == ' ' || c == '\u{a0}')
            .then(|| between.chars().count())
    };
    chain.windows(2).map(gap).collect()
}

/// The number of spaces per empty cell that explains every row but for empty cells at its end.
fn spaces_per_blank(text: &str, cut: &Cut, rows: &[Row]) -> usize {
    let gaps: Vec<(usize, Vec<usize>)> = rows
        .iter()
        .filter_map(|row| Some((row.n_slots, space_gaps(text, cut, row, &row.tokens)?)))
        .filter(|(n_slots, gaps)| *n_slots > 1 && gaps.len() < *n_slots)
        .collect();
    let explains = |width: &usize| {
        let exact = |(n_slots, gaps): &&(usize, Vec<usize>)| {
            blanks_before(gaps, *width)
                .is_some_and(|blanks| blanks.iter().sum::<usize>() + gaps.len() == *n_slots)
        };
        gaps.iter().filter(exact).count() == gaps.len()
    };
    if gaps.len() < 3 {
        0
    } else {
        (1..=4).find(explains).unwrap_or(0)
    }
}

/// Empty cells before each token, if `width` spaces stand for each.
fn blanks_before(gaps: &[usize], width: usize) -> Option<Vec<usize>> {
    gaps.iter()
        .map(|gap| {
            gap.checked_sub(1)
                .filter(|rest| rest % width == 0)
                .map(|rest| rest / width)
        })
        .collect()
}

fn place_by_spaces(
    text: &str,
    cut: &Cut,
    row: &Row,
    tokens: &[usize],
    width: usize,
) -> Option<Vec<Placed>> {
    if width == 0 {
        return None;
    }
    let blanks = blanks_before(&space_gaps(text, cut, row, tokens)?, width)?;
    let mut slots: Vec<Option<usize>> = Vec::new();
    for (n_blanks, token) in blanks.into_iter().zip(tokens) {
        slots.extend(vec![None; n_blanks]);
        slots.push(Some(*token));
    }
    (slots.len() <= row.n_slots).then(|| {
        slots.resize(row.n_slots, None);
        fill_blanks(cut, row, &slots, None)
    })
}

// --- nothing shows the columns ---------------------------------------------------------------------------------

fn infer(cut: &Cut, row: &Row, tokens: &[usize]) -> Vec<Placed> {
    let n = row.n_slots;
    match tokens.len() {
        0 if row.label_line.is_some() => fill_blanks(cut, row, &vec![None; n], None),
        0 => vec![Placed::sure(Content::Missing); n],
        few if few < n => fill_blanks(cut, row, &spread(cut, tokens, row), Some(INFERRED)),
        _ => best_run(cut, row, tokens),
    }
}

/// Places for too few tokens: the last of a group is its total, the others fill it from the left. Where the row has
/// several groups, a run of tokens whose last is the sum of the others is one.
fn spread(cut: &Cut, tokens: &[usize], row: &Row) -> Vec<Option<usize>> {
    let mut slots = Vec::new();
    let mut rest = tokens;
    while !rest.is_empty() && slots.len() + row.group <= row.n_slots {
        let length = if row.group == row.n_slots {
            rest.len()
        } else {
            group_length(cut, rest, row.group)
        };
        let (group, others) = rest.split_at(length.min(rest.len()));
        let mut places = vec![None; row.group];
        if let Some((last, first)) = group.split_last() {
            places
                .iter_mut()
                .zip(first)
                .for_each(|(place, token)| *place = Some(*token));
            if let Some(place) = places.last_mut() {
                *place = Some(*last);
            }
        }
        slots.extend(places);
        rest = others;
    }
    slots.resize(row.n_slots, None);
    slots
}

/// How many of the tokens form the first group: the longest run whose last is the sum of the others.
fn group_length(cut: &Cut, tokens: &[usize], most: usize) -> usize {
    let number = |at: &usize| {
        cut.pieces
            .get(*at)
            .and_then(|piece| piece.token()?.value.in_sums())
    };
    let adds_up = |n: &usize| {
        let numbers: Option<Vec<Amount>> =
            tokens.get(..*n).unwrap_or(&[]).iter().map(number).collect();
        numbers.is_some_and(|numbers| match numbers.split_last() {
            Some((total, parts)) => parts
                .iter()
                .fold(Amount::ZERO, |sum, part| sum.plus(*part))
                .equals(*total),
            None => false,
        })
    };
    let longest = tokens.len().min(most);
    (2..=longest).rev().find(adds_up).unwrap_or(longest)
}

/// More tokens than cells: the run of the right length that keeps to one line, or else the last one.
fn best_run(cut: &Cut, row: &Row, tokens: &[usize]) -> Vec<Placed> {
    let is_doubtful = |at: &usize| {
        cut.pieces
            .get(*at)
            .and_then(Piece::token)
            .is_none_or(|token| token.doubt.is_some() || token.value == Value::Words)
    };
    let quality = |run: &[usize]| {
        let one_line =
            run.first().map(|at| line_of(cut, *at)) == run.last().map(|at| line_of(cut, *at));
        (
            one_line,
            run.len() - run.iter().filter(|at| is_doubtful(at)).count(),
        )
    };
    let run = tokens
        .windows(row.n_slots)
        .max_by_key(|run| quality(run))
        .unwrap_or(tokens);
    run.iter()
        .map(|at| Placed::doubtful(Content::Token(*at), SURPLUS))
        .collect()
}
