//! The user guide over the window: the pages of `assets/guide`, the same that README links to.

use egui::{Key, Modifiers, RichText, ScrollArea, Ui, Vec2};

use crate::app::commands::{ACTIONS, written};
use crate::app::prompts::guide_pictures::{Pictures, picture_ui};
use crate::app::prompts::parts::{Fate, set_width};
use crate::app::style::wrapped::{Use, wrapped};
use crate::app::texts::{self, TABLE_KEYS, Text};
use crate::app::{notices, style};
use crate::said::Both;

/// A page: what it is called, and its text in Chinese and in English; one that speaks both, twice.
type Page = (Text, Both);

/// The pages in order.
const PAGES: [Page; 8] = [
    (
        texts::GUIDE_TOUR,
        [
            include_str!("../../../assets/guide/tour.md"),
            include_str!("../../../assets/guide/tour.en.md"),
        ],
    ),
    (
        texts::KEYS,
        // In English the keys are those of the command table itself.
        [include_str!("../../../assets/guide/keys.md"), ""],
    ),
    (
        texts::GUIDE_FORMATS,
        [
            include_str!("../../../assets/guide/formats.md"),
            include_str!("../../../assets/guide/formats.en.md"),
        ],
    ),
    (
        texts::GUIDE_REVIEW,
        [include_str!("../../../assets/guide/review.md"); 2],
    ),
    (
        texts::GUIDE_EXPORTS,
        [include_str!("../../../assets/guide/exports.md"); 2],
    ),
    (
        texts::GUIDE_RULES,
        [include_str!("../../../assets/guide/rules.md"); 2],
    ),
    (
        texts::GUIDE_LIMITS,
        [
            include_str!("../../../assets/guide/limits.md"),
            include_str!("../../../assets/guide/limits.en.md"),
        ],
    ),
    (
        texts::GUIDE_SECURITY,
        [
            include_str!("../../../assets/guide/security.md"),
            include_str!("../../../assets/guide/security.en.md"),
        ],
    ),
];

/// The pieces of a page in the language that is set.
fn pieces_of(page: &Page) -> Vec<Piece> {
    match texts::pick(&page.1) {
        "" => keys(),
        text => pieces(text),
    }
}

/// Every key of the tables and every command, with its keys if it has any.
fn keys() -> Vec<Piece> {
    let heading = Piece::Heading(1, texts::KEYS.show().to_owned());
    let of_tables = TABLE_KEYS
        .iter()
        .map(|(key, what)| ((*key).to_owned(), *what));
    let of_commands = ACTIONS.iter().map(|spec| {
        let keys: Vec<String> = spec.keys.iter().map(|key| written(*key)).collect();
        (keys.join(", "), spec.label)
    });
    let rows = of_tables.chain(of_commands);
    let rows = rows.map(|(keys, what)| Piece::Row(keys, what.show().to_owned()));
    [heading].into_iter().chain(rows).collect()
}

/// Width of the first column of a table, in points.
const FIRST_COLUMN: f32 = 250.0;

/// What the guide keeps while it is open.
#[derive(Debug, Default)]
pub(crate) struct GuideView {
    page: usize,
    pictures: Pictures,
}

/// One piece of a page.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    /// A heading, and how deep it stands, from 1.
    Heading(usize, String),
    /// A paragraph, or a line of a list.
    Text(String),
    /// A row of a table: its first cell, and the others.
    Row(String, String),
    /// A line of code.
    Code(String),
    /// A picture: what it shows, and its file.
    Picture {
        /// What it shows.
        caption: String,
        /// The name of its file, without the folders it lies in.
        file: String,
    },
}

