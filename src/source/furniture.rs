//! What stands around a report on a web page: scripts, navigation, breadcrumbs, hidden parts.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

/// Characters a part named like page furniture may hold before it is taken for content after all.
const FURNITURE_CHARACTERS: usize = 600;

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

/// Whether the element frames the report: navigation, footer, breadcrumbs, share buttons, by element name or by the
/// names its authors gave it. A part that holds a table or much text is content, whatever its name.
#[must_use]
pub fn is_page_frame(node: NodeRef<'_, Node>, element: &Element) -> bool {
    let by_name = matches!(element.name(), "nav" | "footer" | "aside");
    let labels = [element.attr("class"), element.attr("id")];
    let by_label = || labels.into_iter().flatten().any(has_frame_label);
    (by_name || by_label()) && is_small(node)
}

fn has_frame_label(label: &str) -> bool {
    const LABELS: [&str; 25] = [
        "nav",
        "navbar",
        "menu",
        "topbar",
        "crumb",
        "crumbs",
        "breadcrumb",
        "breadcrumbs",
        "bread",
        "position",
        "location",
        "dqwz",
        "weizhi",
        "share",
        "bdsharebuttonbox",
        "toolbar",
        "print",
        "sidebar",
        "footer",
        "foot",
        "bottom",
        "copyright",
        "qrcode",
        "pagination",
        "search",
    ];
    label
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| LABELS.contains(&word.to_ascii_lowercase().as_str()))
}

fn is_small(node: NodeRef<'_, Node>) -> bool {
    let mut characters = 0;
    for inner in node.descendants() {
        match inner.value() {
            Node::Element(element) if element.name() == "table" => return false,
            Node::Text(text) => characters += text.trim().chars().count(),
            _ => {}
        }
        if characters > FURNITURE_CHARACTERS {
            return false;
        }
    }
    true
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
