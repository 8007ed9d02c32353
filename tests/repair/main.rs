//! The repair engine: published cases, brute force, seeded damage.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets something unexpected should fail loudly"
)]

mod brute;
mod damage;
mod estimate;
mod gold;
mod layout;
mod lines;
mod proposals;
mod published;
mod tables;
mod text;
mod witnesses;
