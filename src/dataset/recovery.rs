//! Crash journal.
