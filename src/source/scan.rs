//! Files of pictures: their text is recognised, where Gouji was built with the recognition (feature `ocr`).

use crate::source::imported::{Failure, Imported, Progress, Work};
use crate::source::ocr::{self, decode, models};
use crate::source::pdf;
use crate::source::picture::{Picture, Wanted};

pub use crate::source::ocr::IS_BUILT;
pub use crate::source::ocr::tuning::{MOST_PAGES, MOST_PIXELS};

/// The endings of files that are recognised, in small letters.
pub const ENDINGS: &[&str] = &["png", "jpg", "jpeg", "tif", "tiff", "bmp"];

/// Pixels of the longer side of the smallest picture that a folder is looked through for: a page at 85 dots per inch.
const SMALL: u32 = 1_000;

/// What is told of pages whose text was recognised.
pub(crate) const RECOGNISED: &str =
    "的文字是 Gouji 从图片识别的，没有把握的数已标为待核，其余请与原件抽查。";

/// What is told of pages that were too many.
pub(crate) const BEYOND: &str = "也是图片，页数太多，没有识别。请只保留报告的页再打开，或用命令行 gouji read --scan-pages 指定识别多少页。";

/// What is said of a document whose pages are pictures when it has no text.
pub(crate) const NOTHING_READ: &str = if IS_BUILT {
    "从中没有识别到文字"
} else {
    "这个 Gouji 没有带上文字识别，不能识读"
};

/// The files of the models.
pub(crate) const MODELS: [&str; 2] = [models::DETECTION, models::RECOGNITION];

/// The folders in which the models are looked for, as a sentence names them.
pub(crate) fn model_folders() -> String {
    let folders = models::folders();
    let names: Vec<String> = folders
        .iter()
        .map(|folder| folder.display().to_string())
        .collect();
    names.join("、")
}

/// Whether a file is a picture with fewer pixels than a page with a table has. Nothing but its head is read.
pub(crate) fn is_small(file: std::fs::File) -> bool {
    decode::size(file)
        .is_some_and(|(width, height)| width.max(height) < SMALL || width.min(height) * 2 < SMALL)
}

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
    let (mut n_pages, mut n_sights) = (0, 0);
    let (mut marks, mut sights) = (Vec::new(), Vec::new());
    decode::each_picture(&bytes, &mut |(picture, per_inch)| {
        n_pages += 1;
        if n_pages <= work.most_pages {
            (work.tell)(Progress {
                page: n_pages,
                n_pages: None,
            });
            let page = ocr::recognise(models, &picture, per_inch, n_sights);
            n_sights += page.sights.len();
            marks.push(page.marks);
            sights.push(page.sights);
        }
        Ok(())
    })?;
    drop(bytes);
    if marks.iter().all(|page| page.glyphs.is_empty()) {
        return Err(Failure::Scan);
    }
    let mut notices = vec![format!("图片{RECOGNISED}")];
    if n_pages > work.most_pages {
        let first = work.most_pages + 1;
        notices.push(format!("第 {first}–{n_pages} 页{BEYOND}"));
    }
    Ok(Imported {
        blocks: pdf::blocks_of_marks(&marks),
        sights,
        notices,
        ..Imported::default()
    })
}
