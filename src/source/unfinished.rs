//! Whether a web page ends before its end: a download that broke off leaves a tag, a comment or a table open.
//!
//! What HTML lets an author leave out (`</p>`, `</td>`, `</tr>`, `</body>`, `</html>`) is no sign of it. Where the page
//! says that it ends (`</body>` or `</html>`), forgotten tags before that are carelessness, and nothing is missing.

use std::collections::BTreeMap;

/// What to tell the reviewer of a page that ends too early.
pub const NOTICE: [&str; 2] = [
    "网页不完整：文件在中途断开，后面的内容没有读到。请在浏览器里重新打开原网页，完整保存后再打开。",
    "The page is incomplete: the file breaks off, and the rest was not read. Open the web page again in a browser, save it completely, and open that.",
];

/// Elements whose end tag must not be left out, as far as reports use them.
const PAIRED: [&str; 16] = [
    "table", "div", "section", "article", "main", "center", "form", "ul", "ol", "span", "font",
    "strong", "b", "h1", "h2", "h3",
];

/// Elements that hold characters only, up to their own end tag.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Entities that reports are full of.
const ENTITIES: [&str; 10] = [
    "nbsp", "ensp", "emsp", "lt", "gt", "amp", "quot", "ldquo", "rdquo", "mdash",
];

/// Whether the page `text` breaks off.
#[must_use]
pub fn is_unfinished(text: &str) -> bool {
    let mut scan = Scan::default();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at..).unwrap_or_default();
        let Some(after) = scan.markup(rest) else {
            return true;
        };
        rest = after;
    }
    scan.lacks_ends() || ends_in_entity(rest)
}

/// What the tags seen so far leave open.
#[derive(Debug, Default)]
struct Scan<'a> {
    /// How many elements of each name are open; end tags without a beginning are forgotten.
    open: BTreeMap<&'a str, usize>,
    is_whole_page: bool,
    has_ended: bool,
}

impl<'a> Scan<'a> {
    /// What follows the tag or comment at the beginning of `text`; `None` when it is never closed.
    fn markup(&mut self, text: &'a str) -> Option<&'a str> {
        if let Some(comment) = text.strip_prefix("<!--") {
            // `<!-->` is a whole comment.
            return after(comment, "-->").or_else(|| text.strip_prefix("<!-->"));
        }
        let inner = text.get(1..)?;
        let is_end = inner.starts_with('/');
        let inner = inner.trim_start_matches('/');
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
            // A sign in running text; at the very end it is a tag that was cut.
            return (!inner.is_empty()).then_some(inner);
        }
        let end = tag_end(inner)?;
        let (tag, rest) = (inner.get(..end)?, inner.get(end + 1..)?);
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        if is_end {
            self.end(name);
        } else if !tag.ends_with('/') {
            self.begin(name);
            if let Some(raw) = RAW.iter().find(|raw| raw.eq_ignore_ascii_case(name)) {
                return after_raw(rest, raw);
            }
        }
        Some(rest)
    }

    fn begin(&mut self, name: &str) {
        self.is_whole_page |= ["html", "body"]
            .iter()
            .any(|n| n.eq_ignore_ascii_case(name));
        if let Some(paired) = paired(name) {
            *self.open.entry(paired).or_default() += 1;
        }
    }

    fn end(&mut self, name: &str) {
        self.has_ended |= ["html", "body"]
            .iter()
            .any(|n| n.eq_ignore_ascii_case(name));
        if let Some(n_open) = paired(name).and_then(|paired| self.open.get_mut(paired)) {
            *n_open = n_open.saturating_sub(1);
        }
    }

    /// Whether elements are open that must be closed. Of a part of a page only its tables count.
    fn lacks_ends(&self) -> bool {
        let is_open = |name: &str| self.open.get(name).is_some_and(|n_open| *n_open > 0);
        let any =
            is_open("table") || (self.is_whole_page && PAIRED.iter().any(|name| is_open(name)));
        any && !self.has_ended
    }
}

fn paired(name: &str) -> Option<&'static str> {
    PAIRED
        .into_iter()
        .find(|paired| paired.eq_ignore_ascii_case(name))
}

fn after<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    text.split_once(mark).map(|(_, after)| after)
}

/// Where the tag that begins `text` ends: the `>` outside its quoted values.
fn tag_end(text: &str) -> Option<usize> {
    let (mut quote, mut may_open) = (None, false);
    for (at, c) in text.char_indices() {
        match quote {
            Some(mark) if c == mark => quote = None,
            None if c == '>' => return Some(at),
            // Only behind an equals sign: a stray quote among the names opens nothing.
            None if may_open && (c == '"' || c == '\'') => quote = Some(c),
            _ => {}
        }
        may_open = c == '=' || (may_open && c.is_whitespace());
    }
    None
}

/// What follows the end tag of the element `name`, at whose characters `text` begins.
fn after_raw<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = text;
    loop {
        rest = after(rest, "</")?;
        let found = rest.get(..name.len());
        if found.is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return after(rest, ">");
        }
    }
}

fn ends_in_entity(text: &str) -> bool {
    text.rsplit_once('&').is_some_and(|(_, name)| {
        let number = name.strip_prefix('#').unwrap_or("-");
        number.chars().all(|c| c.is_ascii_digit())
            || ENTITIES.iter().any(|entity| entity.starts_with(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_unfinished(pages: &[&str], expected: bool) {
        for page in pages {
            assert_eq!(is_unfinished(page), expected, "{page}");
        }
    }

    #[test]
    fn what_may_be_left_out_is_not_missed() {
        check_unfinished(
            &[
                "<!doctype html><title>报告</title><p>一<p>二<table><tr><td>规章<td>0</table>",
                "<html><body><p>一<br><ul><li>甲<li>乙</ul>",
                "<html><body><div><table><tr><td>0</table></body></html>",
                "<html><body><div><table><tr><td>0</td></tr></body></html>",
                "<div><p>数量 < 3，R&D",
                "<p title='a > b'>一</p><img alt=\"<table\"><br/>",
                "<script>if (a<b) '<table>'</SCRIPT><p>一</p>",
                "<!-- <table> --><p>一</p><!-->",
                "</table></div>",
            ],
            false,
        );
    }

    #[test]
    fn what_breaks_off_is_told() {
        check_unfinished(
            &[
                "<table><tr><td>规章</td><td>0</td></tr>",
                "<TABLE><tr><td>规章<table></table>",
                "<html><body><div class=a><p>一</p>",
                "<p>一</p><td",
                "<p>一</p><td class=\"a>b</td>",
                "<p>一</p><",
                "<p>一</p></",
                "<p>一</p><!-- 二",
                "<p>一</p><script>var a",
                "<p>3&nbs",
                "<p>3&",
            ],
            true,
        );
    }
}
