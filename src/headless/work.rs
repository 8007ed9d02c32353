//! `gouji work`: what the record of the work says, reviewer by reviewer.

use std::path::PathBuf;

use crate::dataset::work_log::{self, WorkLog};
use crate::dataset::work_told::sentences;
use crate::headless::output::{Output, complain, plain};
use crate::headless::{FINE, UNREADABLE};
use crate::source::system::told;

/// Prints what the records at `paths` say together; without any, that of this user. Returns the exit code.
#[must_use]
pub fn work(paths: &[PathBuf]) -> u8 {
    let own = work_log::default_path();
    let paths: Vec<PathBuf> = match paths {
        [] => own.into_iter().collect(),
        paths => paths.to_vec(),
    };
    let mut log = WorkLog::default();
    let mut code = FINE;
    for path in &paths {
        match work_log::read(path) {
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
    if sentences.is_empty() {
        complain("还没有工作记录。在窗口里审阅报告时自动记录，可以在“审定”菜单里关掉。");
    }
    let printed: String = sentences
        .iter()
        .map(|[chinese, _]| chinese.clone() + "\n")
        .collect();
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
