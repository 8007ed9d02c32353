//! Cuts a text into lines, fields and pieces: labels and cell tokens with their places.

mod bullets;
mod commas;
mod fields;
mod framed;
mod furniture;
mod lines;
mod numbering;
mod piece;
mod rows;
mod wrapped;

pub(in crate::read) use fields::{display_width, words};
pub use furniture::LINKS;
pub(in crate::read) use furniture::is_grounding;
pub use piece::{Cut, Line, LineKind, Piece, PieceKind};
pub(in crate::read) use piece::{characters, middle};

use crate::source::{Grid, Span};

/// Cuts `text`.
#[must_use]
pub fn cut(text: &str) -> Cut {
    cut_with(text, &[])
}

/// Cuts `text`, in which the file's format marks the cells of `grids`.
#[must_use]
pub fn cut_with(text: &str, grids: &[Grid]) -> Cut {
    let mut cut = Cut::default();
    let widths = rows::widths(grids);
    let furniture = [
        furniture::page_number_lines(text),
        furniture::running_heads(text),
    ]
    .concat();
    let open = lines::Unclosed::of(text);
    for row in rows::rows(text) {
        let mut line = match row.fields {
            Some(fields) => lines::of_fields(text, row.span, fields),
            None => lines::cut_line(text, row.span, &open),
        };
        line.number = row.number;
        let width = |field: &Span| widths.get(&field.start()).copied();
        if line.kind == LineKind::Grid && line.fields.iter().any(|field| width(field).is_some()) {
            let widths = line.fields.iter().map(|field| width(field).unwrap_or(0));
            line.widths = widths.collect();
        }
        if furniture.contains(&line.number) || lines::is_page_mark(text, &line) {
            line.kind = LineKind::Noise;
            line.fields.clear();
            line.is_prose = false;
        }
        let number = cut.lines.len();
        let first = cut.pieces.len();
        let mut ruler = fields::Ruler::new(line.span.start());
        for (field, span) in line.fields.iter().enumerate() {
            fields::cut_field(text, &mut ruler, *span, (number, field), &mut cut.pieces);
        }
        if line.kind == LineKind::Spaced {
            drop_full_stops(text, &mut cut.pieces, first);
        }
        cut.lines.push(line);
    }
    framed::join(text, &mut cut);
    wrapped::join(text, &mut cut);
    cut
}

