//! What of an archive was not unpacked, as sentences.

use std::path::PathBuf;

use crate::dataset::archive::limits::{FILE_LIMIT_MB, WHOLE_LIMIT_GB};
use crate::dataset::error::repeated;
use crate::said::{Said, said};

/// Why an entry was not unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refused {
    /// An archive in the archive.
    Nested,
    /// It wants a password.
    Encrypted,
    /// Its name leads out of the folder, or something else than a folder is in its way.
    Outside,
    /// Its name is too long or too deep.
    Name,
    /// A link.
    Link,
    /// Too large.
    TooLarge,
    /// Larger by far than what it is packed in.
    Swollen,
    /// All entries together are too large.
    WholeTooLarge,
    /// Packed in a way that is not known.
    Method,
    /// Its bytes are damaged, or not as many as the archive says.
    Damaged,
    /// Another file of this name is in the folder.
    Otherwise,
}

/// What became of an archive.
#[derive(Debug, Default)]
pub struct Unpacked {
    /// The folder that its files lie in.
    pub folder: PathBuf,
    /// Files that were written now.
    pub n_new: usize,
    /// Files that were there, the same.
    pub n_there: usize,
    /// What was not unpacked, by its name, with the reason.
    pub refused: Vec<(String, Refused)>,
}

/// Names told of each reason.
const MOST_NAMES: usize = 3;

impl Refused {
    fn said(self) -> Said {
        Said::from(match self {
            Self::Nested => [
                "压缩包里的压缩包，请另外解压",
                "an archive in the archive; unpack it by itself",
            ],
            Self::Encrypted => [
                "有密码，请自己解压",
                "it needs a password; unpack it yourself",
            ],
            Self::Outside => [
                "文件名指向文件夹外面，没有解压",
                "its name points outside the folder; it was not unpacked",
            ],
            Self::Name => ["文件名或层级太长", "the name is too long or too deep"],
            Self::Link => ["是链接，不是文件", "a link, not a file"],
            Self::TooLarge => {
                return said!("超过 {FILE_LIMIT_MB} MB", "more than {FILE_LIMIT_MB} MB");
            }
            Self::Swollen => ["解压后的大小异常", "far larger than what it is packed in"],
            Self::WholeTooLarge => {
                return said!(
                    "全部解压超过 {WHOLE_LIMIT_GB} GB",
                    "more than {WHOLE_LIMIT_GB} GB with all others"
                );
            }
            Self::Method => [
                "压缩方法不认得，请自己解压",
                "packed in an unknown way; unpack it yourself",
            ],
            Self::Damaged => ["内容已损坏", "damaged"],
            Self::Otherwise => [
                "文件夹里已有同名而内容不同的文件，保留了原有的",
                "another file of this name is in the folder and was kept",
            ],
        })
    }
}

impl Unpacked {
    /// What the reviewer is to be told: where the files are, and what was not unpacked.
    #[must_use]
    pub fn sentences(&self) -> Vec<Said> {
        let n = self.n_new + self.n_there;
        let mut sentences = vec![said!(
            "压缩包里的 {n} 个文件在 {}（新解压 {} 个），审定也保存在那里；压缩包没有改动。",
            "The {n} files of the archive are in {} ({} of them new), and reviews are saved there; the archive is unchanged.",
            self.folder.display(),
            self.n_new
        )];
        let mut reasons: Vec<Refused> = self.refused.iter().map(|(_, why)| *why).collect();
        reasons.sort_unstable();
        reasons.dedup();
        for why in reasons {
            let of_it = || self.refused.iter().filter(|(_, other)| *other == why);
            let names = of_it().take(MOST_NAMES).map(|(name, _)| repeated(name));
            let names: Vec<String> = names.collect();
            let (n, names, why) = (of_it().count(), names.join("、"), why.said());
            let more = if n > MOST_NAMES {
                ["等", " and others"]
            } else {
                [""; 2]
            };
            sentences.push(Said::new(
                format!(
                    "压缩包里有 {n} 个文件没有解压（{}）：{names}{}。",
                    why.chinese, more[0]
                ),
                format!(
                    "{n} files of the archive were not unpacked ({}): {names}{}.",
                    why.english, more[1]
                ),
            ));
        }
        sentences
    }
}
