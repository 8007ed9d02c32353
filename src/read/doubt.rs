//! Why a value cannot be relied on without looking, as codes: files and other programs keep the code, and the sentence
//! is made when it is shown. No code compares a sentence.

use std::fmt;

use Open::{Column, Glyph, Row};
use Reach::{Beyond, Notice, Placing, WithinRow};

/// What a doubt leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Which digits are printed, or whether any are.
    Glyph,
    /// Which column of its row the value belongs to.
    Column,
    /// Which row it belongs to.
    Row,
}

/// How far the form's sums can settle a doubt, and what may be wrong as long as they do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// The number itself is one the row prints: only its column, or the meaning of its glyphs, is open.
    Placing,
    /// Another number, or none, may stand in this row; sums that hold dispel it.
    WithinRow,
    /// The same, and the sums may hold for the numbers of other rows.
    Beyond,
    /// Nothing is open but what nobody can know from the text; sums say nothing about it.
    Notice,
}

/// Why a cell is not certain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Glyphs were taken for the digits they look like.
    LookAlike {
        /// What stands in the text.
        printed: String,
        /// The number it was taken for.
        taken: String,
    },
    /// The number begins with a 0: several may have run together.
    LeadingZero {
        /// What stands in the text.
        printed: String,
    },
    /// The table is printed twice, and the two disagree.
    SecondPrint {
        /// What stands here.
        here: String,
        /// What stands in the other print.
        other: String,
    },
    /// A sentence of a file saved before doubts had codes, and for which no code stands.
    Told(String),
    /// Digits on the line below were joined to the number.
    Wrapped,
    /// One printed number was split over two cells.
    Fused,
    /// Taken apart from the lines of the table that stuck to it.
    Squeezed,
    /// Several cells stuck together: unread.
    Stuck,
    /// The page was recognised from a scan.
    Recognised,
    /// The picture does not show the figure clearly.
    Unclear,
    /// The figure was read in two ways: twice in the picture, or in the picture and in the text of the file.
    TwoReadings,
    /// Something illegible stands in the row, beside blanks.
    BesideGarble,
    /// Nothing stands here in a table that prints nearly all its cells.
    LoneBlank,
    /// The same, and the source shows the cell to be empty.
    ShownEmpty,
    /// The report prints zeros elsewhere in the column, and nothing stands here.
    BesideZeros,
    /// The row has no number while the table has some nobody claimed.
    NumbersLeft,
    /// The table prints its zeros, and nothing was recognised here.
    NothingRecognised,
    /// Lines of numbers stand outside all tables.
    NumbersAstray,
    /// The numbers of another table are not lined up with its rows.
    NumbersScattered,
    /// Several rows of the table are damaged, and nothing was recognised here.
    TableDamaged,
    /// A table without numbers that something illegible follows.
    GarbleBehind,
    /// A table without numbers in a report that lost some elsewhere.
    ReportDamaged,
    /// Not one number was read of the table.
    NoNumber,
    /// The row may have more numbers than were recognised.
    ShortInDamaged,
    /// A cell of the row was not recognised: the others may be its neighbours.
    RowShort,
    /// Fewer numbers than cells and nothing shows the columns.
    ByOrder,
    /// Blanks left out; distances of lines and sums of groups tell the columns.
    ByGaps,
    /// The columns of neighbouring rows tell the column.
    ByRuler,
    /// The row's fields do not line up with those of others.
    Ragged,
    /// Something illegible stands among the row's numbers.
    AmongGarbled,
    /// Cells of the row stuck together: the others may stand elsewhere.
    BesideStuck,
    /// More numbers than cells.
    Surplus,
    /// A count has decimals: two cells were printed the other way round.
    SwappedKinds,
    /// Columns printed in another order than the form's; sums tell them.
    Rearranged,
    /// The table shows no blank between two numbers: blanks may have been dropped and the numbers moved left.
    Collapsed,
    /// Blanks left out; the sums of the columns hold in several ways.
    SeveralWays,
    /// The row has numbers and no total: the last of them may be the total, and all may stand in other columns.
    TotalBlank,
    /// The numbers of the row are less than its total, and nothing stands here.
    ShortOfTotal,
    /// The label is badly damaged.
    LabelDamaged,
    /// The label is lost; the order of rows tells the row.
    LabelLost,
    /// The heads over the row name other columns than the form, or some of them in another order.
    OtherHeads,
    /// The head of another column stands between label and numbers.
    HeadBetween,
    /// Numbers stand on both sides of the label.
    LabelBetween,
    /// The numbers of the row stand on the other side of its label than those of most rows.
    OtherSide,
    /// The row does not stand where the form has it.
    OutOfOrder,
    /// Several labels and then several rows of numbers.
    Queued,
    /// Numbers nobody claimed stand in the table.
    Astray,
    /// Sums alone tell which row the numbers belong to.
    BySums,
    /// Numbers apart from their labels, dealt in order.
    Apart,
    /// Numbers below the heads of their columns: the order of rows is inferred.
    UnderHeads,
    /// Numbers below heads of a group that nothing names.
    Unsettled,
    /// The table breaks many equations.
    Unproven,
    /// The row holds the numbers of the row before it, and the sums fail: an engine may have written it twice.
    Repeated,
    /// Another cell claims the same characters.
    ClaimedTwice,
    /// No sum bears the number out, and glyphs of the text were misread elsewhere.
    Misread,
    /// Nobody read the number: it merely satisfies the equations.
    Estimated,
}

