//! Schema 1 of the saved file, as its fields stand in RON. Conversions are in [`crate::dataset::pack`] (to the file) and
//! [`crate::dataset::unpack`] (from the file). Amounts are strings with their printed digits; spans are byte offsets.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::dataset::unique;

/// Start and end byte of a place in the text.
pub type SpanV1 = (usize, usize);

/// A cell of a grid: row, column, rows covered, columns covered, place.
pub type GridCellV1 = (u32, u32, u32, u32, SpanV1);

/// A figure recognised in a picture: first and last byte; page from 0; left, top, right, bottom in hundredths of a point;
/// probability in thousandths; other readings with theirs.
pub type SeenV1 = (SpanV1, usize, (u32, u32, u32, u32), u16, Vec<(String, u16)>);

/// The first field of every schema; read before anything else is trusted.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Header {
    /// Number of the schema.
    pub schema: u32,
}

/// A whole file.
#[derive(Clone, Debug, Deserialize)]
pub struct FileV1 {
    /// Always 1.
    pub schema: u32,
    /// Version of the program that wrote the file.
    pub gouji: String,
    /// Version of the program that read the source.
    pub reader: String,
    /// Office as decided, else as read.
    pub office: Option<String>,
    /// Year as decided, else as read.
    pub year: Option<String>,
    /// Statistics period as decided, else as read.
    pub period: Option<String>,
    /// The sign-off; `None` while the review goes on.
    pub sign_off: Option<SignOffV1>,
    /// What the reviewer said about whole tables.
    #[serde(deserialize_with = "unique::map")]
    pub tables: BTreeMap<String, TableV1>,
    /// Edition of each table found.
    #[serde(deserialize_with = "unique::map")]
    pub editions: BTreeMap<String, u16>,
    /// Why each table was taken for that edition.
    #[serde(deserialize_with = "unique::map")]
    pub evidence: BTreeMap<String, String>,
    /// Rows of each table found, from top to bottom.
    #[serde(deserialize_with = "unique::map")]
    pub rows: BTreeMap<String, Vec<String>>,
    /// The rows of each table whose columns were inferred.
    #[serde(default, deserialize_with = "unique::map")]
    pub inferred_rows: BTreeMap<String, Vec<String>>,
    /// The tables whose numbers could not be lined up with rows and columns.
    #[serde(default)]
    pub unaligned: Vec<String>,
    /// The tables whose edition nothing in the text shows; absent where there is none.
    #[serde(default)]
    pub assumed_editions: Vec<String>,
    /// Every cell that was read or decided, by key.
    #[serde(deserialize_with = "unique::map")]
    pub cells: BTreeMap<String, CellV1>,
    /// The findings when the file was saved, by key.
    #[serde(deserialize_with = "unique::map")]
    pub findings: BTreeMap<String, FindingV1>,
    /// Every step, oldest first.
    pub journal: Vec<RecordV1>,
    /// What the report says about itself.
    pub heading: HeadingV1,
    /// Rows, cells and lines of each table found: found and expected, first and last line.
    #[serde(deserialize_with = "unique::map")]
    pub coverage: BTreeMap<String, CoverageV1>,
    /// Tokens that no cell claimed: table, token, place.
    pub leftovers: Vec<(String, String, SpanV1)>,
    /// Labels: table, row, place.
    pub labels: Vec<(String, Option<String>, SpanV1)>,
    /// Notices of the reader.
    pub notices: Vec<String>,
    /// What sentences of evidence, heading and notices say in English, by the Chinese; absent in files of the first days.
    #[serde(default, deserialize_with = "unique::map")]
    pub english: BTreeMap<String, String>,
    /// The source as opened.
    pub report: ReportV1,
    /// SHA-256 of all bytes before this line, which is the last but one; empty in files of the first days.
    #[serde(default)]
    pub checksum: String,
}

/// The source as opened.
#[derive(Clone, Debug, Deserialize)]
pub struct ReportV1 {
    /// File name.
    pub name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Format.
    pub format: String,
    /// Encoding.
    pub encoding: String,
    /// Notices of opening it.
    pub notices: Vec<String>,
    /// First and last byte of each page.
    pub pages: Vec<SpanV1>,
    /// First and last byte of each part recognised from a scan; absent where there is none.
    #[serde(default)]
    pub recognised: Vec<SpanV1>,
    /// Figures that Gouji recognised in pictures; absent where there are none.
    #[serde(default)]
    pub seen: Vec<SeenV1>,
    /// First and last byte of those of them whose column was inferred; absent where there are none.
    #[serde(default)]
    pub columns_inferred: Vec<SpanV1>,
    /// Grids, each as its cells.
    pub grids: Vec<Vec<GridCellV1>>,
    /// The text.
    pub text: String,
}

/// A sign-off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOffV1 {
    /// Who.
    pub by: String,
    /// When, seconds since 1970 UTC.
    pub at: u64,
    /// In spite of open errors or unread cells.
    #[serde(default)]
    pub forced: bool,
    /// How many of those.
    #[serde(default)]
    pub left_open: usize,
    /// Cells without a rule and without a decision.
    #[serde(default)]
    pub never_looked_at: usize,
    /// All that was open, by kind; absent in files written before it was counted.
    #[serde(
        default,
        deserialize_with = "unique::map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub open: BTreeMap<String, usize>,
}

