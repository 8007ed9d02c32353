//! How a value came to its cell: what a reviewer is told of it, and what files keep.

/// The evidence that put a value into its cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// It stands beside its label, as many numbers as cells.
    #[default]
    Beside,
    /// It stands in a field of its own: between tabs, pipes or the borders of a table.
    Grid,
    /// The head of its column stands above it in the table.
    Heads,
    /// It stands below the numbers of other rows, or at a distance that tells its column.
    Ruler,
    /// Each cell has a line of its own.
    Down,
    /// The order of numbers, and nothing else.
    Order,
    /// Labels first, numbers behind them, dealt in order.
    Queued,
    /// The numbers of the table stand in bands of columns apart from the labels.
    Bands,
    /// Sums tell where it belongs.
    Sums,
}

const ALL: [Method; 9] = [
    Method::Beside,
    Method::Grid,
    Method::Heads,
    Method::Ruler,
    Method::Down,
    Method::Order,
    Method::Queued,
    Method::Bands,
    Method::Sums,
];

impl Method {
    /// The code that files and other programs know it by.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Beside => "beside",
            Self::Grid => "grid",
            Self::Heads => "heads",
            Self::Ruler => "ruler",
            Self::Down => "down",
            Self::Order => "order",
            Self::Queued => "queued",
            Self::Bands => "bands",
            Self::Sums => "sums",
        }
    }

    /// The method with this code; the first one for a code of a later version.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        let known = ALL.into_iter().find(|method| method.code() == code);
        known.unwrap_or_default()
    }

    /// What a reviewer is told of it, in Chinese.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Beside => "紧跟在本行标签后，数目与单元格相符",
            Self::Grid => "在表格里自成一格",
            Self::Heads => "按表头所在的列对应",
            Self::Ruler => "按与邻行对齐的列位对应",
            Self::Down => "每格一行，按行距对应",
            Self::Order => "按先后顺序放置",
            Self::Queued => "标签与数字分开印，按先后顺序对应",
            Self::Bands => "数字与标签分开印，按版面先后、列标签放进各格",
            Self::Sums => "按合计和勾稽关系推断",
        }
    }

    /// The same in English.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::Beside => "beside its label, as many numbers as cells",
            Self::Grid => "in a field of its own",
            Self::Heads => "below the head of its column",
            Self::Ruler => "in line with the rows near it",
            Self::Down => "on a line of its own",
            Self::Order => "in order; nothing else shows the cell",
            Self::Queued => "apart from its label, assigned in order",
            Self::Bands => "apart from its label, in bands of columns",
            Self::Sums => "by sums alone",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_come_back() {
        for method in ALL {
            assert_eq!(Method::from_code(method.code()), method);
        }
    }
}