/// A doubt that is nothing but its code, the code, what is open, how far sums reach, and the sentence in Chinese and
/// English.
type Fact = (Doubt, &'static str, Open, Reach, &'static str, &'static str);

// One line a doubt: a table is read in columns.
#[rustfmt::skip]
static FACTS: [Fact; 52] = [
    (Doubt::Wrapped, "wrapped", Glyph, Placing, "数字折成两行印，按本行合计接上", "the number is printed over two lines; joined so that the row's total holds"),
    (Doubt::Fused, "fused", Glyph, Beyond, "印作一个数字，按行内格数拆成两格", "printed as one number; split over two cells by the count of cells in the row"),
    (Doubt::Squeezed, "squeezed", Glyph, Beyond, "本行数字与表格线粘连，按格数和本行合计拆开识读", "numbers stick to the lines of the table; taken apart by the count of cells and the row's total"),
    (Doubt::Stuck, "stuck", Glyph, Beyond, "几格数字粘连，无法分开", "several cells stick together and cannot be taken apart"),
    (Doubt::Recognised, "recognised", Glyph, Notice, "这一页的文字是从扫描件识别出来的", "the text of this page was recognised from a scan"),
    (Doubt::Unclear, "unclear", Glyph, Beyond, "图片上这个数看不清，可能识别错了", "the figure is not clear in the picture and may have been misread"),
    (Doubt::TwoReadings, "two-readings", Glyph, Beyond, "图上读了两遍，或图与文件自带的文字，读出的数不同", "two readings of the picture, or the picture and the text of the file, give different figures"),
    (Doubt::BesideGarble, "beside-garble", Glyph, WithinRow, "本行有无法辨认的字，空白处可能印有数字", "something illegible stands in the row; a number may be printed where it looks blank"),
    (Doubt::LoneBlank, "lone-blank", Glyph, WithinRow, "同表多数单元格都印有数字，这里什么也没有", "most cells of the table hold a number, and nothing stands here"),
    (Doubt::ShownEmpty, "shown-empty", Glyph, WithinRow, "同表多数单元格都印有数字，这一格是空的", "most cells of the table hold a number, and this one is empty"),
    (Doubt::BesideZeros, "beside-zeros", Glyph, Beyond, "同列别处印有 0，这里什么也没有", "the column has zeros elsewhere, and nothing stands here"),
    (Doubt::NumbersLeft, "numbers-left", Glyph, Beyond, "本行没有数字，而表内另有未归属的数字", "the row has no number, and the table has numbers that were assigned to no cell"),
    (Doubt::NothingRecognised, "nothing-recognised", Glyph, Beyond, "同表的 0 都印出，这里没有识读到数字", "the table prints its zeros, and no number was found here"),
    (Doubt::NumbersAstray, "numbers-astray", Glyph, Beyond, "表外有许多单独成行的数字，可能是本表的", "many lines of numbers stand outside the tables; some may belong here"),
    (Doubt::NumbersScattered, "numbers-scattered", Glyph, Beyond, "别的表的数字没有对准行列，其中可能有本表的", "numbers of another table are not lined up with its rows; some may belong here"),
    (Doubt::TableDamaged, "table-damaged", Glyph, WithinRow, "本表有几行受损，没有识读到数字的格不能确认是空白", "some rows of the table are damaged; where no number was found, it is not certain that the cell is blank"),
    (Doubt::GarbleBehind, "garble-behind", Glyph, Beyond, "表后一行可能是本表的数字", "the line behind the table may hold its numbers"),
    (Doubt::ReportDamaged, "report-damaged", Glyph, Beyond, "前面的表有几行缺失或受损，本表没有识读到数字，不能确认是空白", "an earlier table lost rows; no number was found in this one, and it is not certain that it is blank"),
    (Doubt::NoNumber, "no-number", Glyph, Beyond, "整张表没有识读到一个数，不能确认都是空白", "not one number of the table was read; it is not certain that its cells are blank"),
    (Doubt::ShortInDamaged, "short-in-damaged", Column, WithinRow, "本表有几行受损，本行可能还有数字没有识读到", "some rows of the table are damaged; this one may have lost numbers"),
    (Doubt::RowShort, "row-short", Column, WithinRow, "本行有单元格没有识读到，其余数字的位置是推断的", "a cell of the row was not read; the places of the others are inferred"),
    (Doubt::ByOrder, "by-order", Column, Placing, "本行数字少于单元格，又没有列位可依，位置是推断的", "fewer numbers than cells, and nothing shows the columns: places are inferred"),
    (Doubt::ByGaps, "by-gaps", Column, Placing, "空白处没有印出，按行距和各组总计推断位置", "blanks are not printed; places are inferred from distances and totals"),
    (Doubt::ByRuler, "by-ruler", Column, Placing, "本行有缺，按与邻行对齐的列位推断", "something is missing in the row; places are inferred from the rows around it"),
    (Doubt::Ragged, "ragged", Column, WithinRow, "本行列位不齐，按先后顺序放置", "the row is not lined up with the others; its numbers are placed in order"),
    (Doubt::AmongGarbled, "among-garbled", Column, WithinRow, "本行有无法辨认的字，按先后顺序放置", "something illegible stands in the row; its numbers are placed in order"),
    (Doubt::BesideStuck, "beside-stuck", Column, WithinRow, "本行有几格数字粘连，其余数字可能不在自己的格里", "some cells of the row stick together; the others may not stand in their own cells"),
    (Doubt::Surplus, "surplus", Column, Beyond, "本行数字比单元格多，哪些是本行的数是推断的", "more numbers than cells; which of them count is inferred"),
    (Doubt::SwappedKinds, "swapped-kinds", Column, Beyond, "件数应为整数，这里印有小数：两格的先后是推断的", "a count is a whole number, and a decimal stands here: the order of the two cells is inferred"),
    (Doubt::Rearranged, "rearranged", Column, Beyond, "数字与行标签分开印，各列的先后是按合计推断的", "numbers are printed apart from their labels; the order of columns is inferred from the totals"),
    (Doubt::Collapsed, "collapsed", Column, Placing, "本表没有一处空格夹在两个数字之间，空格可能被略去，数字可能左移", "the table shows no blank between two numbers: blanks may have been dropped and numbers moved to the left"),
    (Doubt::SeveralWays, "several-ways", Column, Notice, "空格没有印出，按各列合计放置，不止一种放法成立", "blanks are not printed; the totals hold in more than one way of placing the numbers"),
    (Doubt::TotalBlank, "total-blank", Column, Notice, "本行有数而总计空白，各数可能不在自己的列里", "the row has numbers and no total: they may stand in other columns than their own"),
    (Doubt::ShortOfTotal, "short-of-total", Glyph, Beyond, "本行各项之和小于总计，这里什么也没有", "the numbers of the row are less than its total, and nothing stands here"),
    (Doubt::LabelDamaged, "label-damaged", Row, Beyond, "本行标签损坏严重", "the label of the row is badly damaged"),
    (Doubt::LabelLost, "label-lost", Row, Beyond, "本行标签缺失，按行序推断", "the label of the row is missing; the row is inferred from the order"),
    (Doubt::OtherHeads, "other-heads", Column, Notice, "表头各栏的名称或先后与规定格式不同，认不全，数字可能是别的栏的", "the heads name other columns than the form, or these in another order; the number may be another column's"),
    (Doubt::HeadBetween, "head-between", Row, Beyond, "本行标签与数字之间印有别的栏目名，可能是那一栏的数字", "another heading stands between the label and the numbers; they may belong to that heading"),
    (Doubt::LabelBetween, "label-between", Row, Beyond, "数字印在本行标签的前后两处，可能混有邻行的数字", "numbers stand before and behind the label; some may be those of the next row"),
    (Doubt::OtherSide, "other-side", Row, Beyond, "本行数字与标签的先后和多数行不同，可能是邻行的数字", "the numbers stand on the other side of the label than in most rows; they may be those of the next row"),
    (Doubt::OutOfOrder, "out-of-order", Row, Beyond, "本行没有印在表式规定的位置，按行标签对应", "the row is not printed where the form has it; it was found by its label"),
    (Doubt::Queued, "queued", Row, Beyond, "几行标签与几行数字分开印，按先后顺序对应", "several labels, then several rows of numbers: assigned in order"),
    (Doubt::Astray, "astray", Row, Beyond, "表内有未归属的数字，本行数字是否属于本行是推断的", "the table has numbers that were assigned to no cell; that the numbers here belong to this row is inferred"),
    (Doubt::BySums, "by-sums", Row, Beyond, "数字与行标签分开印，按各行合计和勾稽关系推断属于哪一行", "numbers are printed apart from their labels; the row is inferred from totals and equations"),
    (Doubt::Apart, "apart", Row, Beyond, "数字与行标签分开印，按先后顺序对应", "numbers are printed apart from their labels: assigned in order"),
    (Doubt::UnderHeads, "under-heads", Row, Beyond, "数字按列印在各列标签之后，行的先后是推断的", "numbers stand below the heads of their columns; the order of rows is inferred"),
    (Doubt::Unsettled, "unsettled", Row, Beyond, "各格的数字分散印在列标签之下，属于哪一组是推断的", "numbers stand scattered below the heads; which group they belong to is inferred"),
    (Doubt::Repeated, "repeated", Row, Beyond, "本行与上一行完全相同，而合计不成立，可能是重复识读的一行", "the row equals the one before it, and the totals do not hold: it may have been read twice"),
    (Doubt::Misread, "misread", Glyph, Beyond, "原文有多处识别错误的字，这个数没有勾稽关系可以核对", "several figures of the text were misread, and no rule covers this one"),
    (Doubt::ClaimedTwice, "claimed-twice", Row, Beyond, "原文的同一处文字归入了两格，其中一格有误", "the same characters were taken for two cells"),
    (Doubt::Estimated, "estimated", Glyph, Beyond, "估计的数，可能不是原文", "an estimate, which may differ from what is printed"),
    (Doubt::Unproven, "unproven", Row, Beyond, "本表许多勾稽关系不成立，数字可能没有对准行列", "many equations of the table do not hold: its numbers may not be lined up"),
];

/// What stands between the reasons of one cell in a sentence.
const BETWEEN: &str = "；";

impl Doubt {
    /// The code that files and other programs know it by, without what was printed.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.facts().0
    }

    /// What it leaves open.
    #[must_use]
    pub fn open(&self) -> Open {
        self.facts().1
    }

    /// Whether the cell may hold another number than was read, or one that was not read at all. That its page is a scan,
    /// that its column was inferred, that the source shows it to be empty, or that a glyph was taken for the digit it
    /// looks like, leaves no number open.
    #[must_use]
    pub fn leaves_number_open(&self) -> bool {
        let is_empty_cell = *self == Self::ShownEmpty;
        !is_empty_cell && matches!(self.facts().2, Reach::WithinRow | Reach::Beyond)
    }

    /// Whether sums that hold dispel it: it says where in its row a number belongs, what a glyph means, or that something
    /// may have got lost, not that the numbers may be those of another row.
    #[must_use]
    pub fn yields_to_sums(&self) -> bool {
        matches!(self.facts().2, Reach::Placing | Reach::WithinRow)
    }

    /// Whether the column is open and nothing in the source shows it.
    #[must_use]
    pub fn leaves_column_open(&self) -> bool {
        matches!(self, Self::ByOrder | Self::Collapsed)
    }

    /// Whether the column was inferred: the number may be that of another cell of its row.
    #[must_use]
    pub fn is_inferred_column(&self) -> bool {
        matches!(
            self,
            Self::ByOrder | Self::ByGaps | Self::ByRuler | Self::Collapsed | Self::SeveralWays
        )
    }

    /// Code, what is open, and how far sums reach.
    fn facts(&self) -> (&'static str, Open, Reach) {
        match self {
            Self::LookAlike { .. } => ("look-alike", Glyph, Notice),
            Self::LeadingZero { .. } => ("leading-zero", Glyph, Beyond),
            Self::SecondPrint { .. } => ("second-print", Glyph, Beyond),
            _ => self
                .plain()
                .map_or(("told", Row, Beyond), |(_, code, open, reach, ..)| {
                    (*code, *open, *reach)
                }),
        }
    }

    /// Its line in the table, if it is nothing but its code.
    fn plain(&self) -> Option<&'static Fact> {
        FACTS.iter().find(|(doubt, ..)| doubt == self)
    }

    /// The sentence in English; one that an older file told stands as it was told.
    #[must_use]
    pub fn english(&self) -> String {
        match self {
            Self::LookAlike { printed, taken } => {
                format!("printed “{printed}”, taken for {taken}, which looks alike")
            }
            Self::LeadingZero { printed } => {
                format!("“{printed}” begins with 0: several numbers may have run together")
            }
            Self::SecondPrint { here, other } => {
                format!("the table is printed twice: “{here}” here, “{other}” there")
            }
            Self::Told(why) => why.clone(),
            _ => self.plain().map_or("", |(.., text)| text).to_owned(),
        }
    }

    /// The code with what was printed, as files keep it: `look-alike:O=0`.
    #[must_use]
    pub fn stored(&self) -> String {
        let code = self.code();
        match self {
            Self::LookAlike { printed, taken } => format!("{code}:{printed}={taken}"),
            Self::LeadingZero { printed } => format!("{code}:{printed}"),
            Self::SecondPrint { here, other } => format!("{code}:{here}\n{other}"),
            Self::Told(why) => format!("{code}:{why}"),
            _ => code.to_owned(),
        }
    }

    /// The doubt that [`Doubt::stored`] wrote; what is not understood is told as it stands.
    #[must_use]
    pub fn from_stored(stored: &str) -> Self {
        let plain = FACTS.iter().find(|(_, code, ..)| *code == stored);
        let detailed = || {
            let (code, detail) = stored.split_once(':')?;
            let told = |text: &str| text.to_owned();
            match code {
                "look-alike" => {
                    let (printed, taken) = detail.rsplit_once('=')?;
                    let (printed, taken) = (told(printed), told(taken));
                    Some(Self::LookAlike { printed, taken })
                }
                "leading-zero" => Some(Self::LeadingZero {
                    printed: told(detail),
                }),
                "second-print" => {
                    let (here, other) = detail.split_once('\n')?;
                    let (here, other) = (told(here), told(other));
                    Some(Self::SecondPrint { here, other })
                }
                "told" => Some(Self::Told(told(detail))),
                _ => None,
            }
        };
        plain
            .map(|(doubt, ..)| doubt.clone())
            .or_else(detailed)
            .unwrap_or_else(|| Self::Told(stored.to_owned()))
    }

    /// The doubts of a reason that a file saved before doubts had codes tells in sentences.
    #[must_use]
    pub fn from_sentences(why: &str) -> Vec<Self> {
        let mut doubts = Vec::new();
        for sentence in why.split(BETWEEN) {
            let plain = FACTS.iter().find(|(.., text, _)| *text == sentence);
            let look_alike = || {
                let (printed, taken) = sentence
                    .strip_prefix("印作“")?
                    .split_once("”，按形近字读作 ")?;
                let (printed, taken) = (printed.to_owned(), taken.to_owned());
                Some(Self::LookAlike { printed, taken })
            };
            let told = || Self::Told(sentence.to_owned());
            doubts.push(
                plain
                    .map(|(doubt, ..)| doubt.clone())
                    .or_else(look_alike)
                    .unwrap_or_else(told),
            );
        }
        doubts
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LookAlike { printed, taken } => {
                write!(f, "印作“{printed}”，按形近字读作 {taken}")
            }
            Self::LeadingZero { printed } => {
                write!(f, "“{printed}”以 0 开头，可能是几个数字粘连")
            }
            Self::SecondPrint { here, other } => {
                write!(f, "本表印了两次，这里是“{here}”，另一处是“{other}”")
            }
            Self::Told(why) => f.write_str(why),
            _ => f.write_str(self.plain().map_or("", |(.., text, _)| text)),
        }
    }
}

