//! The tags in the XML of a document.

/// The tags of `body`, each from `<` to `>`.
pub(in crate::source) fn tags(body: &str) -> impl Iterator<Item = &str> {
    let mut rest = body;
    std::iter::from_fn(move || {
        let markup = rest.get(rest.find('<')?..)?;
        let (tag, after) = markup.split_at(markup_end(markup)?);
        rest = after;
        Some(tag)
    })
}

/// The tags of `body`, each with the characters before it; what follows the last one has no tag.
pub(in crate::source) fn tags_and_text(body: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = Some(body);
    std::iter::from_fn(move || {
        let here = rest?;
        let cut = here.find('<').and_then(|at| {
            let (text, markup) = here.split_at(at);
            let (tag, after) = markup.split_at(markup_end(markup)?);
            Some((text, tag, after))
        });
        let (text, tag, after) = match cut {
            Some((text, tag, after)) => (text, tag, Some(after)),
            None => (here, "", None),
        };
        rest = after;
        Some((text, tag))
    })
}

/// The elements of this name, without its prefix, that stand in `xml` beside each other: the tag of each, and what stands in
/// it. One that is not closed goes on to the end.
pub(in crate::source) fn elements<'a>(
    xml: &'a str,
    name: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let mut rest = xml;
    std::iter::from_fn(move || {
        loop {
            let (tag, after) = next_tag(rest)?;
            rest = after;
            if is_end(tag) || local_name(tag) != name {
                continue;
            }
            if is_empty(tag) {
                return Some((tag, ""));
            }
            let (inner, behind) = up_to_end(after, name);
            rest = behind;
            return Some((tag, inner));
        }
    })
}

/// The first tag, and what follows it.
fn next_tag(xml: &str) -> Option<(&str, &str)> {
    let markup = xml.get(xml.find('<')?..)?;
    Some(markup.split_at(markup_end(markup)?))
}

/// What stands before the end of the element of this name that is open, and what follows.
fn up_to_end<'a>(xml: &'a str, name: &str) -> (&'a str, &'a str) {
    let mut rest = xml;
    let mut n_open = 1_usize;
    while let Some((tag, after)) = next_tag(rest) {
        if local_name(tag) == name && !is_empty(tag) {
            n_open = if is_end(tag) { n_open - 1 } else { n_open + 1 };
        }
        if n_open == 0 {
            let n_inner = xml.len() - after.len() - tag.len();
            return xml.split_at(n_inner);
        }
        rest = after;
    }
    (xml, "")
}

/// Where the tag, comment or quoted section at the beginning of `markup` ends.
pub(in crate::source) fn markup_end(markup: &str) -> Option<usize> {
    for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>")] {
        if markup.starts_with(start) {
            return Some(markup.find(end)? + end.len());
        }
    }
    let mut quote = None;
    for (at, c) in markup.char_indices() {
        match quote {
            Some(mark) if c == mark => quote = None,
            None if c == '>' => return Some(at + 1),
            None if c == '"' || c == '\'' => quote = Some(c),
            _ => {}
        }
    }
    None
}

/// `w:tr` of `<w:tr w:rsidR="…">`, `/w:tr` of `</w:tr>`.
pub(in crate::source) fn name(tag: &str) -> &str {
    let inner = tag.trim_start_matches('<');
    let end = inner
        .char_indices()
        .skip(1)
        .find(|(_, c)| c.is_whitespace() || "/>".contains(*c));
    end.and_then(|(at, _)| inner.get(..at)).unwrap_or(inner)
}

/// The characters inside the first element of this name, without its prefix.
pub(in crate::source) fn content<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let mut is_inside = false;
    for (text, tag) in tags_and_text(xml) {
        if is_inside {
            return Some(text.trim());
        }
        is_inside = !is_end(tag) && local_name(tag) == name;
    }
    None
}

/// `Page` of `<ofd:Page ID="1">` and of `</ofd:Page>`.
pub(in crate::source) fn local_name(tag: &str) -> &str {
    let name = name(tag);
    let name = name.strip_prefix('/').unwrap_or(name);
    name.split_once(':').map_or(name, |(_, name)| name)
}

/// Whether it is an element without content.
pub(in crate::source) fn is_empty(tag: &str) -> bool {
    tag.ends_with("/>")
}

/// Whether it is the tag at the end of an element.
pub(in crate::source) fn is_end(tag: &str) -> bool {
    tag.starts_with("</")
}

/// The value of an attribute, entities as they are.
pub(in crate::source) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let (before, after) = rest.split_once(name)?;
        let after = after.trim_start();
        if before.ends_with(char::is_whitespace)
            && let Some(value) = after.strip_prefix('=')
        {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| *c == '"' || *c == '\'')?;
            return value.get(1..)?.split(quote).next();
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_attribute(tag: &str, expected: Option<&str>) {
        assert_eq!(attribute(tag, "hidden"), expected);
    }

    #[test]
    fn values_are_found_by_whole_names() {
        check_attribute("<row r=\"1\" hidden=\"1\">", Some("1"));
        check_attribute("<row unhidden='0' hidden = 'true'/>", Some("true"));
        check_attribute("<row r=\"hidden\">", None);
        check_attribute("<row hidden>", None);
    }

    #[track_caller]
    fn check_elements(xml: &str, expected: &[(&str, &str)]) {
        let found: Vec<_> = elements(xml, "A").collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn elements_are_told_with_what_stands_in_them() {
        check_elements(
            "<o:A i='1'>x<A>y</A></o:A><B><A/></B>",
            &[("<o:A i='1'>", "x<A>y</A>"), ("<A/>", "")],
        );
        check_elements("</A><A>x<B>", &[("<A>", "x<B>")]);
    }
}
