//! `gouji read`, `gouji check`, `gouji export`, `gouji merge` and `gouji report`: the same engine without a window, on many reports and all cores.

mod arguments;
mod check;
mod doubts;
mod drill;
mod export;
mod inputs;
mod json;
mod linked;
mod merge;
mod output;
mod overview;
mod read;
mod recheck;
mod report;
mod reread;
mod reviews;
mod work;

use std::time::{SystemTime, UNIX_EPOCH};

pub use check::{CheckOptions, check};
pub use drill::{DrillOptions, drill};
pub use export::{ExportOptions, export};
pub use merge::{MergeOptions, merge};
pub use overview::{OverviewOptions, overview};
pub use read::{ReadOptions, read};
pub use recheck::{RecheckOptions, recheck};
pub use reread::{RereadOptions, reread_all};
pub use work::{WorkOptions, work};

/// Exit code of a run in which everything was read and nothing failed.
pub const FINE: u8 = 0;
/// Exit code when something at or above the wanted level is open.
pub const OPEN_FINDINGS: u8 = 1;
/// Exit code when a file could not be read, or nothing could be done at all.
pub const UNREADABLE: u8 = 2;

/// How the help of a command is laid out, and what its two lists of arguments are called.
pub const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";
const PLACES: &str = "参数";
const OPTIONS: &str = "选项";

/// Seconds since 1970 UTC.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
