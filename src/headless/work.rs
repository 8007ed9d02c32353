//! `gouji work`: what the record of the work says, reviewer by reviewer.

use std::io;
use std::path::PathBuf;

use clap::Args;

use crate::dataset::work_log::{self, WorkLog};
use crate::dataset::work_told::sentences;
use crate::headless::output::{Output, complain, plain};
use crate::headless::{FINE, OPTIONS, PLACES, TEMPLATE, UNREADABLE};
use crate::source::system::told;

const EXAMPLES: &str = "示例：
  gouji work                      这台电脑上的工作记录
  gouji work 甲.log 乙.log        几个人的记录合在一起

窗口里审阅报告时自动记录（可在“审定”菜单里关掉），只存在这台电脑上，不上传。停手超过 90 秒的时间不算。

退出码：0 读完；2 有记录无法读取。";

/// What `gouji work` is asked to do.
#[derive(Clone, Debug, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "gouji work [记录文件…]",
    after_help = EXAMPLES,
    next_help_heading = OPTIONS
)]
pub struct WorkOptions {
    /// Records of work; those of this computer if there are none.
    #[arg(
        value_name = "记录文件",
        help = "工作记录文件；不写则用这台电脑上的",
        help_heading = PLACES
    )]
    pub logs: Vec<PathBuf>,
}

/// Prints what the records say together; without any, that of this user. Returns the exit code.
#[must_use]
pub fn work(options: &WorkOptions) -> u8 {
    let own = work_log::default_path();
    let paths: Vec<PathBuf> = match options.logs.as_slice() {
        [] => own.into_iter().collect(),
        paths => paths.to_vec(),
    };
    let mut log = WorkLog::default();
    let mut code = FINE;
    for path in &paths {
        // Of this computer there may be none yet; one that was named is there.
        let is_lost = !options.logs.is_empty() && !path.exists();
        let read = if is_lost {
            Err(io::ErrorKind::NotFound.into())
        } else {
            work_log::read(path)
        };
        match read {
            Ok(read) => log.add(read),
            Err(error) => {
                complain(&format!(
                    "无法读取 {}：{}。请检查文件是否存在、是否有读取权限。",
                    path.display(),
                    told(&error)
                ));
                code = UNREADABLE;
            }
        }
    }
    let sentences = sentences(&log);
    if sentences.is_empty() && code == FINE {
        complain("还没有工作记录。在窗口里审阅报告时自动记录，可以在“审定”菜单里关掉。");
    }
    let sentences: Vec<String> = sentences.iter().map(ToString::to_string).collect();
    let printed = sentences.join("\n") + "\n";
    let written = Output::open(None).and_then(|mut output| {
        output.write(&plain(&printed))?;
        output.finish()
    });
    match written {
        Ok(()) => code,
        Err(error) => {
            complain(&format!("无法写入标准输出：{}。", told(&error)));
            UNREADABLE
        }
    }
}
