//! Counts of pixels and real numbers become each other.

/// A count as a real number.
pub(super) fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

/// The whole number nearest to `value`; 0 for what is negative or no number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float is cut to the nearest number of its kind that there is"
)]
pub(super) fn whole(value: f64) -> usize {
    value.round() as usize
}

/// The grey value nearest to `value`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float is cut to the nearest number of its kind that there is"
)]
pub(super) fn shade(value: f64) -> u8 {
    value.round() as u8
}
