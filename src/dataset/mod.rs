//! RON files.
