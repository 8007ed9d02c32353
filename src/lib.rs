//! Gouji (勾稽): reads Chinese government-information-disclosure annual reports, checks them against the form's
//! consistency rules, and lets a reviewer correct them without ever losing what was printed.
//!
//! # Map, in reading order
//! - [`amount`], [`value`], [`entry`]: exact numbers; the six things a cell can hold; characters that mean one of them
//! - [`mod@said`]: what people are told, in Chinese and in English
//! - [`mod@ordered`]: work on all cores, results in the order of the input
//! - [`source`]: bytes of any accepted format become text with byte offsets
//! - [`form`]: the official form as data; keys, tables, equations
//! - [`read`]: text and form become a reading; never fails, never invents
//! - [`claims`]: the prose becomes claims, held against the cells
//! - [`rules`]: a sheet of values becomes outcomes and findings
//! - [`repair`]: broken equations become the complete list of smallest repairs; proposes only
//! - [`review`]: the session of one report: reading, decisions, journal, and what follows from them
//! - [`dataset`]: RON files; folders of reports with an index of what was read of them
//! - [`export`]: the problem list for the office that wrote the report, as Markdown and Excel
//! - [`headless`]: `gouji read` and `gouji check`
//! - [`app`]: the window
//!
//! # Terms
//! - *boxhead*, *stub*: the heads over a table's columns; the labels of its rows, the *stubs*. In code: `heads`, `labels`
//! - *column-major order*: all cells of one column, then those of the next, as a page read downwards gives them
//! - *placement*: which row and column a token of the text belongs to ([`read`])
//! - *open report*: one that has a session and its lock; what only a list shows is not open
//! - *entry*, *facts*, *line*: what the index keeps of a report; that and what follows from it; that as the list shows it
//! - *printed*, *read*, *value*: the characters of the source; the amount they stand for; what holds after the decisions
//!
//! # Flow of one edit
//! Key → queue in order → before the frame is drawn, `app::keyboard` obeys it: it begins or changes a draft in view
//! state, or is a command → before any command, and at Enter or Tab, the draft becomes a step → [`review::Session`]
//! applies it, journals it and rechecks everything → what is to be drawn is made ready once and lent to the panes, which
//! read it and keep only what they alone need. What a pointer asks for is a command as well; `app::run` carries it out
//! behind the frame, and is the only room of the window that changes a session.
//!
//! # Flow of one file
//! Plain text is decoded here; any other format goes to a worker, a child process of the same executable, with a
//! deadline and a memory limit ([`source::worker`]), and comes back as text with grids. Text is cut into pieces, each
//! table's region is found, its rows are aligned to the form, their tokens are placed into cells ([`read`]).
//!
//! # Why was this cell read so
//! The cell's pane and `method`, `glyph`, `place` and `spans` of `gouji read` say which way a value came. To follow it, open in
//! this order:
//! 1. `source/kind.rs`, `source/import.rs`: which importer made the text; [`source::Source::text`] and its grids are all
//!    that is read from here on
//! 2. `read/pieces/`: how its lines were cut into labels and tokens
//! 3. `read/surplus.rs`: which columns and rows were left out because they are none of the form's
//! 4. `read/region.rs`, `read/edition.rs`: where the table was found, and by which labels its edition
//! 5. `read/rows/`, `read/align.rs`: which row of the form the label went to
//! 6. `read/heads.rs`, `read/placement/`: which column the token went to, by the heads over it, by what else the source
//!    shows, and else by `infer.rs`
//! 7. `read/table/`: what the sums of the form then settled, moved or doubted
//! 8. `read/blanks.rs`, `read/doubt.rs`, `read/method.rs`: why it is in doubt, and what the reviewer is told
//! 9. `rules/check.rs`: what accuses it; `repair/`: what is proposed for it
//!
//! `UPDATE=1 cargo test --test read` on a small fixture of the same layout shows all of a table at once.
//!
//! # Last year's report
//! [`dataset::neighbours`] finds it beside a report, `read` and `check` among their inputs. It reaches the rules through
//! [`review::Session::set_neighbours`] as evidence from outside: no step, nothing to undo, nothing to save.
//!
//! # Invariants
//! - Source and reading never change. Decisions are an overlay; every step is journalled and its own inverse.
//! - Values, outcomes and findings are derived: recomputed in full after each step by pure functions.
//! - Unknown is unknown: never zero, never green.
//! - Every span is bytes of [`source::Source::text`], on the boundaries of characters.
//! - What is saved is read back for ever: types of files ([`dataset::v1`]) are apart from those of the program.
//! - Rooms import only rooms above them in the map, and no file what imports it, however far around (`tests/architecture/`).
//!
//! # What is here only because a library lacks it
//! Where an issue of the library is known it is named; where none is, none was found.
//! - `app::keyboard::queue`, `app::tables::line_edit`: egui gives all keys of a frame to the widget that had the focus at
//!   its start, and a `TextEdit` takes keys only while it is drawn; a hand is faster than frames (near it: emilk/egui#2142)
//! - `app::window::pane_sizes`: panels of egui keep their size in points, not their share of the window (emilk/egui#375)
//! - the walk of `app::window::menu_bar`: menus of egui open by pointer only, and its arrows lead out of them
//! - `app::source::layout` and the grid of `app::style::fonts`: epaint has no tab stops, and no font in which a Chinese
//!   character is as wide as two others
//! - `app::style::wrapped`: epaint keeps closing signs from the start of a line, not opening ones from its end
//!   (emilk/egui#1498 made the first half)
//! - `app::prompts::guide`: a reader of Markdown would bring a tree of packages for eight pages
//! - `source::worker`: importers of other formats have no limits of time and memory of their own
//!
//! # What is deliberately absent
//! - No incremental checking: all equations take less than a millisecond, and a dirty flag forgotten is a wrong number.
//! - No floats for amounts, no clock or randomness below `app` and `headless`, no network at all.
//! - No error type of the reader: damage is the normal case, and what it cost stands in the reading.
//! - No recognition of handwriting, and none that knows what a figure should be: what a picture shows is read as it stands,
//!   with how sure that is (`source/ocr`, feature `ocr`); what it ought to be is for the rules to say.
//! - No rule about a layout, a file name or an office: what a fixture needs is a mechanism that others use as well.
//! - No traits for rules, formats or exports: a table of values with a function in each is enough ([`rules::registry`],
//!   [`source::import::IMPORTERS`], [`export::FORMATS`], [`app::commands::ACTIONS`]).

pub mod amount;
pub mod value;

pub mod said;

pub mod entry;

mod ordered;

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
