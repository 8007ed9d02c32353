//! What a folder holds besides reports: files that are not opened, counted by kind, so that none vanishes without a word.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::said::Said;
use crate::source::{ending, scan};

/// Why a file of a folder is not opened. The order is that of the sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PassedKind {
    /// A picture that stands by itself; it may be a scan of a report.
    Picture,
    /// Data of other programs, such as JSON.
    Data,
    /// Sound or film.
    Recording,
    /// Neither a document nor any of the others.
    Other,
    /// A saved review whose report does not lie beside it, where only reports are read.
    Review,
    /// A copy of a review that a sync folder made of two changes, where only reports are read.
    Copy,
    /// A second review that was made blind, and was not compared with the first yet.
    Blind,
    /// A table that this program exported, or what stands beside one.
    Exported,
    /// Two reports in one file, whose parts are listed.
    Parted,
    /// A link to a folder, which may lead in circles.
    Link,
    /// A device, a pipe, or a link that leads nowhere.
    NoFile,
    /// What a web page beside it is drawn with.
    PagePart,
    /// Hidden, or the system's own, or the mark of an office program that has a document open.
    Hidden,
}

/// Endings by kind, in lower case and without the dot; all others are [`PassedKind::Other`].
const ENDINGS: [(PassedKind, &[&str]); 3] = [
    (
        PassedKind::Picture,
        &[
            "png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "tif", "tiff", "webp", "heic",
            "heif", "svg", "ico", "avif", "jp2",
        ],
    ),
    (
        PassedKind::Data,
        &[
            "json", "jsonl", "ndjson", "xml", "yaml", "yml", "ron", "toml", "ini", "sql", "db",
            "sqlite", "parquet", "dta", "sav", "log",
        ],
    ),
    (
        PassedKind::Recording,
        &[
            "mp3", "mp4", "wav", "avi", "mov", "mkv", "flv", "wmv", "wma", "m4a", "webm", "ogg",
        ],
    ),
];

/// Endings of what web pages are drawn with besides pictures.
const PAGE_PARTS: [&str; 10] = [
    "css", "js", "mjs", "map", "woff", "woff2", "ttf", "eot", "swf", "download",
];

/// The kind of a file of this name; `beside_page` tells whether a web page lies in its folder, or is drawn with what lies
/// there.
#[must_use]
pub fn kind(path: &Path, beside_page: bool) -> PassedKind {
    let ending = ending::of(path);
    let is_of = |endings: &[&str]| endings.contains(&ending.as_str());
    let found = ENDINGS.iter().find(|(_, endings)| is_of(endings));
    let kind = found.map_or(PassedKind::Other, |(kind, _)| *kind);
    let is_drawn = kind == PassedKind::Picture || is_of(&PAGE_PARTS);
    if beside_page && is_drawn {
        return PassedKind::PagePart;
    }
    kind
}

impl PassedKind {
    /// What it is called, Chinese and English.
    #[must_use]
    pub fn name(self) -> [&'static str; 2] {
        match self {
            Self::Picture => ["图片", "pictures"],
            Self::Data => ["数据文件", "data files"],
            Self::Recording => ["音像文件", "recordings"],
            Self::Other => ["其他文件", "other files"],
            Self::Review => ["审定文件（报告不在旁边）", "reviews without their report"],
            Self::Copy => ["审定文件的冲突副本", "conflict copies of reviews"],
            Self::Blind => ["还没有裁定的盲审", "blind reviews not adjudicated yet"],
            Self::Exported => ["本程序导出的数据", "exports of this program"],
            Self::Parted => ["已分成两份的文件", "files that were split"],
            Self::Link => ["指向文件夹的链接", "links to folders"],
            Self::NoFile => ["设备或失效的链接", "devices or dead links"],
            Self::PagePart => ["网页所附的图片等文件", "parts of web pages"],
            Self::Hidden => ["隐藏文件和系统文件", "hidden and system files"],
        }
    }

    /// What the user can do about them; empty where they are no reports.
    fn advice(self) -> &'static str {
        match self {
            Self::Picture if scan::IS_BUILT => {
                "如果其中有扫描的报告，请用看图软件另存为 PNG 或 JPG。"
            }
            Self::Picture => {
                "这个版本的程序没有图片文字识别功能：如果是扫描的报告，请打开它的 PDF、Word 或网页原件，或先用文字识别软件转成文本。"
            }
            Self::Data | Self::Other | Self::Recording => {
                "如果其中有报告，请另存为 txt、html、docx、xlsx 或 pdf。"
            }
            Self::Review => "要看其中的审定，请在路径里直接写出这些文件。",
            Self::Blind => {
                "两份都审定完成后，请在窗口里用“审定”菜单的“比较两份审定”裁定，裁定的一份才会列入。"
            }
            Self::Copy => {
                "同步软件留下它们，因为两台电脑改过同一份审定。请在窗口里打开，与原审定对照。"
            }
            Self::Link => "如果要读，请在路径里直接写出那个文件夹。",
            Self::NoFile => "",
            Self::Parted => "列出的是分成的两份。",
            Self::PagePart | Self::Hidden | Self::Exported => "它们不是报告。",
        }
    }
}

