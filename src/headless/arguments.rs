//! Arguments that several commands take.

use std::path::PathBuf;

use clap::Args;

use crate::headless::PLACES;

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
}
