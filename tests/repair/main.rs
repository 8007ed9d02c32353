//! The repair engine: published cases, brute force, seeded damage.

mod brute;
mod damage;
mod gold;
mod layout;
mod proposals;
mod published;
mod tables;
