//! What goes out beside a table: what its columns mean, how to cite it, and the sums of the files.

use crate::export::data::error::TableError;
use crate::export::data::formats::stata_name;
use crate::export::data::options::{Options, Shape};
use crate::export::day::instant;

/// What a table holds, as the files beside it tell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    /// Reports in it.
    pub n_reports: usize,
    /// Reports in it that are signed off, by force or not.
    pub n_signed: usize,
    /// Rows.
    pub n_rows: u64,
    /// When it was made, in seconds since 1970 UTC.
    pub at_secs: u64,
}

/// The columns as CSV: name, name in Stata, kind, meaning.
///
/// # Errors
/// When the library refuses a text.
pub(super) fn codebook_csv(options: Options) -> Result<String, TableError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut lines = vec![["name", "stata_name", "type", "label_zh", "label_en"].map(str::to_owned)];
    lines.extend(options.shape.columns().into_iter().map(|column| {
        let stata_name = stata_name(&column.name);
        let kind = column.kind.name().to_owned();
        [column.name, stata_name, kind, column.zh, column.en]
    }));
    for line in lines {
        writer
            .write_record(line)
            .map_err(TableError::from_library)?;
    }
    let bytes = writer.into_inner().map_err(TableError::from_library)?;
    String::from_utf8(bytes).map_err(TableError::from_library)
}

/// The columns for a person.
#[must_use]
pub(super) fn codebook_md(name: &str, options: Options, facts: &Facts) -> String {
    let row = match options.shape {
        Shape::Cells => "一行是一份报告的一格 (one row a cell)",
        Shape::Reports => "一行是一份报告 (one row a report)",
        Shape::Forms => {
            "一份报告一张工作表，照法定表格排列；下列各列是每格的出处 (one sheet a report)"
        }
    };
    let mut text = format!(
        "# {name}\n\n{row}。共 {} 份报告（已审定 {} 份），{} 行。\n\n\
         没有数的格分为空白 blank、横线 dash、文字 words、未识读 unreadable、无此格 absent：逐格表见 state 列，逐份表见 not_numbers 列；\
         .dta 中为 .b .d .w .u .x。空白不是 0。比率只在分子分母各格都有数时给出。\n\n\
         | 列 | 类型 | 含义 | meaning |\n|---|---|---|---|\n",
        facts.n_reports, facts.n_signed, facts.n_rows
    );
    for column in options.shape.columns() {
        let cells = [&column.name, column.kind.name(), &column.zh, &column.en];
        let cells = cells.map(|cell| cell.replace('|', "\\|"));
        text.push_str(&["| ", &cells.join(" | "), " |\n"].concat());
    }
    text
}

/// How to cite the table: Citation File Format 1.2.0, to be completed by whoever publishes it.
#[must_use]
pub(super) fn citation(name: &str, facts: &Facts, sha256: &str) -> String {
    let moment = instant(facts.at_secs);
    let day = moment.get(..10).unwrap_or(&moment);
    let title = serde_json::Value::from(name);
    format!(
        "cff-version: 1.2.0\nmessage: 请在发布前补上作者 (complete the authors before publishing).\ntype: dataset\n\
         title: {title}\ndate-released: {day}\nauthors:\n  - name: 待填 (to be filled in)\n\
         abstract: 政府信息公开工作年度报告数据集，{} 份报告，其中 {} 份已审定。\nidentifiers:\n  - type: other\n    value: sha256:{sha256}\n\
         keywords:\n  - 政府信息公开\n  - 年度报告\n",
        facts.n_reports, facts.n_signed
    )
}

/// Lines as `sha256sum -c` reads them.
#[must_use]
pub(super) fn sums(files: &[(String, String)]) -> String {
    let lines = files
        .iter()
        .map(|(name, sha256)| format!("{sha256}  {name}\n"));
    lines.collect()
}
