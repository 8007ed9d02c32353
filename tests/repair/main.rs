//! The repair engine: published cases, brute force, seeded damage.

mod damage;
mod gold;
mod published;
mod tables;
