//! Locks: one holder, released at the end of a process however it ends.

use std::fs;
use std::path::Path;

use gouji::dataset::lock::{Locking, lock, sweep};

#[track_caller]
fn check_locking(path: &Path, expected: &str) -> Locking {
    let locking = lock(path);
    let word = match &locking {
        Locking::Held(_) => "held",
        Locking::Taken => "taken",
        Locking::Unavailable => "unavailable",
    };
    assert_eq!(word, expected);
    locking
}

#[test]
fn one_review_has_one_holder() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("a.ron"), folder.path().join("b.ron"));
    let held = check_locking(&one, "held");
    check_locking(&one, "taken");
    check_locking(&folder.path().join(".").join("a.ron"), "taken");
    check_locking(&other, "held");
    drop(held);
    check_locking(&one, "held");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_lock_file_that_a_crash_left_behind_locks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    fs::write(folder.path().join(".a.ron.lock"), "").unwrap();
    check_locking(&path, "held");
}

#[cfg(unix)]
#[test]
fn sweeping_removes_what_crashes_left_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    for name in [
        ".旧.txt.gouji.ron.lock",
        "旧.txt.gouji.ron.lock",
        "别的.lock",
    ] {
        fs::write(place(name), "").unwrap();
    }
    let held = check_locking(&place("新.txt.gouji.ron"), "held");
    sweep(folder.path());
    assert!(!place(".旧.txt.gouji.ron.lock").exists());
    assert!(!place("旧.txt.gouji.ron.lock").exists());
    assert!(place("别的.lock").exists());
    assert!(place(".新.txt.gouji.ron.lock").exists());
    check_locking(&place("新.txt.gouji.ron"), "taken");
    drop(held);
}

/// Another process holds the lock until it is killed.
#[cfg(target_os = "linux")]
#[test]
fn another_process_holds_a_lock_until_it_is_killed() {
    use std::process::Command;
    use std::time::Duration;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    let file = folder.path().join(".a.ron.lock");
    let mut other = Command::new("flock")
        .args(["--no-fork", "--exclusive"])
        .arg(&file)
        .args(["sleep", "60"])
        .spawn()
        .unwrap();
    // Asked of the file itself: a lock of our own would remove it under the other process's hands.
    let is_locked = || fs::File::open(&file).is_ok_and(|file| file.try_lock().is_err());
    for _ in 0..1_000 {
        if is_locked() {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    check_locking(&path, "taken");
    other.kill().unwrap();
    other.wait().unwrap();
    check_locking(&path, "held");
}
