//! Structural repairs on tables of our own making.

use crate::damage::{Kind, check_ranks};

/// Tables to damage, and how many of them must take it.
const TABLES: (u64, usize) = (200, 90);

#[test]
fn a_value_moved_to_a_neighbour_is_put_back() {
    check_ranks(Kind::Moved, TABLES, (880, 990));
}

#[test]
fn a_shifted_row_is_put_back() {
    check_ranks(Kind::RowShifted, TABLES, (990, 990));
}

#[test]
fn rows_off_by_one_label_are_put_back() {
    check_ranks(Kind::RowsShifted, TABLES, (800, 900));
}

#[test]
fn a_split_number_is_joined() {
    check_ranks(Kind::Split, TABLES, (950, 990));
}

#[test]
fn two_fused_numbers_are_parted() {
    check_ranks(Kind::Fused, TABLES, (950, 990));
}