/// Files that were not opened, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PassedOver {
    kinds: BTreeMap<PassedKind, Counted>,
}

/// The files of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Counted {
    n: usize,
    /// How many have each ending, in lower case and without the dot; empty for none.
    endings: BTreeMap<String, usize>,
    /// One of them.
    example: PathBuf,
}

impl PassedOver {
    /// Counts the file at `path`.
    pub fn add(&mut self, kind: PassedKind, path: &Path) {
        let counted = self.kinds.entry(kind).or_default();
        if counted.n == 0 {
            path.clone_into(&mut counted.example);
        }
        counted.n += 1;
        if kind != PassedKind::Hidden {
            *counted.endings.entry(ending::of(path)).or_default() += 1;
        }
    }

    /// Counts what `other` counted as well.
    pub fn join(&mut self, other: Self) {
        for (kind, more) in other.kinds {
            let counted = self.kinds.entry(kind).or_default();
            if counted.n == 0 {
                counted.example = more.example;
            }
            counted.n += more.n;
            for (ending, n) in more.endings {
                *counted.endings.entry(ending).or_default() += n;
            }
        }
    }

    /// How many files were not opened.
    #[must_use]
    pub fn n(&self) -> usize {
        self.kinds.values().map(|counted| counted.n).sum()
    }

    /// One sentence a kind: how many, which endings, an example, what to do.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let line = |(kind, counted): (&PassedKind, &Counted)| {
            let [name, _] = kind.name();
            format!(
                "没有识读：{name} {} 个{}，例如 {}。{}",
                counted.n,
                endings_text(&counted.endings),
                counted.example.display(),
                kind.advice()
            )
        };
        self.kinds.iter().map(line).collect()
    }

    /// All kinds in one line: `图片 3 个（.jpg 1、.png 2）、隐藏文件和系统文件 1 个`.
    #[must_use]
    pub fn summary(&self) -> Said {
        let parts = self.kinds.iter().map(|(kind, counted)| {
            let endings = endings_text(&counted.endings);
            let ([chinese, english], n) = (kind.name(), counted.n);
            Said::new(
                format!("{chinese} {n} 个{endings}"),
                format!("{n} {english}{endings}"),
            )
        });
        Said::joined(&parts.collect::<Vec<_>>(), ["、", ", "])
    }
}

/// Most endings that are named.
const NAMED: usize = 6;

/// `（.jpg 1、.png 2）`; empty if there is nothing to tell.
fn endings_text(endings: &BTreeMap<String, usize>) -> String {
    let named: Vec<String> = endings
        .iter()
        .filter(|(ending, _)| !ending.is_empty())
        .take(NAMED)
        .map(|(ending, n)| format!(".{ending} {n}"))
        .collect();
    if named.is_empty() {
        return String::new();
    }
    let mut text = format!("（{}", named.join("、"));
    if endings.len() > NAMED {
        // Writing to a string cannot fail.
        let _ = write!(text, " 等");
    }
    text + "）"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_kind(name: &str, beside_page: bool, expected: PassedKind) {
        assert_eq!(kind(Path::new(name), beside_page), expected, "{name}");
    }

    #[test]
    fn the_ending_tells_the_kind_and_a_page_owns_what_it_is_drawn_with() {
        check_kind("扫描.PNG", false, PassedKind::Picture);
        check_kind("扫描.PNG", true, PassedKind::PagePart);
        check_kind("样式.css", true, PassedKind::PagePart);
        check_kind("样式.css", false, PassedKind::Other);
        check_kind("结果.json", true, PassedKind::Data);
        check_kind("录音.mp3", false, PassedKind::Recording);
        check_kind("报告", false, PassedKind::Other);
    }

    #[test]
    fn a_line_tells_kind_number_endings_and_an_example() {
        let mut passed = PassedOver::default();
        for name in ["a/1.png", "a/2.PNG", "a/3.jpg"] {
            passed.add(PassedKind::Picture, Path::new(name));
        }
        let mut more = PassedOver::default();
        more.add(PassedKind::Picture, Path::new("b/4.gif"));
        more.add(PassedKind::Hidden, Path::new("b/.git"));
        passed.join(more);
        let lines = passed.lines();
        assert_eq!(passed.n(), 5);
        assert_eq!(lines.len(), 2);
        let first = "没有识读：图片 4 个（.gif 1、.jpg 1、.png 2），例如 a/1.png。";
        assert!(lines[0].starts_with(first), "{}", lines[0]);
        let Said { chinese, english } = passed.summary();
        assert_eq!(
            chinese,
            "图片 4 个（.gif 1、.jpg 1、.png 2）、隐藏文件和系统文件 1 个"
        );
        assert!(english.ends_with("1 hidden and system files"), "{english}");
    }
}
