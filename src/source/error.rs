//! Why a file could not be opened.

use std::path::PathBuf;

use crate::source::scan;

use crate::said::{Both, Told};
use crate::source::system::{said, told};

/// Why a file could not be opened. Each message names the file and what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file could not be read from disk.
    #[error("无法读取文件 {path}：{said}。请检查磁盘或网络位置，或复制到本机再打开。", said = told(.reason))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's own words.
        reason: std::io::Error,
    },
    /// There is no such file.
    #[error("找不到文件 {path}。请检查路径和文件名，或在文件夹里重新选择。")]
    Missing {
        /// The path.
        path: PathBuf,
    },
    /// The system does not let us read the file.
    #[error("没有权限读取文件 {path}。请在文件属性里允许读取，或把它复制到自己的文件夹里再打开。")]
    Forbidden {
        /// The file.
        path: PathBuf,
    },
    /// The path names a folder, or a device.
    #[error("{path} 不是文件。请打开其中的报告文件，或用“打开文件夹”载入整个文件夹。")]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The file became longer while it was read.
    #[error("{path}：文件正在被别的程序写入，还没有写完。请等它写完再打开。")]
    Growing {
        /// The file.
        path: PathBuf,
    },
    /// The file is larger than its format's limit.
    #[error("文件 {path} 有 {size_mb} MB，超过 {limit_mb} MB 的上限。请只保留报告正文后再打开。")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in MiB, rounded down.
        size_mb: u64,
        /// The limit in MiB.
        limit_mb: u64,
    },
    /// The content is of a format that is not accepted.
    #[error("{path}：这是{}，目前不能识读。{}", .kind[0], .advice[0])]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// What the content looks like, such as RTF 文档.
        kind: Both,
        /// What the user can do.
        advice: Both,
    },
    /// The file has no bytes.
    #[error("{path}：这是空文件（0 字节）。请重新下载或重新导出，再打开。")]
    Nothing {
        /// The file.
        path: PathBuf,
    },
    /// The file has no characters.
    #[error("{path}：文件里没有文字。请确认导出的文本不是空的。")]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file needs a password.
    #[error("{path}：这份{}加了密码。请用原来的软件打开，取消密码后另存，再打开。", .kind[0])]
    Locked {
        /// The file.
        path: PathBuf,
        /// What it is.
        kind: Both,
    },
    /// The file is not well formed.
    #[error("{path}：这份{}已损坏，无法读出文字。请重新下载，或用原来的软件打开后另存，再打开。", .kind[0])]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What it is.
        kind: Both,
    },
    /// The pages are pictures, and nothing was recognised in them.
    #[error(
        "{path}：各页都是图片（扫描件），{}。请向发布单位要 Word 或网页原件，或先用文字识别软件转成带文字的 PDF 或文本，再打开。",
        scan::NOTHING_READ[0]
    )]
    Scan {
        /// The file.
        path: PathBuf,
    },
    /// It has no pages that can be drawn.
    #[error("{path}：这个文件没有可以显示的页面。请选择 PDF、OFD 或图片。")]
    NoPages {
        /// The file.
        path: PathBuf,
    },
    /// The picture has too many pixels.
    #[error("{path}：图片超过 {} 万像素。请缩小到每页 3000 万像素以内，或按每英寸 300 点（300 DPI）重新扫描，再打开。", scan::MOST_PIXELS / 10_000)]
    Oversized {
        /// The file.
        path: PathBuf,
    },
    /// The models that recognise pictures are missing.
    #[error(
        "{path}：识别图片要用的模型文件（{files}）没有找到，或已损坏。请把它们从勾稽的安装包复制到以下任一文件夹，再打开：{folders}。"
    )]
    NoModel {
        /// The file.
        path: PathBuf,
        /// Their names.
        files: String,
        /// Where they are looked for.
        folders: String,
    },
    /// The glyphs do not tell their characters.
    #[error(
        "{path}：这份 PDF 的字体没有给出文字编码，读出来会是乱码。请向发布单位要 Word 或网页原件，或用文字识别软件转换后再打开。"
    )]
    Unmapped {
        /// The file.
        path: PathBuf,
    },
    /// Reading took too long and was stopped.
    #[error("{path}：读这份{}用了太久（时限 {seconds} 秒），已停止。电脑正忙的，请稍后再打开。不忙也这样的：文件很长，请只保留报告正文；文件不长，可能已损坏，请用原来的软件打开后另存，再打开。", .kind[0])]
    TooSlow {
        /// The file.
        path: PathBuf,
        /// What it is.
        kind: Both,
        /// The deadline.
        seconds: u64,
    },
    /// Reading took too much memory and was stopped.
    #[error("{path}：读这份{}时内存不足（超过 {limit_mb} MB），已停止；其他报告不受影响。{}", .kind[0], .advice[0])]
    TooHungry {
        /// The file.
        path: PathBuf,
        /// What it is.
        kind: Both,
        /// The limit in MiB.
        limit_mb: usize,
        /// What the user can do.
        advice: Both,
    },
    /// The worker ended without an answer.
    #[error("{path}：读这份{}时内存不足或出错，已停止；其他报告不受影响。文件可能已损坏，请用原来的软件打开后另存，再打开。", .kind[0])]
    Broken {
        /// The file.
        path: PathBuf,
        /// What it is.
        kind: Both,
    },
    /// Nobody waited for it any more.
    #[error("{path}：已停止打开。要看这份报告，请再打开一次。")]
    GivenUp {
        /// The file.
        path: PathBuf,
    },
    /// No worker could be started.
    #[error("{path}：无法启动读取{}的进程：{said}。请关闭一些程序后再试。", .kind[0], said = told(.reason))]
    NoWorker {
        /// The file.
        path: PathBuf,
        /// What it is.
        kind: Both,
        /// The system's own words.
        reason: std::io::Error,
    },
}

