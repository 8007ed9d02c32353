//! Arguments, then window or headless command; nothing else.

fn main() {
    if let Err(sentence) = gouji::app::run(std::env::args_os().skip(1).map(Into::into).collect()) {
        eprintln!("{sentence}");
        std::process::exit(1);
    }
}
