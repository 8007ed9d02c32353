//! What the prose says about the tables: sentences with figures become claims, and claims are held against the cells.
//!
//! Prose is evidence. It never changes a value, and a sentence that may speak of something else contradicts no cell: a
//! claim that is not [`Weight::Firm`] can agree with a cell, but it cannot disagree.
//!
//! [`flat`] takes line breaks and spaces away, [`sentence`] finds sentences, [`figure`] the figures in them, and one file per
//! family of patterns says which cells a figure speaks of. Families are tables of regular expressions over a clause
//! with its number written as `#`, such as `新收政府信息公开申请#`.
//!
//! # Limitations
//! Figures that an earlier sentence introduces by a pronoun, and rounded figures, are read but judged by none.

pub mod applicants;
mod claim;
pub mod compare;
pub mod disputes;
pub mod documents;
pub mod enumeration;
pub mod expression;
mod families;
pub mod figure;
pub mod flat;
pub mod needs;
pub mod none;
pub mod numerals;
pub mod outcomes;
pub mod partial;
pub mod pattern;
mod reading;
pub mod received;
pub mod remainder;
pub mod respectively;
pub mod scope;
pub mod sentence;
pub mod share;
mod stated;
mod sum;
mod whole;

pub use claim::{Claim, Evidence, Family, Quantity, Report, Rounding, Weight};
pub use compare::{ClaimResult, Judged, compare, readings};
pub use reading::read;
