//! The menus.

use egui::{Key, Modifiers};

use crate::app::texts::{self, Text};

/// The menus in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

    /// The letter that opens it with Alt.
    #[must_use]
    pub fn letter(self) -> Key {
        match self {
            Self::File => Key::F,
            Self::Edit => Key::E,
            Self::Review => Key::R,
            Self::Proposals => Key::P,
            Self::View => Key::V,
            Self::Help => Key::H,
        }
    }

    /// The menu that a key opens.
    #[must_use]
    pub fn of_key(key: Key, modifiers: Modifiers) -> Option<Self> {
        let is_alt = modifiers.matches_exact(Modifiers::ALT);
        let mut menus = Self::ALL.into_iter();
        menus.find(|menu| is_alt && menu.letter() == key)
    }

    /// Title and key, such as `文件（Alt+F）`.
    #[must_use]
    pub fn written(self) -> String {
        format!("{}（Alt+{}）", self.title().show(), self.letter().name())
    }
}
