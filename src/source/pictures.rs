//! Files of pictures: their pages are drawn, and their text is recognised, where Gouji was built with the recognition (feature
//! `ocr`).

use crate::said::Said;
use crate::source::imported::{Failure, Imported, Progress, Work};
use crate::source::ocr::{self, decode, models};
use crate::source::pdf;
use crate::source::pdf::facts::listed;
use crate::source::pdf::glyphs::Marks;
use crate::source::picture::{Picture, Wanted};
use crate::source::scan::{BEYOND, CUT, RECOGNISED, UNCHOSEN};
use crate::source::scan_pages::ScanPages;

/// Draws a page of a file of pictures.
///
/// # Errors
/// When it is damaged or too large, or has no such page.
pub(crate) fn draw(bytes: &[u8], wanted: Wanted) -> Result<Picture, Failure> {
    let (mut n_pages, mut found) = (0, None);
    decode::each_picture(bytes, &mut |(picture, per_inch)| {
        if n_pages == wanted.page {
            let width = usize::try_from(wanted.width).unwrap_or(usize::MAX);
            found = Some(ocr::drawn(&picture, per_inch, width));
        }
        n_pages += 1;
        Ok(())
    })?;
    let (drawn, (width, height)) = found.ok_or(Failure::Damaged)?;
    let length = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a page has few thousand points"
    )]
    let points = (width as f32, height as f32);
    Ok(Picture {
        n_pages,
        width: length(drawn.width),
        height: length(drawn.height),
        points,
        rgb: drawn.pixels.into_iter().flatten().collect(),
    })
}

/// Recognises the pictures in a file.
///
/// # Errors
/// When it is damaged or too large, when the models are missing, or when no text was found.
pub(crate) fn read(bytes: Vec<u8>, work: &mut Work<'_>) -> Result<Imported, Failure> {
    let models = models::shared()?;
    let (mut n_pages, mut n_recognised, mut n_sights) = (0, 0, 0);
    let (mut marks, mut sights, mut left) = (Vec::new(), Vec::new(), Vec::new());
    decode::each_picture(&bytes, &mut |(picture, per_inch)| {
        n_pages += 1;
        if work.scan_pages.takes(n_pages, n_recognised) {
            (work.tell)(Progress {
                page: n_pages,
                n_pages: None,
            });
            let page = ocr::recognise(models, picture, per_inch, n_sights);
            n_sights += page.sights.len();
            n_recognised += 1;
            marks.push(page.marks);
            sights.push(page.sights);
        } else {
            // The pages behind it keep their numbers.
            marks.push(Marks::default());
            sights.push(Vec::new());
            left.push(n_pages);
        }
        Ok(())
    })?;
    let is_cut = decode::is_cut(&bytes);
    drop(bytes);
    if marks.iter().all(|page| page.glyphs.is_empty()) {
        return Err(Failure::Scan);
    }
    let [recognised, in_english] = RECOGNISED;
    let mut notices = vec![Said::new(
        format!("图里{recognised}"),
        format!("The picture{in_english}"),
    )];
    if is_cut {
        let [text, in_english] = CUT;
        notices.insert(0, Said::new(text, in_english));
    }
    if !left.is_empty() {
        let [beyond, in_english] = match work.scan_pages {
            ScanPages::First(_) => BEYOND,
            ScanPages::Chosen(_) => UNCHOSEN,
        };
        let pages = listed(&left);
        notices.push(Said::new(
            format!("第 {pages} 页{beyond}"),
            format!("Pages {}{in_english}", pages.replace('、', ", ")),
        ));
    }
    Ok(Imported {
        blocks: pdf::blocks_of_marks(&marks),
        sights,
        notices,
        ..Imported::default()
    })
}
