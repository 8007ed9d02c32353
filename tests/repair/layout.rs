//! Structural repairs on tables of our own making.

use crate::damage::{Kind, ranks};
use crate::tables::any_requests;

#[track_caller]
fn check_ranks(kind: Kind, first_per_mille: usize, first_three_per_mille: usize) {
    let ranks = ranks(kind, 200, any_requests);
    let per_mille = |n: usize| ranks.within(n) * 1000 / ranks.n();
    println!(
        "{kind:?}: {} tables, first {} ‰, first three {} ‰",
        ranks.n(),
        per_mille(1),
        per_mille(3)
    );
    assert!(ranks.n() >= 90);
    assert!(per_mille(1) >= first_per_mille);
    assert!(per_mille(3) >= first_three_per_mille);
}

#[test]
fn a_value_moved_to_a_neighbour_is_put_back() {
    check_ranks(Kind::Moved, 880, 990);
}

#[test]
fn a_shifted_row_is_put_back() {
    check_ranks(Kind::RowShifted, 990, 990);
}

#[test]
fn rows_off_by_one_label_are_put_back() {
    check_ranks(Kind::RowsShifted, 800, 900);
}

#[test]
fn a_split_number_is_joined() {
    check_ranks(Kind::Split, 950, 990);
}

#[test]
fn two_fused_numbers_are_parted() {
    check_ranks(Kind::Fused, 950, 990);
}
