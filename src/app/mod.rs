//! The window.

use std::path::PathBuf;

/// Opens the window on the given reports or folders and returns when it is closed.
///
/// # Errors
/// A sentence for the user when no window can be shown.
pub fn run(_paths: &[PathBuf]) -> Result<(), String> {
    Err("这个版本还没有窗口。请用 gouji read 或 gouji check，用法见 gouji --help。".to_owned())
}
