//! Arguments, then window or headless command; nothing else.

fn main() {}
