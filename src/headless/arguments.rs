//! Arguments that several commands take.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use crate::dataset::home;
use crate::headless::{OPTIONS, PLACES};

/// Reports that a command reads.
#[derive(Clone, Debug, Default, Args)]
#[command(about = None, long_about = None)]
pub struct Reports {
    /// Reports and folders; `-` stands for a list of paths on standard input.
    #[arg(
        required = true,
        value_name = "路径",
        help = "报告或文件夹（含子文件夹）；- 表示从标准输入读取路径清单，一行一个",
        help_heading = PLACES
    )]
    pub paths: Vec<PathBuf>,
}

/// Reviews that a command reads.
#[derive(Clone, Debug, Args)]
#[command(about = None, long_about = None)]
pub struct Datasets {
    /// Folders with reviews, reviews, and reports with their review beside them.
    #[arg(
        required = true,
        value_name = "数据集",
        help = "有审定文件的文件夹（含子文件夹）、审定文件，或旁边有审定文件的报告",
        help_heading = PLACES
    )]
    pub datasets: Vec<PathBuf>,
    /// Where the reviews are, if not beside the reports of the one folder that is named.
    #[arg(
        long,
        value_name = "文件夹",
        help = "审定文件在这个文件夹里，不在报告旁边（窗口里选过“审定文件存到另一个文件夹”）",
        help_heading = OPTIONS
    )]
    pub reviews: Option<PathBuf>,
}

impl Datasets {
    /// Datasets with their reviews beside the reports.
    pub(super) fn beside(datasets: &[PathBuf]) -> Self {
        Self {
            datasets: datasets.to_vec(),
            reviews: None,
        }
    }

    /// The folders that the reviews are below.
    pub(super) fn roots(&self) -> Vec<PathBuf> {
        match &self.reviews {
            // Without links, as reviews in a chosen folder are known.
            Some(reviews) => vec![fs::canonicalize(reviews).unwrap_or_else(|_| reviews.clone())],
            None => self.datasets.clone(),
        }
    }

    /// From now on the reviews are looked for where they are.
    ///
    /// # Errors
    /// A sentence where that is no folder, or it is not clear whose reviews are there.
    pub(super) fn settle(&self) -> Result<(), String> {
        let Some(reviews) = &self.reviews else {
            return Ok(());
        };
        if !reviews.is_dir() {
            let reviews = reviews.display();
            return Err(format!("--reviews {reviews} 不是文件夹。请检查路径。"));
        }
        match self.datasets.as_slice() {
            [folder] if folder.is_dir() => {
                home::set(folder, reviews);
                Ok(())
            }
            _ => Err(
                "--reviews 只能和一个报告文件夹一起用。有几个文件夹的，请分几次运行。".to_owned(),
            ),
        }
    }
}
