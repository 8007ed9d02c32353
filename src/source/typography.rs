//! How a web page prints an element: above or below the line, or struck out.
//!
//! # Limitations
//! Style sheets are not read, only the element's own `style`.

use scraper::node::Element;

use crate::source::marks::Print;

/// Rules of a style, without white space, and what they do; the first that an element has counts.
const STYLES: [(&str, Print); 5] = [
    ("line-through", Print::Struck),
    ("vertical-align:super", Print::Raised),
    ("vertical-align:text-top", Print::Raised),
    ("vertical-align:sub", Print::Lowered),
    ("vertical-align:text-bottom", Print::Lowered),
];

/// How the element prints what is in it; `None` for like everything around it.
#[must_use]
pub fn print_of(element: &Element) -> Option<Print> {
    match element.name() {
        "del" | "s" | "strike" => return Some(Print::Struck),
        "sup" => return Some(Print::Raised),
        "sub" => return Some(Print::Lowered),
        _ => {}
    }
    let style: String = element.attr("style")?.split_whitespace().collect();
    let style = style.to_ascii_lowercase();
    let shown = STYLES.iter().find(|(rule, _)| style.contains(rule));
    shown.map(|(_, print)| *print)
}