/// What the reviewer said about a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableV1 {
    /// The report has no such table.
    Missing,
    /// It follows this edition.
    Edition(u16),
}

/// A cell: what was read, and what was decided.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CellV1 {
    /// The characters in the report.
    pub printed: String,
    /// The number as read; only in state `number`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The unit as read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The state as read, or `not-read` for a cell that only the reviewer's decision made.
    pub state: String,
    /// Whether the reader had a doubt.
    #[serde(default, skip_serializing_if = "is_false")]
    pub uncertain: bool,
    /// The doubt as a sentence, in files of the first days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The doubts, each as a code with what was printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<String>,
    /// Code of how the value came to its cell; absent where it stands beside its label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Where the characters stand.
    #[serde(default)]
    pub spans: Vec<SpanV1>,
    /// What the reviewer decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionV1>,
}

/// A decision about a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionV1 {
    /// Key of the verdict; absent while there is only a remark, or a content nobody stands for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub verdict: String,
    /// The number that holds; only in state `number`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The state that holds.
    pub state: String,
    /// Unit, if the reviewer set one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The characters typed or chosen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub entered: String,
    /// The consistent value beside the printed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternative: Option<String>,
    /// Evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<SpanV1>,
    /// A remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Where the value came from.
    pub origin: OriginV1,
}

/// Where a decided value came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OriginV1 {
    /// Typed.
    Typed,
    /// Judged without changing the value.
    Judged,
    /// Taken from the source.
    Source,
    /// Pasted.
    Pasted,
    /// A proposal, with its rank from 1, as files of the first days have it.
    Proposal(u32),
    /// A proposal.
    Repair {
        /// Its rank from 1; 0 for the part that all smallest proposals share.
        rank: u32,
        /// How much likelier it was than the best other one, in thousandths of a cost.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        margin: Option<i64>,
        /// What it rested on.
        #[serde(default, skip_serializing_if = "BasisV1::is_cells")]
        basis: BasisV1,
        /// How firmly the number stands; absent in files written before it was told apart.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        footing: Option<FootingV1>,
    },
}

/// What a proposal rested on.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BasisV1 {
    /// Single tokens misread.
    #[default]
    Cells,
    /// A damaged layout.
    Layout,
    /// An estimate.
    Estimate,
}

impl BasisV1 {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over a reference"
    )]
    fn is_cells(&self) -> bool {
        *self == Self::Cells
    }
}

/// How firmly the number of a proposal stands.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FootingV1 {
    /// The equations force it.
    Deduced,
    /// It satisfies the equations, as others would.
    Estimated,
}

/// A finding when the file was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingV1 {
    /// `error`, `warning` or `hint`.
    pub severity: String,
    /// `broken`, `conditional` or `undecided`.
    pub outcome: String,
    /// The finding in Chinese.
    pub text: String,
    /// The judgement that speaks of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<JudgementV1>,
}

/// A judgement of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgementV1 {
    /// Key of the verdict.
    pub verdict: String,
    /// A remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Stands for the figures that were judged.
    pub figures: String,
}

/// One line of the journal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum RecordV1 {
    /// A step.
    Do {
        /// When, seconds since 1970 UTC.
        at: u64,
        /// Who.
        by: String,
        /// What, in Chinese.
        label: String,
        /// Slot, before, after.
        changes: Vec<(SlotV1, Option<HeldV1>, Option<HeldV1>)>,
    },
    /// The newest step in effect was undone.
    Undo {
        /// When.
        at: u64,
        /// Who.
        by: String,
    },
    /// The step undone last was made again.
    Redo {
        /// When.
        at: u64,
        /// Who.
        by: String,
    },
}

/// Something that can be decided.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum SlotV1 {
    /// Sign-off.
    Report,
    /// Header field, by key.
    Header(String),
    /// Table, by key.
    Table(String),
    /// Cell, by key.
    Cell(String),
    /// Finding, by key.
    Finding(String),
}

/// What is decided.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum HeldV1 {
    /// Of the report.
    SignOff(SignOffV1),
    /// Of a header field.
    Text(String),
    /// Of a table.
    Table(TableV1),
    /// Of a cell.
    Decision(DecisionV1),
    /// Of a finding.
    Judgement(JudgementV1),
}

/// What the report says about itself.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct HeadingV1 {
    /// Office as read, with its places.
    pub office: Option<(String, Vec<SpanV1>)>,
    /// Year as read.
    pub year: Option<(String, Vec<SpanV1>)>,
    /// Period as read.
    pub period: Option<(String, Vec<SpanV1>)>,
    /// Section number and place of its heading.
    pub sections: Vec<(u8, SpanV1)>,
    /// Sentences about witnesses that disagree.
    pub disagreements: Vec<String>,
    /// What each of them is about; absent where there are none, and in files written before it was told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disputed: Vec<String>,
}

/// How much of a table was read.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct CoverageV1 {
    /// Found and expected.
    pub rows: (usize, usize),
    /// Read and expected.
    pub cells: (usize, usize),
    /// First and last line, from 1.
    pub lines: (usize, usize),
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes the field by reference"
)]
fn is_false(value: &bool) -> bool {
    !*value
}
