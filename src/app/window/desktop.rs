//! What the desktop can do, as far as it is known before it is asked.

use std::env;

/// Whether no window can be opened, because nothing says where.
pub(crate) fn has_no_display() -> bool {
    cfg!(target_os = "linux") && !is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY")
}

/// Whether files that are dropped on the window arrive: winit 0.30 is told of none on Wayland.
pub(crate) fn takes_drops() -> bool {
    !(cfg!(target_os = "linux") && is_set("WAYLAND_DISPLAY"))
}

/// Whether what was copied is gone when the window is closed: on X11 and Wayland the program itself hands it out.
pub(crate) fn forgets_copies() -> bool {
    cfg!(target_os = "linux")
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}
