//! Arguments, then window or headless command; nothing else.

use gouji::source::worker;

fn main() {
    if worker::is_requested() {
        worker::serve();
    }
}
