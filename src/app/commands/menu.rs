//! The menus.

use crate::app::texts::{self, Text};

/// The menus in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// 文件.
    File,
    /// 编辑.
    Edit,
    /// 审定.
    Review,
    /// 方案.
    Proposals,
    /// 视图.
    View,
    /// 帮助.
    Help,
}

impl Menu {
    /// All menus from left to right.
    pub const ALL: [Self; 6] = [
        Self::File,
        Self::Edit,
        Self::Review,
        Self::Proposals,
        Self::View,
        Self::Help,
    ];

    /// Its title.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::File => texts::MENU_FILE,
            Self::Edit => texts::MENU_EDIT,
            Self::Review => texts::MENU_REVIEW,
            Self::Proposals => texts::MENU_PROPOSALS,
            Self::View => texts::MENU_VIEW,
            Self::Help => texts::MENU_HELP,
        }
    }
}
