//! What stands around a report on a web page: scripts, navigation, breadcrumbs, hidden parts.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

/// Characters a part named like page furniture may hold before it is taken for content after all.
const FURNITURE_CHARACTERS: usize = 400;

/// Characters a row of links may hold.
const LINKS_CHARACTERS: usize = 200;

/// Nodes looked at before a part is taken for content.
const NODES: usize = 2_000;

/// Links from which on a part that holds nothing else is navigation.
const LINKS: usize = 3;

/// Whether the element is never shown: code, form controls, or hidden by itself.
#[must_use]
pub fn is_invisible(element: &Element) -> bool {
    const NAMES: [&str; 17] = [
        "script", "style", "noscript", "template", "title", "head", "select", "option", "button",
        "textarea", "iframe", "object", "svg", "video", "audio", "map", "canvas",
    ];
    let style = || {
        let style = element.attr("style").unwrap_or_default();
        let style: String = style.split_whitespace().collect();
        style.to_ascii_lowercase()
    };
    NAMES.contains(&element.name())
        || element.attr("hidden").is_some()
        || (element.attr("style").is_some()
            && ["display:none", "visibility:hidden"]
                .iter()
                .any(|rule| style().contains(rule)))
}

/// Whether the element frames the report: navigation, footer, breadcrumbs, share buttons, told by its name, by what
/// its authors called it, or by holding only links. A part that holds a table or much text is content, whatever its
/// name.
#[must_use]
pub fn is_page_frame(node: NodeRef<'_, Node>, element: &Element) -> bool {
    let by_name = matches!(element.name(), "nav" | "footer" | "aside");
    let labels = [element.attr("class"), element.attr("id")];
    let by_label = || labels.into_iter().flatten().any(has_frame_label);
    let may_hold_links = matches!(element.name(), "div" | "ul" | "ol" | "p");
    if by_name || by_label() {
        return Contents::of(node, FURNITURE_CHARACTERS).is_some();
    }
    may_hold_links
        && Contents::of(node, LINKS_CHARACTERS).is_some_and(|contents| contents.is_navigation())
}

/// Whole names only: `position-relative` is about looks, not about where the reader is.
fn has_frame_label(label: &str) -> bool {
    const LABELS: [&str; 18] = [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "topbar",
        "crumb",
        "crumbs",
        "breadcrumb",
        "breadcrumbs",
        "bread-crumb",
        "dqwz",
        "share",
        "bdsharebuttonbox",
        "footer",
        "copyright",
        "qrcode",
        "pagination",
        "sidebar",
    ];
    label
        .split_whitespace()
        .any(|word| LABELS.contains(&word.to_ascii_lowercase().as_str()))
}

/// How much stands in a part of a page.
#[derive(Default)]
struct Contents {
    characters: usize,
    linked_characters: usize,
    links: usize,
}

impl Contents {
    /// `None` when the part holds a table, more than `limit` characters, or very many elements.
    fn of(node: NodeRef<'_, Node>, limit: usize) -> Option<Self> {
        let mut contents = Self::default();
        for (at, inner) in node.descendants().enumerate() {
            match inner.value() {
                Node::Element(element) if element.name() == "table" => return None,
                Node::Element(element) if element.name() == "a" => contents.links += 1,
                Node::Text(text) => contents.add(text, is_linked(inner)),
                _ => {}
            }
            if contents.characters > limit || at > NODES {
                return None;
            }
        }
        Some(contents)
    }

    fn add(&mut self, text: &str, linked: bool) {
        // Signs between links do not count.
        let length = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.characters += length;
        self.linked_characters += if linked { length } else { 0 };
    }

    fn is_navigation(&self) -> bool {
        self.links >= LINKS && self.linked_characters == self.characters
    }
}

fn is_linked(text: NodeRef<'_, Node>) -> bool {
    // A link's text stands right in it or a level or two below.
    text.ancestors()
        .take(4)
        .any(|node| matches!(node.value(), Node::Element(element) if element.name() == "a"))
}

/// Whether the line tells where on the site the page is.
#[must_use]
pub fn is_breadcrumb(line: &str) -> bool {
    const STARTS: [&str; 5] = [
        "当前位置",
        "您的位置",
        "您现在的位置",
        "您当前的位置",
        "所在位置",
    ];
    let line = line.trim_start();
    STARTS.iter().any(|start| line.starts_with(start)) && line.chars().count() <= 200
}