impl Told for OpenError {
    #[expect(clippy::too_many_lines, reason = "one sentence each")]
    fn english(&self) -> String {
        match self {
            Self::Unreadable { path, reason } => format!(
                "{}: cannot be read, {}. Check the disk or network, or copy it here and open it again.",
                path.display(),
                said(reason).english
            ),
            Self::Missing { path } => format!(
                "{}: there is no such file. Check path and name, or choose it in its folder.",
                path.display()
            ),
            Self::Forbidden { path } => format!(
                "{}: you have no permission to read this file. Allow reading in its properties, or copy it to a folder of your own.",
                path.display()
            ),
            Self::NotAFile { path } => format!(
                "{} is not a file. Open a report file in it, or load the whole folder with “Open folder”.",
                path.display()
            ),
            Self::Growing { path } => format!(
                "{}: another program is writing it. Wait until it is done.",
                path.display()
            ),
            Self::TooLarge {
                path,
                size_mb,
                limit_mb,
            } => format!(
                "{}: {size_mb} MB is over the limit of {limit_mb} MB. Keep only the report itself and open it again.",
                path.display()
            ),
            Self::Unsupported { path, kind, advice } => format!(
                "{}: this is {}, which cannot be read. {}",
                path.display(),
                kind[1],
                advice[1]
            ),
            Self::Nothing { path } => format!(
                "{}: the file is empty (0 bytes). Download or export it again.",
                path.display()
            ),
            Self::Empty { path } => format!(
                "{}: there is no text in the file. Make sure that the exported text is not empty.",
                path.display()
            ),
            Self::Locked { path, kind } => format!(
                "{}: this is {} with a password. Open it in its own program, remove the password, save it, and open it here again.",
                path.display(),
                kind[1]
            ),
            Self::Damaged { path, kind } => format!(
                "{}: this is {}, damaged, and no text can be read from it. Download it again, or save it anew in the program it is from.",
                path.display(),
                kind[1]
            ),
            Self::Scan { path } => format!(
                "{}: all pages are pictures (a scan); {}. Ask the publishing office for the Word or web original, or convert it with text recognition software first.",
                path.display(),
                scan::NOTHING_READ[1]
            ),
            Self::NoPages { path } => format!(
                "{}: it has no pages that can be shown. Choose a PDF, an OFD document or a picture.",
                path.display()
            ),
            Self::Oversized { path } => format!(
                "{}: a picture has more than {} million pixels. Scan it again at 300 dots per inch.",
                path.display(),
                scan::MOST_PIXELS / 1_000_000
            ),
            Self::NoModel {
                path,
                files,
                folders,
            } => format!(
                "{}: the models that recognise pictures ({files}) are missing or damaged. Copy them from the package of Gouji into one of: {folders}.",
                path.display()
            ),
            Self::Unmapped { path } => format!(
                "{}: the fonts of this PDF give no character codes, so it would be read as garbage. Ask the publishing office for the Word or web original, or convert it with text recognition software first.",
                path.display()
            ),
            Self::TooSlow {
                path,
                kind,
                seconds,
            } => format!(
                "{}: this is {}; reading it took too long ({seconds} seconds are allowed) and was stopped. If the computer is busy, open it again later. If that does not help: keep only the report itself if the file is long; otherwise it may be damaged, so open and save it in its own program, then open it again.",
                path.display(),
                kind[1]
            ),
            Self::TooHungry {
                path,
                kind,
                limit_mb,
                advice,
            } => format!(
                "{}: this is {}; reading it took more than {limit_mb} MB of memory and was stopped. Other reports are not affected. {}",
                path.display(),
                kind[1],
                advice[1]
            ),
            Self::Broken { path, kind } => format!(
                "{}: this is {}; reading it failed and was stopped. Other reports are not affected. It may be damaged: save it anew in the program it is from.",
                path.display(),
                kind[1]
            ),
            Self::GivenUp { path } => format!(
                "{}: opening was stopped. Open it again to see the report.",
                path.display()
            ),
            Self::NoWorker { path, kind, reason } => format!(
                "{}: the process that reads {} cannot be started, {}. Close some programs and try again.",
                path.display(),
                kind[1],
                said(reason).english
            ),
        }
    }
}
