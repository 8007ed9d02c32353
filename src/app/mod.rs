//! The window.
//!
//! Views read the session and push [`commands::Command`]s; [`run`] carries them out after the frame and is the only
//! place that changes a session. [`keyboard`] obeys keys in order, before the frame is drawn, however many it has. One table of commands feeds menus, keys, palette and help. All texts stand in `texts`,
//! all colours in `style`; `dialogs` is the only file that names the dialog library.

mod bring;
mod cell_editor;
mod cell_marks;
mod cell_panel;
pub mod commands;
mod desk;
mod desk_bars;
mod desk_panes;
pub mod dialogs;
mod files;
mod filter_bar;
mod find_bar;
mod finding_detail;
mod finding_row;
mod findings_panel;
mod fonts;
mod form_table;
mod frame;
mod header_line;
mod jobs;
mod keyboard;
mod legend;
mod menu_bar;
mod notices;
mod opening;
mod palette;
mod panes;
mod picture;
mod prompts;
mod proposals_list;
mod reading_panel;
mod receive;
mod repairs;
mod reports_list;
mod reports_order;
mod run;
pub mod settings;
mod sign_off_prompt;
mod source_columns;
mod source_error_prompt;
mod source_layout;
mod source_lines;
mod source_panel;
mod source_scroll;
mod start;
mod status_bar;
pub mod style;
mod table_panel;
mod text_marks;
mod text_place;
pub mod texts;
mod tints;
mod verdict_list;
mod view;
mod welcome;
mod widgets;
mod window;
mod wording;
mod years_line;

pub use start::run;
pub use window::App;
