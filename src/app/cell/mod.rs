//! Everything about the selected cell: printed text, value, rules, verdict, history, and the repairs proposed for it.
//!
//! Reads a session and what is selected; keeps the proposals found for the newest step.

pub(crate) mod changes;
mod finding_detail;
pub(crate) mod looked_at;
pub(crate) mod panel;
mod proposals_list;
pub(crate) mod repairs;
mod sights;