/// The reasons of one cell as a sentence; `None` where there is none.
#[must_use]
pub fn sentence(doubts: &[Doubt]) -> Option<String> {
    let reasons: Vec<String> = doubts.iter().map(ToString::to_string).collect();
    (!reasons.is_empty()).then(|| reasons.join(BETWEEN))
}

/// The same in English.
#[must_use]
pub fn english_sentence(doubts: &[Doubt]) -> Option<String> {
    let reasons: Vec<String> = doubts.iter().map(Doubt::english).collect();
    (!reasons.is_empty()).then(|| reasons.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Doubt> {
        let detailed = [
            Doubt::LookAlike {
                printed: "=O".to_owned(),
                taken: "0".to_owned(),
            },
            Doubt::LeadingZero {
                printed: "012".to_owned(),
            },
            Doubt::SecondPrint {
                here: "1：2".to_owned(),
                other: String::new(),
            },
            Doubt::Told("旧版的说明".to_owned()),
        ];
        FACTS
            .iter()
            .map(|(doubt, ..)| doubt.clone())
            .chain(detailed)
            .collect()
    }

    #[test]
    fn what_files_keep_comes_back() {
        for doubt in all() {
            assert_eq!(Doubt::from_stored(&doubt.stored()), doubt);
        }
        let unknown = Doubt::Told("of-a-later-version".to_owned());
        assert_eq!(Doubt::from_stored("of-a-later-version"), unknown);
    }

    #[test]
    fn each_doubt_has_a_sentence_in_both_languages() {
        let is_chinese = |text: &str| text.chars().any(|c| ('一'..='龥').contains(&c));
        for doubt in all() {
            assert!(is_chinese(&doubt.to_string()), "{doubt:?}");
            if !matches!(doubt, Doubt::Told(_)) {
                let english = doubt.english();
                assert!(!english.is_empty() && !is_chinese(&english), "{doubt:?}");
            }
        }
    }

    #[test]
    fn each_doubt_has_a_code_of_its_own() {
        let mut codes: Vec<&str> = all().iter().map(Doubt::code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all().len());
    }

    #[test]
    fn sentences_of_older_files_become_codes() {
        let why = "印作“o”，按形近字读作 0；本行有缺，按与邻行对齐的列位推断；说不清";
        let expected = [
            Doubt::LookAlike {
                printed: "o".to_owned(),
                taken: "0".to_owned(),
            },
            Doubt::ByRuler,
            Doubt::Told("说不清".to_owned()),
        ];
        assert_eq!(Doubt::from_sentences(why), expected);
        assert_eq!(sentence(&expected).as_deref(), Some(why));
    }

    #[test]
    fn a_lost_label_or_something_illegible_leaves_the_number_open() {
        let is_open = Doubt::leaves_number_open;
        assert!(!is_open(&Doubt::from_stored("look-alike:o=0")));
        assert!(!is_open(&Doubt::ByRuler));
        assert!(!is_open(&Doubt::Recognised));
        assert!(!is_open(&Doubt::ShownEmpty));
        assert!(is_open(&Doubt::LabelLost));
        assert!(is_open(&Doubt::BesideGarble));
    }
}
