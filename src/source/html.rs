//! Web pages, and Markdown with HTML tables in it, become blocks.
//!
//! # Limitations
//! Style sheets are not read: only `hidden` and inline `display: none` hide an element.

use std::borrow::Cow;

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{Html, Node};

use crate::said::{Said, said};
use crate::source::blocks::{Block, RawCell, RawTable};
use crate::source::marks::Print;
use crate::source::{furniture, tagged, typography, unfinished};

/// Elements inside elements that are followed; deeper text is kept, but as plain lines.
const DEPTH_LIMIT: usize = 512;

/// The blocks of a page and what was doubtful about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Sentences for the reviewer.
    pub notices: Vec<Said>,
}

/// Reads `text`: a page, or lines of plain text between which HTML tables stand.
#[must_use]
pub fn read(text: &str) -> Page {
    let is_tagged = tagged::holds(text);
    let text = &*tagged::as_html(text);
    if text.trim_start().starts_with('<') && !is_tagged {
        return page(text);
    }
    let mut page = Page::default();
    let mut rest = text;
    while let Some((before, table, after)) = next_table(rest) {
        page.blocks.extend(plain_lines(before));
        let inner = self::page(table);
        page.blocks.extend(inner.blocks);
        page.notices.extend(inner.notices);
        rest = after;
    }
    page.blocks.extend(plain_lines(rest));
    page
}

/// The text before, of, and after the first table of `text`.
fn next_table(text: &str) -> Option<(&str, &str, &str)> {
    let lower = |from: usize, needle: &str| {
        let tail = text.get(from..)?;
        let found = tail
            .char_indices()
            .find(|(at, _)| starts_with_ignoring_case(tail, *at, needle))?;
        Some(from + found.0)
    };
    let start = lower(0, "<table")?;
    let end = lower(start, "</table>").map_or(text.len(), |at| at + "</table>".len());
    Some((text.get(..start)?, text.get(start..end)?, text.get(end..)?))
}

fn starts_with_ignoring_case(text: &str, at: usize, needle: &str) -> bool {
    text.get(at..at.saturating_add(needle.len()))
        .is_some_and(|part| part.eq_ignore_ascii_case(needle))
}

fn plain_lines(text: &str) -> impl Iterator<Item = Block> {
    text.lines().map(|line| Block::Verbatim(line.to_owned()))
}

/// Reads a page.
pub(super) fn page(text: &str) -> Page {
    let document = Html::parse_document(text);
    let mut walk = Walk::default();
    walk.node(document.tree.root());
    walk.end_line();
    let mut notices = Vec::new();
    if unfinished::is_unfinished(text) {
        notices.push(unfinished::NOTICE.into());
    }
    if walk.too_deep {
        notices.push(said!(
            "网页的嵌套超过 {DEPTH_LIMIT} 层，更深处的内容只按文字保留，请核对。",
            "The page is nested deeper than {DEPTH_LIMIT} levels; what lies deeper is kept as plain text."
        ));
    }
    let has_table = walk
        .blocks
        .iter()
        .any(|block| matches!(block, Block::Table(_)));
    if walk.n_images > 0 && !has_table {
        notices.push(said!(
            "网页里有 {} 张图片、没有表格：表格可能是图片，其中的数字没有读到。",
            "The page has {} pictures and no table: its tables may be pictures, whose figures were not read.",
            walk.n_images
        ));
    }
    Page {
        blocks: walk.blocks,
        notices,
    }
}

/// The walk over the elements of a page.
#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    /// The line being collected.
    line: String,
    /// How the elements that are open print what stands in them, the innermost last.
    prints: Vec<Print>,
    depth: usize,
    too_deep: bool,
    n_images: usize,
}

type TreeNode<'a> = NodeRef<'a, Node>;

impl Walk {
    fn node(&mut self, node: TreeNode<'_>) {
        match node.value() {
            Node::Text(text) if in_pre(node) => {
                let text = self.printed(text);
                self.verbatim(&text);
            }
            Node::Text(text) => {
                let text = self.printed(text);
                self.line.push_str(&text);
            }
            Node::Element(element) => self.element(node, element),
            Node::Document | Node::Fragment => self.children(node),
            _ => {}
        }
    }

    fn children(&mut self, node: TreeNode<'_>) {
        if self.depth >= DEPTH_LIMIT {
            self.too_deep = true;
            let text = self.printed(&all_text(node)).into_owned();
            self.line.push_str(&text);
            return;
        }
        self.depth += 1;
        node.children().for_each(|child| self.node(child));
        self.depth -= 1;
    }

