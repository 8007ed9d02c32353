//! Errors of the system, told in Chinese and in English.

use crate::said::Said;

use std::io::ErrorKind;

/// What the system says, in Chinese.
#[must_use]
pub fn told(error: &std::io::Error) -> String {
    said(error).chinese
}

/// What the system says, in words of our own: its are English, or of whatever language it is set to.
#[must_use]
pub fn said(error: &std::io::Error) -> Said {
    Said::from(match error.kind() {
        ErrorKind::NotFound => ["文件或文件夹不存在", "there is no such file or folder"],
        ErrorKind::PermissionDenied => ["没有权限", "permission denied"],
        ErrorKind::AlreadyExists => ["同名文件已经存在", "a file of this name is there already"],
        ErrorKind::NotADirectory => ["路径中有一段不是文件夹", "part of the path is not a folder"],
        ErrorKind::IsADirectory => ["这是一个文件夹", "it is a folder"],
        ErrorKind::DirectoryNotEmpty => ["文件夹不是空的", "the folder is not empty"],
        ErrorKind::ReadOnlyFilesystem => ["磁盘是只读的", "the disk is read-only"],
        ErrorKind::StorageFull => ["磁盘已满", "the disk is full"],
        ErrorKind::QuotaExceeded => ["超出磁盘配额", "the quota of the disk is used up"],
        ErrorKind::FileTooLarge => ["文件太大", "the file is too large"],
        ErrorKind::InvalidFilename => ["文件名不合规", "the name of the file is not allowed"],
        ErrorKind::TimedOut => ["等待超时", "it took too long"],
        ErrorKind::BrokenPipe => ["接收的一方已经关闭", "the other side is closed"],
        ErrorKind::UnexpectedEof => ["文件不完整", "the file is incomplete"],
        ErrorKind::ResourceBusy => ["文件正被占用", "the file is in use"],
        ErrorKind::OutOfMemory => ["内存不足", "there is not enough memory"],
        _ => {
            return match error.raw_os_error() {
                Some(code) => Said::new(format!("系统错误 {code}"), format!("system error {code}")),
                // Words of our own.
                None => Said::same(error.to_string()),
            };
        }
    })
}
