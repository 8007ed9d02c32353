//! Repair proposals: every smallest set of changes that makes the form's equations hold, and what may have happened to
//! the layout. Proposes only; a proposal becomes an edit when the reviewer accepts it.
//!
//! [`mod@propose`] takes a sheet and evidence, both plain data, and knows neither the reading nor the prose.
//!
//! # Map
//! - [`problem`], [`block`]: cells and equations as integers; one problem per table, in independent blocks
//! - [`mod@search`]: the complete list of smallest sets of cells; [`free`]: unread cells and what follows for them
//! - [`structural`]: shifted, moved, swapped, split, fused, left over
//! - `estimate`: where few cells do not suffice, the likeliest repair of many
//! - [`channel`], [`schema`]: how numbers get damaged, as data in `assets/confusions.ron`
//! - `witnesses`: what prose and last year's report say; `contradicted`: where only they contradict a block;
//!   `rival`: 原文如此 against the repairs
//! - [`evidence`], [`proposal`], [`mod@propose`]: what goes in, what comes out, ranked

pub mod block;
pub mod channel;
mod contradicted;
mod decide;
mod estimate;
pub mod evidence;
mod family;
pub mod free;
mod linear;
pub mod problem;
pub mod proposal;
mod propose;
mod ranking;
mod recognised;
mod rival;
pub mod schema;
pub mod search;
pub mod structural;
mod system;
mod witnesses;

pub use evidence::{Evidence, LeftoverToken, Vote};
pub use problem::{LinearEquation, Problem, ProblemCell, Range};
pub use proposal::{BlockRepairs, Change, Proposal, ProposalKind, SourceError};
pub use propose::{MOST_LISTED, propose};
pub use recognised::Recognised;
pub use search::{Budget, Solution, Solutions, Status, search};