/// A full stop may be a damaged 0 among numbers or alone, and full stops behind each other are a row of them; one behind
/// words without a number is a full stop. Looks at the pieces of a line without borders, those from `first` on.
fn drop_full_stops(text: &str, pieces: &mut Vec<Piece>, first: usize) {
    let is_stop = |piece: &Piece| piece.token().is_some() && piece.span.of(text) == "。";
    let line = pieces.get(first..).unwrap_or(&[]);
    let has_words = line.iter().any(|piece| piece.label().is_some());
    let has_numbers = line
        .iter()
        .any(|piece| piece.token().is_some() && !is_stop(piece));
    let is_row = line
        .iter()
        .zip(line.iter().skip(1))
        .any(|(one, next)| is_stop(one) && is_stop(next));
    if has_words && !has_numbers && !is_row && line.iter().any(is_stop) {
        let kept = line.iter().filter(|piece| !is_stop(piece));
        let kept: Vec<Piece> = kept.cloned().collect();
        pieces.truncate(first);
        pieces.extend(kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_pieces(text: &str, expected: &str) {
        let shown: Vec<String> = cut(text)
            .pieces
            .iter()
            .map(|piece| {
                format!(
                    "{}{}",
                    if piece.token().is_some() { "=" } else { "" },
                    piece.span.of(text)
                )
            })
            .collect();
        assert_eq!(shown.join(" · "), expected);
    }

    #[test]
    fn lines_are_cut_into_labels_and_tokens() {
        check_pieces("行政处罚 11 减 2 9", "行政处罚 · =11 · =减 2 · =9");
        check_pieces("| 规章 | 0 |  | 3 |", "规章 · =0 · =3");
        check_pieces("1 .属于国家秘密 0", "1 · .属于国家秘密 · =0");
        check_pieces("本年增 / 减", "本年增 · / · 减");
        check_pieces("其他处理0 1", "其他处理 · =0 · =1");
        check_pieces("其他权⼒178", "其他权⼒ · =178");
        check_pieces(
            "规章 22（其中修订 16 件） 235",
            "规章 · =22（其中修订 16 件） · =235",
        );
        check_pieces("<td><p>12</p></td>", "=12");
        check_pieces("|行政<br>许可|**1**<br>2|&nbsp;|", "行政 · 许可 · =1 · =2");
        check_pieces("\\| 规章 \\| 3 \\|  \\| 2 \\|", "规章 · =3 · =2");
        // A last bar that closes nothing stands before a blank.
        check_pieces(
            "|规章 |`3` | |$2$ \n|办法 |1 |NULL | ",
            "规章 · =3 · =2 · 办法 · =1",
        );
        check_pieces(
            "行政许可,31,,\n行政强制,2,,",
            "行政许可 · =31 · 行政强制 · =2",
        );
        check_pieces(
            "| - | 3 - |  |\n|  | 第3页 |\n| - | 3 | - |",
            "=- · =3 · =-",
        );
        check_pieces(
            "<|ref|>title<|/ref|><|det|>[[1, 2, 3, 4]]<|/det|>\n规章 1",
            "规章 · =1",
        );
        check_pieces("上一年项目数量 。 本年增", "上一年项目数量 · 本年增");
        check_pieces("自然人 。 商业企业 。", "自然人 · 商业企业");
        check_pieces("规章 。 0", "规章 · =。 · =0");
        check_pieces("规章 。 。 。", "规章 · =。 · =。 · =。");
        check_pieces("。", "=。");
    }

    #[test]
    fn borders_and_page_numbers_are_noise() {
        check_pieces(
            "|---|---|\n+----+\n- 3 -\n— 4 —\n第 1 页 共 3 页\n第 2 頁\nP. 3\n3/5\n<tr class=\"odd\">",
            "",
        );
        check_pieces("- - -", "=- · =- · =-");
        check_pieces(",0,1,2\n0,规章,3,\n1,其他,,2\n", "规章 · =3 · 其他 · =2");
        check_pieces(
            "   0  1  2\n0 规章  3  4\n1 其他  5  2\n",
            "规章 · =3 · =4 · 其他 · =5 · =2",
        );
        check_pieces("0 1 2\n0 3 4\n", "=0 · =1 · =2 · =0 · =3 · =4");
        let listed = "- 规章\n  - 0\n  - -\n  - 3\n".repeat(6);
        let shown = ["规章 · =0 · =- · =3"; 6].join(" · ");
        check_pieces(&listed, &shown);
        check_pieces(
            "├────┼────┤\n│规章│0 │12│\n│公开├──┼──┤",
            "规章 · =0 · =12 · 公开",
        );
    }

    #[test]
    fn page_numbers_count_up_with_the_pages() {
        check_pieces("规章\n5\n\n1\n\u{c}罚款\n7\n2\n", "规章 · =5 · 罚款 · =7");
        check_pieces(
            "规章\n5\n1\n总计\n6\n\u{c}罚款\n7\n2\n\u{c}收费\n3",
            "规章 · =5 · 总计 · =6 · 罚款 · =7 · 收费",
        );
        check_pieces(
            "规章\n5\n\n4\n\u{c}罚款\n7\n2\n",
            "规章 · =5 · =4 · 罚款 · =7 · =2",
        );
        check_pieces(
            "规章\n\n5\n1\n\u{c}罚款\n\n7\n2\n",
            "规章 · =5 · =1 · 罚款 · =7 · =2",
        );
        check_pieces("规章\n\n5\n\n1\n\u{c}2\n", "规章 · =5");
        check_pieces("规章\n\n5\n\n0\n\u{c}1\n", "规章 · =5 · =0 · =1");
    }
}
