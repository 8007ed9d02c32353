//! Repair proposals: every smallest set of changes that makes the form's equations hold. Proposes only.

mod family;
pub mod free;
mod linear;
pub mod problem;
pub mod search;
mod system;

pub use problem::{LinearEquation, Problem, ProblemCell, Range};
pub use search::{Budget, Solution, Solutions, Status, search};