/// Draws the guide; the arrows lead from page to page and scroll.
pub(crate) fn ui(ui: &mut Ui, view: &mut GuideView) -> Fate {
    set_width(ui, 880.0);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (left, right) = (pressed(Key::ArrowLeft), pressed(Key::ArrowRight));
    let before = view.page;
    if right {
        view.page = (view.page + 1).min(PAGES.len() - 1);
    } else if left {
        view.page = view.page.saturating_sub(1);
    }
    ui.horizontal_wrapped(|ui| {
        for (at, (title, _)) in PAGES.iter().enumerate() {
            ui.selectable_value(&mut view.page, at, title.show());
        }
    });
    ui.separator();
    let scrolled = notices::scrolled_by_keys(ui);
    let height = (ui.ctx().content_rect().height() - 190.0).max(100.0);
    let mut area = ScrollArea::vertical()
        .id_salt("gouji guide")
        .auto_shrink(false)
        .max_height(height);
    if view.page != before {
        area = area.vertical_scroll_offset(0.0);
    }
    area.show(ui, |ui| {
        ui.scroll_with_delta(Vec2::new(0.0, scrolled));
        if let Some(page) = PAGES.get(view.page) {
            for piece in pieces_of(page) {
                piece_ui(ui, &piece, &mut view.pictures);
            }
        }
    });
    if ui.button(texts::BUTTON_OK.show()).clicked() {
        Fate::Close
    } else {
        Fate::Stay
    }
}

fn piece_ui(ui: &mut Ui, piece: &Piece, pictures: &mut Pictures) {
    let palette = style::palette(ui);
    match piece {
        Piece::Heading(depth, text) => {
            let size = if *depth == 1 { 20.0 } else { 16.0 };
            wrapped(ui, RichText::new(text).size(size), Use::Read);
        }
        Piece::Text(text) => {
            wrapped(ui, text, Use::Read);
        }
        Piece::Code(text) => {
            let text = RichText::new(text).monospace().color(palette.weak);
            wrapped(ui, text, Use::Copy);
        }
        Piece::Picture { caption, file } => picture_ui(ui, caption, file, pictures),
        Piece::Row(first, others) => {
            ui.horizontal_top(|ui| {
                let width = FIRST_COLUMN.min(ui.available_width() * 0.4);
                ui.allocate_ui(Vec2::new(width, 0.0), |ui| {
                    ui.set_min_width(width);
                    wrapped(ui, RichText::new(first).color(palette.accent), Use::Read);
                });
                wrapped(ui, others, Use::Read);
            });
        }
    }
}

/// The pieces of a page. Of Markdown only what our own pages have is understood.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut paragraph = String::new();
    let mut is_code = false;
    for line in text.lines().chain([""]) {
        let is_fence = line.starts_with("```");
        let begins = is_fence
            || is_code
            || ["#", "- ", "|", "!["]
                .iter()
                .any(|start| line.starts_with(start));
        if (begins || line.trim().is_empty()) && !paragraph.is_empty() {
            pieces.push(Piece::Text(plain(&std::mem::take(&mut paragraph))));
        }
        if is_fence {
            is_code = !is_code;
        } else if is_code {
            pieces.push(Piece::Code(line.to_owned()));
        } else if line.starts_with('#') {
            let depth = line.chars().take_while(|c| *c == '#').count();
            pieces.push(Piece::Heading(
                depth,
                plain(line.trim_start_matches('#').trim()),
            ));
        } else if let Some(rest) = line.strip_prefix("![") {
            pieces.extend(picture(rest));
        } else if let Some(row) = line.strip_prefix('|') {
            pieces.extend(table_row(row));
        } else if begins {
            paragraph = format!("• {}", line.trim_start_matches("- "));
        } else {
            let gap = if paragraph.is_empty() || !paragraph.ends_with(|c: char| c.is_ascii()) {
                ""
            } else {
                " "
            };
            paragraph.push_str(gap);
            paragraph.push_str(line.trim());
        }
    }
    pieces
}

