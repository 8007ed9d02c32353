//! What is said and known of pictures that are recognised, where Gouji was built with the recognition (feature `ocr`).

use crate::source::ocr::{decode, models};

pub use crate::source::ocr::IS_BUILT;
pub use crate::source::ocr::tuning::{MOST_PAGES, MOST_PIXELS};

/// The endings of files that are recognised, in small letters.
pub const ENDINGS: &[&str] = &["png", "jpg", "jpeg", "tif", "tiff", "bmp"];

/// Pixels of the longer side of the smallest picture that a folder is looked through for: a page at 85 dots per inch.
const SMALL: u32 = 1_000;

/// What is told of pages whose text was recognised.
pub(crate) const RECOGNISED: [&str; 2] = [
    "的文字是勾稽从图片识别的，没有把握的数已标为待核，其余请对照原件抽查。",
    ": recognised from the picture by Gouji. Figures it was not sure of are marked; check some of the others with the original.",
];

/// What is told of a picture of which a part is missing.
pub(crate) const CUT: [&str; 2] = [
    "图片文件不完整：文件在中途断开，断开处以下的部分显示为灰色，没有读到。请重新下载或重新扫描后再打开。",
    "The picture is incomplete: the file breaks off; the part below is grey and was not read. Download or scan it again, then open it.",
];

/// What is told of pages that are pictures while the models are missing; a text layer of another program is all that was
/// read of them then.
pub(crate) const WITHOUT_MODEL: [&str; 2] = [
    "是图片，识别图片用的模型（PP-OCRv6_det_small.onnx、PP-OCRv6_rec_small.onnx）缺失或损坏，图片里的数没有读，也没有与文字层核对。请从勾稽安装包把模型复制到程序旁的 models 文件夹，再重新打开。",
    ": pictures, and the models that recognise them (PP-OCRv6_det_small.onnx, PP-OCRv6_rec_small.onnx) are missing or damaged: the figures in the pictures were neither read nor compared with the text layer. Copy the models from the package of Gouji into the folder models beside the program and open the file again.",
];

/// What is told of pages that were too many.
pub(crate) const BEYOND: [&str; 2] = [
    "也是图片，页数太多，没有识别。报告若在这些页里，请用“选页识别…”指定要识别的页（命令行可用 gouji read --scan-pages 30 改为识别前 30 页）。",
    ": pictures as well, too many to be recognised. If the report is on them, choose pages with “Recognise chosen pages…” (on the command line, gouji read --scan-pages 30 takes the first 30).",
];

/// What is told of pages that were not chosen.
pub(crate) const UNCHOSEN: [&str; 2] = [
    "也是图片，不在所选要识别的页里，没有识别。",
    ": pictures as well, not among the pages chosen to be recognised.",
];

/// What is said of a document whose pages are pictures when it has no text.
pub(crate) const NOTHING_READ: [&str; 2] = if IS_BUILT {
    ["从中没有识别到文字", "no text was recognised in them"]
} else {
    [
        "这个版本的程序没有文字识别功能，不能识读",
        "this build of Gouji has no text recognition",
    ]
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
