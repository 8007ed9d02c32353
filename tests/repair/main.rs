//! The repair engine: published cases, brute force, seeded damage.

mod published;
