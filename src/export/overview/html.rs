//! The page: sections as HTML and SVG, in Chinese, and the list of all reports.

use crate::dataset::queue::Standing;
use crate::export::overview::charts::{Picture, Section};
use crate::export::overview::reports::Report;
use crate::export::overview::svg;
use crate::export::overview::words::{chinese, class, escaped};
use crate::review::problems::ProblemKind;

const STYLE: &str = "
:root{color-scheme:light dark;--ink:#1d2733;--weak:#5b6774;--line:#d9dee4;--plain:#2f6fab;--caution:#c8741c;--rest:#9aa5b1;--good:#2e8555;--doubt:#7d4bb0;--bad:#be2f2a;--paper:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e6ebf0;--weak:#9fabb8;--line:#38424d;--plain:#6aa7e0;--caution:#e0a050;--rest:#6b7783;--good:#71c798;--doubt:#c09af0;--bad:#f48c84;--paper:#171c22}}
body{margin:2rem auto;max-width:60rem;padding:0 1rem;background:var(--paper);color:var(--ink);font:15px/1.6 \"Noto Sans SC\",\"Microsoft YaHei\",\"PingFang SC\",sans-serif}
h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
p{margin:.4rem 0}.weak,.axis{color:var(--weak);fill:var(--weak)}
svg{width:100%;height:auto;font-size:13px;fill:var(--ink)}svg.small{width:16rem}.axis{font-size:11px}
.name{text-anchor:end}.plain{fill:var(--plain)}.caution{fill:var(--caution)}.rest{fill:var(--rest)}.good{fill:var(--good)}.doubt{fill:var(--doubt)}.bad{fill:var(--bad)}
.key{display:inline-block;width:.8em;height:.8em;margin:0 .3em 0 1em}.key.plain{background:var(--plain)}.key.caution{background:var(--caution)}.key.rest{background:var(--rest)}.key.good{background:var(--good)}.key.doubt{background:var(--doubt)}.key.bad{background:var(--bad)}
table{border-collapse:collapse;width:100%;font-size:13px}td,th{padding:.2rem .5rem;border-bottom:1px solid var(--line);text-align:left}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.grid{display:flex;flex-wrap:wrap;gap:1rem 2rem}
";

/// The whole page.
pub(super) fn page(name: &str, day: &str, sections: &[Section], reports: &[Report]) -> String {
    let name = escaped(name);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{name} 数据集概览</title><style>{STYLE}</style></head>\n\
         <body><h1>{name} 数据集概览</h1><p class=\"weak\">勾稽 {}，{}</p>\n",
        env!("CARGO_PKG_VERSION"),
        escaped(day)
    );
    for section in sections {
        let [title, _] = section.title;
        page.push_str(&["<h2>", title, "</h2>\n", &content(section), "\n"].concat());
    }
    page.push_str(&["<h2>全部报告</h2>\n", &list(reports), "\n"].concat());
    page.push_str("</body></html>\n");
    page
}

fn content(section: &Section) -> String {
    let said = section.said.iter().map(|[chinese, _]| paragraph(chinese));
    let mut content: String = said.collect();
    if !section.key.is_empty() {
        let parts = section.key.iter().map(|(tone, name)| {
            let name = escaped(&chinese(name));
            ["<span class=\"key ", class(*tone), "\"></span>", &name].concat()
        });
        let parts: String = parts.collect();
        content.push_str(&["<p class=\"weak\">", &parts, "</p>"].concat());
    }
    let is_small = |picture: &Picture| matches!(picture, Picture::Histogram { .. });
    let has_small = section.pictures.iter().any(is_small);
    if has_small {
        content.push_str("<div class=\"grid\">");
    }
    content.extend(section.pictures.iter().map(drawn));
    if has_small {
        content.push_str("</div>");
    }
    content
}

fn drawn(picture: &Picture) -> String {
    match picture {
        Picture::Bars(bars) if bars.is_empty() => String::new(),
        Picture::Bars(bars) => svg::bars(bars),
        Picture::Histogram { name, n, tenths } => {
            let [name, _] = name;
            let heading = escaped(&format!("{name}（{n} 份）"));
            let picture = svg::histogram(tenths);
            ["<div><p>", &heading, "</p>", &picture, "</div>"].concat()
        }
    }
}

fn list(reports: &[Report]) -> String {
    const KINDS: [ProblemKind; 5] = [
        ProblemKind::Broken,
        ProblemKind::Unread,
        ProblemKind::Estimated,
        ProblemKind::Uncertain,
        ProblemKind::Doubtful,
    ];
    let mut heads = vec![
        ("文件", false),
        ("机关", false),
        ("年度", true),
        ("状态", false),
    ];
    heads.extend(KINDS.map(|kind| (kind.name(), true)));
    let row = |report: &Report| {
        let entry = report.entry;
        let mut row = vec![
            report.file.to_owned(),
            entry.office.clone(),
            entry.year.clone(),
            Standing::name(entry.standing).to_owned(),
        ];
        let open = entry.counts();
        row.extend(KINDS.map(|kind| open.of(kind).to_string()));
        row
    };
    let rows: Vec<Vec<String>> = reports.iter().map(row).collect();
    table(&heads, &rows)
}

/// A table; columns of numbers are to the right. Cells are escaped here.
fn table(heads: &[(&str, bool)], rows: &[Vec<String>]) -> String {
    let class = |is_number: bool| if is_number { " class=\"n\"" } else { "" };
    let mut table = String::from("<table><tr>");
    for (head, is_number) in heads {
        table.push_str(&["<th", class(*is_number), ">", head, "</th>"].concat());
    }
    table.push_str("</tr>\n");
    for row in rows {
        table.push_str("<tr>");
        for (cell, (_, is_number)) in row.iter().zip(heads) {
            table.push_str(&["<td", class(*is_number), ">", &escaped(cell), "</td>"].concat());
        }
        table.push_str("</tr>\n");
    }
    table.push_str("</table>");
    table
}

/// A paragraph.
fn paragraph(text: &str) -> String {
    ["<p>", &escaped(text), "</p>"].concat()
}
