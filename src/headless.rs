//! `gouji read` and `gouji check`.
