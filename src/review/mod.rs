//! The session of one report: what was read, what the reviewer decided, and what follows from both.
//!
//! Decisions are an overlay keyed by [`Slot`]; a step is a list of (slot, before, after) and therefore its own inverse.
//! Values, outcomes and findings are derived in full after each step.

pub mod acts;
mod apply;
pub mod carpet;
mod derive;
pub mod draw;
pub mod drill;
pub mod edit;
pub mod entering;
pub mod evidence;
mod fingerprint;
pub mod groups;
pub mod history;
pub mod journal;
pub mod judged;
mod kinds;
pub mod marks;
pub mod merge;
pub mod missed;
mod name;
pub mod offers;
mod order;
pub mod placing;
pub mod problems;
pub mod proposals;
pub mod rates;
pub mod remarks;
pub mod reread;
pub mod row_print;
pub mod second;
pub mod session;
pub mod sights;
pub mod slot;
pub mod state;
pub mod statements;
pub mod status;
pub mod verdict;
pub mod votes;
pub mod years;

pub use edit::{Edit, Placed, Refusal, Stamp};
pub use journal::{Change, Entry, Journal, Record};
pub use session::Session;
pub use slot::{Decisions, HeaderField, Held, Judgement, SignOff, Slot, TableDecision};
pub use verdict::{Basis, Decision, Footing, Origin, Verdict};
