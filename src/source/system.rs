//! Errors of the system, told in Chinese.

use std::io::ErrorKind;

/// What the system says, in Chinese; its own words are English, or of whatever language it is set to.
#[must_use]
pub fn told(error: &std::io::Error) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "文件或文件夹不存在",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "同名文件已经存在",
        ErrorKind::NotADirectory => "路径中有一段不是文件夹",
        ErrorKind::IsADirectory => "这是一个文件夹",
        ErrorKind::DirectoryNotEmpty => "文件夹不是空的",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::QuotaExceeded => "超出磁盘配额",
        ErrorKind::FileTooLarge => "文件太大",
        ErrorKind::InvalidFilename => "文件名不合规",
        ErrorKind::TimedOut => "等待超时",
        ErrorKind::BrokenPipe => "接收的一方已经关闭",
        ErrorKind::UnexpectedEof => "文件不完整",
        ErrorKind::ResourceBusy => "文件正被占用",
        ErrorKind::OutOfMemory => "内存不足",
        _ => {
            return match error.raw_os_error() {
                Some(code) => format!("系统错误 {code}"),
                // Words of our own, which are Chinese.
                None => error.to_string(),
            };
        }
    };
    known.to_owned()
}
