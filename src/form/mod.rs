//! The official form as data: editions, tables, cells and the equations between them.

pub mod catalogue;
pub mod equation;
pub mod key;
pub mod naming;
pub mod schema;
pub mod sheet;

pub use equation::Equation;
pub use key::{CellKey, EditionId, RowKey, TableId};
pub use sheet::Sheet;
