//! Locks: one holder, released at the end of a process however it ends.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use std::fs;
use std::path::Path;

use gouji::dataset::lock::{Locking, lock, sweep};
use gouji::dataset::{SaveError, save};
use gouji::review::Session;

#[track_caller]
fn check_locking(path: &Path, expected: &str) -> Locking {
    let locking = lock(path);
    let word = match &locking {
        Locking::Held(_) => "held",
        Locking::Taken => "taken",
        Locking::Closed(_) => "closed",
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

/// Says how the lock and the journal of the review at `GOUJI_OTHER_USER` look. Run by [`another_user_is_kept_out`] as a
/// program of its own.
#[test]
fn other_user() {
    let Some(path) = std::env::var_os("GOUJI_OTHER_USER") else {
        return;
    };
    let path = Path::new(&path);
    let left = gouji::dataset::recovery::recover(path);
    let offered = left.steps.is_some();
    eprintln!("{:?} live {} offered {offered}", lock(path), left.is_live);
}

/// Runs [`other_user`] as the user 65534 where this test may do that and that user can reach the program, else as the same
/// user.
#[cfg(target_os = "linux")]
fn ask_other_user(path: &Path) -> String {
    use std::process::Command;
    let program = std::env::current_exe().unwrap();
    // The folder of the build may be closed to others.
    let copy = path.with_file_name("other-user");
    fs::copy(&program, &copy).unwrap();
    let ask = |mut command: Command| {
        command.args(["--exact", "other_user", "--nocapture"]);
        let run = command.env("GOUJI_OTHER_USER", path).output().ok()?;
        let said = String::from_utf8(run.stderr).ok()?;
        run.status.success().then_some(said)
    };
    let mut as_other = Command::new("setpriv");
    as_other.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    as_other.arg(&copy);
    ask(as_other)
        .or_else(|| ask(Command::new(program)))
        .unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn another_user_is_kept_out() {
    use gouji::dataset::recovery::Recovery;
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let path = folder.path().join("a.gouji.ron");
    let held = check_locking(&path, "held");
    let mut review = common::session("");
    let mut journal = Recovery::start(&path, None, 0, &review);
    change(&mut review, 1);
    journal.record(&review).unwrap();
    let said = ask_other_user(&path);
    assert!(said.contains("Taken live true offered false"), "{said}");
    // The lock may be gone, the journal is still in use.
    drop(held);
    let said = ask_other_user(&path);
    assert!(said.contains("Held"), "{said}");
    assert!(said.contains("live true offered false"), "{said}");
    drop(journal);
    let said = ask_other_user(&path);
    assert!(said.contains("live false offered true"), "{said}");
}

/// Saves at the path in `GOUJI_SAVER` whenever a line with the expected hash (or `-`) comes, and answers in a word. Run by
/// [`two_programs_that_save_at_once_lose_nothing_silently`] as a program of its own.
#[test]
fn saver() {
    let Some(path) = std::env::var_os("GOUJI_SAVER") else {
        return;
    };
    let mut review = common::session("另一个程序");
    for (number, line) in std::io::stdin().lines().enumerate() {
        let line = line.unwrap();
        change(&mut review, number * 2 + 1);
        eprintln!("{}", try_save(Path::new(&path), &review, &line));
    }
}

fn change(review: &mut Session, number: usize) {
    let edit = common::enter("requests.received.total", &number.to_string());
    review.apply(edit, &common::stamp()).unwrap();
}

/// The hash of the file, or the word `refused`.
fn try_save(path: &Path, review: &Session, expected: &str) -> String {
    let expected = Some(expected).filter(|hash| *hash != "-");
    match save(path, review, expected) {
        Ok(hash) => hash,
        Err(SaveError::Exists { .. } | SaveError::ChangedOutside { .. }) => "refused".to_owned(),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn two_programs_that_save_at_once_lose_nothing_silently() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gouji.ron");
    let mut other = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "saver", "--nocapture"])
        .env("GOUJI_SAVER", &path)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut orders = other.stdin.take().unwrap();
    let mut answers = BufReader::new(other.stderr.take().unwrap()).lines();
    let mut review = common::session("这个程序");
    let mut expected = "-".to_owned();
    let mut n_won = 0;
    for round in 0..200 {
        if round % 4 == 0 && path.exists() {
            std::fs::remove_file(&path).unwrap();
            expected = "-".to_owned();
        }
        change(&mut review, round * 2);
        orders
            .write_all(format!("{expected}\n").as_bytes())
            .unwrap();
        // The other program has to be woken; who of the two comes first changes from round to round.
        std::thread::sleep(std::time::Duration::from_micros(
            900 + 37 * (round as u64 % 40),
        ));
        let own = try_save(&path, &review, &expected);
        let its = answers.next().unwrap().unwrap();
        let saved: Vec<&String> = [&own, &its]
            .into_iter()
            .filter(|word| *word != "refused")
            .collect();
        assert_eq!(saved.len(), 1, "round {round}: {own} {its}");
        let there = gouji::source::hash::sha256_hex(&std::fs::read(&path).unwrap());
        assert_eq!(*saved[0], there, "round {round}");
        n_won += usize::from(own == there);
        expected = there;
    }
    drop(orders);
    assert!(other.wait().unwrap().success());
    assert!((1..200).contains(&n_won), "no race: {n_won} of 200");
}
