//! Gouji (勾稽): reads Chinese government-information-disclosure annual reports, checks them against the form's
//! consistency rules, and lets a reviewer correct them without ever losing what was printed.
//!
//! # Map, in reading order
//! - [`amount`], [`value`], [`entry`]: exact numbers; the six things a cell can hold; characters that mean one of them
//! - [`source`]: bytes of any accepted format become text with byte offsets
//! - [`form`]: the official form as data; keys, tables, equations
//! - [`read`]: text and form become a reading; never fails, never invents
//! - [`claims`]: the prose becomes claims, held against the cells
//! - [`rules`]: a sheet of values becomes outcomes and findings
//! - [`repair`]: broken equations become the complete list of smallest repairs; proposes only
//! - [`review`]: the session of one report: reading, decisions, journal, and what follows from them
//! - [`dataset`]: RON files
//! - [`export`]: the problem list for the office that wrote the report, as Markdown and Excel
//! - [`headless`]: `gouji read` and `gouji check`
//! - [`app`]: the window
//!
//! # Flow of one edit
//! Key → queue in order → before the frame is drawn, `app::keyboard` obeys it: it begins or changes a draft in view
//! state, or is a command → before any command, and at Enter or Tab, the draft becomes a step → [`review::Session`]
//! applies it, journals it and rechecks everything → the frame draws from `&Session`. Commands of the pointer come from
//! the panels and are carried out by `app::run` behind the frame.
//!
//! # Flow of one file
//! Plain text is decoded here; any other format goes to a worker, a child process of the same executable, with a
//! deadline and a memory limit ([`source::worker`]), and comes back as text with grids. Text is cut into pieces, each
//! table's region is found, its rows are aligned to the form, their tokens are placed into cells ([`read`]).
//!
//! # Last year's report
//! [`dataset::neighbours`] finds it beside a report, `read` and `check` among their inputs. It reaches the rules through
//! [`review::Session::set_neighbours`] as evidence from outside: no step, nothing to undo, nothing to save.
//!
//! # Invariants
//! - Source and reading never change. Decisions are an overlay; every step is journalled and its own inverse.
//! - Values, outcomes and findings are derived: recomputed in full after each step by pure functions.
//! - Unknown is unknown: never zero, never green.

pub mod amount;
pub mod value;

pub mod entry;

pub mod source;

pub mod form;

pub mod read;

pub mod claims;

pub mod rules;

pub mod repair;

pub mod review;

pub mod dataset;

pub mod export;

pub mod headless;

pub mod app;
