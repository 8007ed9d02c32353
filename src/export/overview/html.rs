//! The page around the sections.

/// A section: its heading, and its content as HTML.
pub(super) struct Section {
    pub title: &'static str,
    pub content: String,
}

const STYLE: &str = "
:root{color-scheme:light dark;--ink:#1d2733;--weak:#5b6774;--line:#d9dee4;--a:#2f6fab;--b:#c8741c;--c:#9aa5b1;--paper:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e6ebf0;--weak:#9fabb8;--line:#38424d;--a:#6aa7e0;--b:#e0a050;--c:#6b7783;--paper:#171c22}}
body{margin:2rem auto;max-width:60rem;padding:0 1rem;background:var(--paper);color:var(--ink);font:15px/1.6 \"Noto Sans SC\",\"Microsoft YaHei\",\"PingFang SC\",sans-serif}
h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
p{margin:.4rem 0}.weak,.axis{color:var(--weak);fill:var(--weak)}
svg{width:100%;height:auto;font-size:13px;fill:var(--ink)}svg.small{width:16rem}.axis{font-size:11px}
.name{text-anchor:end}.a{fill:var(--a)}.b{fill:var(--b)}.c{fill:var(--c)}
.key{display:inline-block;width:.8em;height:.8em;margin:0 .3em 0 1em}.key.a{background:var(--a)}.key.b{background:var(--b)}.key.c{background:var(--c)}
table{border-collapse:collapse;width:100%;font-size:13px}td,th{padding:.2rem .5rem;border-bottom:1px solid var(--line);text-align:left}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.grid{display:flex;flex-wrap:wrap;gap:1rem 2rem}
";

/// The whole page.
pub(super) fn page(name: &str, day: &str, sections: &[Section]) -> String {
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
        page.push_str(&["<h2>", section.title, "</h2>\n", &section.content, "\n"].concat());
    }
    page.push_str("</body></html>\n");
    page
}

/// `text` as the content of an element or an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A table; columns of numbers are to the right. Cells are escaped here.
pub(super) fn table(heads: &[(&str, bool)], rows: &[Vec<String>]) -> String {
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

/// The colours of a picture and what they mean.
pub(super) fn key(names: &[(&str, &str)]) -> String {
    let part =
        |(class, name): &(&str, &str)| ["<span class=\"key ", class, "\"></span>", name].concat();
    let parts: Vec<String> = names.iter().map(part).collect();
    ["<p class=\"weak\">", &parts.concat(), "</p>"].concat()
}

/// A paragraph.
pub(super) fn paragraph(text: &str) -> String {
    ["<p>", &escaped(text), "</p>"].concat()
}