    /// `text` as the open elements print it. Struck out it is, whatever else.
    fn printed<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let struck = self.prints.iter().find(|print| **print == Print::Struck);
        let print = struck.or(self.prints.last());
        print.map_or(Cow::Borrowed(text), |print| Cow::Owned(print.of(text)))
    }

    fn element(&mut self, node: TreeNode<'_>, element: &Element) {
        if furniture::is_invisible(element) || furniture::is_page_frame(node, element) {
            return;
        }
        self.within(element, |walk| walk.shown(node, element.name()));
    }

    /// Does `walk` while `element` is open.
    fn within<T>(&mut self, element: &Element, walk: impl FnOnce(&mut Self) -> T) -> T {
        let print = typography::print_of(element);
        self.prints.extend(print);
        let result = walk(self);
        if print.is_some() {
            self.prints.pop();
        }
        result
    }

    fn shown(&mut self, node: TreeNode<'_>, name: &str) {
        match name {
            "br" => self.end_line(),
            "img" => self.n_images += 1,
            "table" => self.table(node),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.set_apart(node),
            "li" => self.list_item(node),
            _ if is_block(name) => {
                self.end_line();
                self.children(node);
                self.end_line();
            }
            _ => self.children(node),
        }
    }

    fn set_apart(&mut self, node: TreeNode<'_>) {
        self.end_line();
        self.blocks.push(Block::Gap);
        self.children(node);
        self.end_line();
        self.blocks.push(Block::Gap);
    }

    fn list_item(&mut self, node: TreeNode<'_>) {
        self.end_line();
        self.line = marker(node);
        self.children(node);
        self.end_line();
    }

    fn verbatim(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                // Empty lines and spaces stand for something here.
                let line = std::mem::take(&mut self.line);
                self.blocks.push(Block::Verbatim(line));
            }
            self.line.push_str(line);
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.trim().is_empty() && !furniture::is_breadcrumb(&line) {
            self.blocks.push(Block::Line(line));
        }
    }

    fn table(&mut self, node: TreeNode<'_>) {
        self.end_line();
        let mut table = RawTable::default();
        self.rows(node, &mut table);
        self.blocks.extend(table.into_blocks());
    }

    /// Collects the rows of a table, its sections, and whatever else (a caption) stands between them.
    fn rows(&mut self, node: TreeNode<'_>, table: &mut RawTable) {
        for child in node.children() {
            let Node::Element(element) = child.value() else {
                continue;
            };
            if furniture::is_invisible(element) {
                continue;
            }
            match element.name() {
                "tr" => {
                    let row = self.within(element, |walk| walk.row(child));
                    table.rows.push(row);
                }
                "thead" | "tbody" | "tfoot" => {
                    self.within(element, |walk| walk.section(child, table));
                }
                _ => self.element(child, element),
            }
        }
        self.end_line();
    }

    /// A row span ends with its section, as in browsers.
    fn section(&mut self, node: TreeNode<'_>, table: &mut RawTable) {
        let first = table.rows.len();
        self.rows(node, table);
        let n_rows = table.rows.len();
        for (at, row) in table.rows.iter_mut().enumerate().skip(first) {
            let left = u32::try_from(n_rows - at).unwrap_or(u32::MAX);
            for cell in row {
                // A span of zero means: to the end of the section.
                cell.row_span = match cell.row_span {
                    0 => left,
                    span => span.min(left),
                };
            }
        }
    }

    fn row(&mut self, node: TreeNode<'_>) -> Vec<RawCell> {
        let mut cells = Vec::new();
        for child in node.children() {
            let Node::Element(element) = child.value() else {
                continue;
            };
            if matches!(element.name(), "td" | "th") && !furniture::is_invisible(element) {
                cells.push(RawCell {
                    content: self.within(element, |walk| walk.apart(child)),
                    row_span: span(element, "rowspan"),
                    column_span: span(element, "colspan").max(1),
                });
            }
        }
        cells
    }

    /// The blocks inside `node`, not mixed with those around it.
    fn apart(&mut self, node: TreeNode<'_>) -> Vec<Block> {
        let outer = std::mem::take(&mut self.blocks);
        self.children(node);
        self.end_line();
        std::mem::replace(&mut self.blocks, outer)
    }
}

fn span(element: &Element, name: &str) -> u32 {
    let value = element
        .attr(name)
        .and_then(|value| value.trim().parse().ok());
    value.unwrap_or(1)
}

fn in_pre(node: TreeNode<'_>) -> bool {
    node.parent().is_some_and(
        |parent| matches!(parent.value(), Node::Element(element) if element.name() == "pre"),
    )
}

fn all_text(node: TreeNode<'_>) -> String {
    let texts = node.descendants().filter_map(|inner| match inner.value() {
        Node::Text(text) => Some(&**text),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// What a browser prints before a list item: its number in an ordered list, a dot otherwise.
fn marker(item: TreeNode<'_>) -> String {
    let list = item.parent().and_then(|parent| match parent.value() {
        Node::Element(element) if element.name() == "ol" => Some(element),
        _ => None,
    });
    let Some(list) = list else {
        return "· ".to_owned();
    };
    let before = item
        .prev_siblings()
        .filter(|node| matches!(node.value(), Node::Element(element) if element.name() == "li"));
    let position = i64::try_from(before.count()).unwrap_or(0);
    let first: i64 = list
        .attr("start")
        .and_then(|start| start.trim().parse().ok())
        .unwrap_or(1);
    format!("{}. ", first.saturating_add(position))
}

fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 27] = [
        "html",
        "body",
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "form",
        "fieldset",
        "center",
        "address",
        "figure",
        "figcaption",
        "hr",
        "tr",
        "td",
        "th",
        "caption",
        "details",
    ];
    BLOCKS.contains(&name)
}