/// A picture, from its caption on.
fn picture(text: &str) -> Option<Piece> {
    let (caption, rest) = text.split_once("](")?;
    let path = rest.trim_end_matches(')');
    Some(Piece::Picture {
        caption: caption.to_owned(),
        file: path.rsplit('/').next().unwrap_or(path).to_owned(),
    })
}

/// A row of a table; the line below its head is none.
fn table_row(row: &str) -> Option<Piece> {
    let cells = row.trim_end_matches('|').split(" | ");
    let mut cells = cells.map(plain);
    let first = cells.next()?;
    let others: Vec<String> = cells.collect();
    (!first.starts_with("--")).then(|| Piece::Row(first, others.join("　")))
}

/// The words without the signs of Markdown; a link is its name.
fn plain(text: &str) -> String {
    let mut rest = text.trim().replace("**", "").replace('`', "");
    while let Some((before, name, behind)) = link(&rest) {
        rest = format!("{before}{name}{behind}");
    }
    rest
}

/// What stands before the first link, its name, and what stands behind it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (head, tail) = text.split_once("](")?;
    let (before, name) = head.rsplit_once('[')?;
    let (_, behind) = tail.split_once(')')?;
    Some((before, name, behind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::prompts::guide_pictures::decoded;
    use egui::KeyboardShortcut;

    #[test]
    fn pages_are_taken_apart_into_what_can_be_drawn() {
        let text = "# 题 `a`\n\n一行\n两行 **重** [名](x.md)。\n- 项\n\n| 键 | 用 |\n|---|---|\n| F1 | 帮助 |\n```sh\ncode\n```\n![图](x.png)\n";
        let expected = [
            Piece::Heading(1, "题 a".to_owned()),
            Piece::Text("一行两行 重 名。".to_owned()),
            Piece::Text("• 项".to_owned()),
            Piece::Row("键".to_owned(), "用".to_owned()),
            Piece::Row("F1".to_owned(), "帮助".to_owned()),
            Piece::Code("code".to_owned()),
            Piece::Picture {
                caption: "图".to_owned(),
                file: "x.png".to_owned(),
            },
        ];
        assert_eq!(pieces(text), expected);
    }

    /// What is told in Chinese, without the dots of commands that open a dialog.
    fn is_told(what: Text) -> bool {
        let [chinese, _] = what.both();
        let told = chinese.trim_end_matches('…');
        PAGES.iter().any(|(_, [text, _])| text.contains(told))
    }

    #[test]
    fn every_command_is_told_by_its_key_or_its_name() {
        let keys = PAGES[1].1[0];
        for spec in ACTIONS {
            let is_key = |key: &KeyboardShortcut| {
                let written = written(*key);
                let nine = written.replace(|c: char| ('1'..='9').contains(&c), "1…9");
                keys.contains(&written) || keys.contains(&nine)
            };
            let has_key = spec.keys.first().is_some_and(is_key);
            assert!(has_key || is_told(spec.label), "{:?}", spec.action);
        }
    }

    #[test]
    fn every_dialog_is_told_by_its_title() {
        for title in crate::app::prompts::TITLES {
            assert!(is_told(title), "{title:?}");
        }
    }

    #[test]
    fn no_page_is_empty_and_no_sign_is_left_over() {
        let texts = PAGES
            .iter()
            .flat_map(|(title, texts)| texts.map(|text| (title, text)));
        for (title, text) in texts.filter(|(_, text)| !text.is_empty()) {
            let pieces = pieces(text);
            assert!(pieces.len() > 3, "{}", title.show());
            for piece in pieces {
                match piece {
                    Piece::Text(text) | Piece::Heading(_, text) | Piece::Row(text, _) => {
                        assert!(!text.contains("**") && !text.contains("]("), "{text}");
                    }
                    Piece::Picture { file, .. } => {
                        assert_eq!(decoded(&file).is_some(), cfg!(feature = "ocr"), "{file}");
                    }
                    Piece::Code(_) => {}
                }
            }
        }
    }
}
