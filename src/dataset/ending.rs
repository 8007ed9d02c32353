//! How the name of a saved review ends.

/// Ending of a saved review.
pub const ENDING: &str = ".gouji.ron";
