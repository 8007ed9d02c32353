//! The official form as data: editions, tables, cells and the equations between them.

pub mod catalogue;
mod embedded;
pub mod equation;
pub mod key;
pub(crate) mod layout;
pub mod line_key;
mod merged_heads;
pub mod naming;
pub mod schema;
pub mod sheet;

pub use equation::Equation;
pub use key::{CellKey, EditionId, RowKey, TableId};
pub use line_key::LineKey;
pub use sheet::Sheet;
