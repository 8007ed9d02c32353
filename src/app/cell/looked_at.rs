//! Which of the proposals the reviewer looks at, and which of them could be seen.

use crate::repair::block::BlockId;

/// A part of what a block offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The proposal at this place of [`offers`](crate::review::offers::offers).
    Offer(usize),
    /// What all smallest proposals share.
    Forced,
}

/// A part of what one block offers.
pub(crate) type Offered = (BlockId, Part);

/// A proposal of which the tables show what it would change.
#[derive(Default)]
pub(crate) struct LookedAt {
    /// The one the pointer or the keyboard is on, told anew in each frame.
    pub pointed: Option<Offered>,
    /// The one chosen for a look.
    pub chosen: Option<Offered>,
    seen: Vec<Offered>,
}

impl LookedAt {
    /// Notes that this frame shows what accepting it would change.
    pub(crate) fn see(&mut self, offered: Offered) {
        if !self.seen.contains(&offered) {
            self.seen.push(offered);
        }
    }

    /// Notes that the tables of this frame show what the one chosen for a look would change, unless the pointer is on
    /// another one.
    pub(crate) fn see_chosen(&mut self) {
        let is_hidden = self.pointed.is_some() && self.pointed != self.chosen;
        if let Some(chosen) = self.chosen.clone().filter(|_| !is_hidden) {
            self.see(chosen);
        }
    }

    /// Whether the frame before showed what accepting it would change.
    pub(crate) fn has_seen(&self, offered: &Offered) -> bool {
        self.seen.contains(offered)
    }

    /// Forgets what frames showed before: the next one shows it anew, or does not.
    pub(crate) fn forget_seen(&mut self) {
        self.seen.clear();
    }
}
