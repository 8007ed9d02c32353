//! Work on all cores, results in the order of the input.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};

/// Results that may wait in the channel for each worker.
const WAITING_PER_WORKER: usize = 4;

/// Runs `work` on every item on all cores and hands each result to `take` on the calling thread, in the order of the
/// items. Items are begun in order, so few results wait for a slow one before them. Stops early when `take` breaks.
pub(crate) fn for_each_in_order<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) {
    let next = AtomicUsize::new(0);
    let n_workers = rayon::current_num_threads();
    let (sender, receiver) = sync_channel(n_workers * WAITING_PER_WORKER);
    rayon::in_place_scope(|scope| {
        let (next, work) = (&next, &work);
        for _ in 0..n_workers {
            let sender = sender.clone();
            scope.spawn(move |_| run_worker(items, next, work, &sender));
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut due = 0;
        for (position, result) in receiver {
            early.insert(position, result);
            while let Some(result) = early.remove(&due) {
                due += 1;
                if take(result).is_break() {
                    return;
                }
            }
        }
    });
}

/// As [`for_each_in_order`]; the first error of `take` ends it and is given.
///
/// # Errors
/// That of `take`.
pub(crate) fn try_for_each_in_order<T: Sync, R: Send, E>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let mut taken = Ok(());
    for_each_in_order(items, work, |result| {
        taken = take(result);
        if taken.is_ok() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    taken
}

/// Takes the next item until there is none, or nobody wants results any more.
fn run_worker<T, R>(
    items: &[T],
    next: &AtomicUsize,
    work: impl Fn(&T) -> R,
    sender: &SyncSender<(usize, R)>,
) {
    loop {
        let position = next.fetch_add(1, Ordering::Relaxed);
        let Some(item) = items.get(position) else {
            return;
        };
        if sender.send((position, work(item))).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_input_order_although_the_first_is_slowest() {
        let items: Vec<u64> = (0..200).collect();
        let work = |item: &u64| {
            std::thread::sleep(std::time::Duration::from_micros(
                if item.is_multiple_of(50) { 3_000 } else { 10 },
            ));
            *item
        };
        let mut taken = Vec::new();
        for_each_in_order(&items, work, |item| {
            taken.push(item);
            ControlFlow::Continue(())
        });
        assert_eq!(taken, items);
    }

    #[test]
    fn breaking_stops_the_work_without_a_deadlock() {
        let items: Vec<u64> = (0..10_000).collect();
        let done = AtomicUsize::new(0);
        let work = |_: &u64| {
            done.fetch_add(1, Ordering::Relaxed);
        };
        for_each_in_order(&items, work, |()| ControlFlow::Break(()));
        assert!(done.load(Ordering::Relaxed) < items.len());
    }
}
