//! The texts of the editions that are part of the program.

/// One text an edition, as [`crate::form::schema`] describes it, oldest first.
pub(in crate::form) const FORMS: [&str; 2] = [
    include_str!("../../assets/forms/2019.ron"),
    include_str!("../../assets/forms/2021.ron"),
];
