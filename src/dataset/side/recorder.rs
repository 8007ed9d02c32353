//! Listens to the calls that change the disk in one folder, makes one of them fail, and plays a part of them on a disk of
//! its own, as a kill or a power cut would leave it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::dataset::side::call::{Call, Id};

/// A call as it was made, or a word of the test between two calls.
#[derive(Clone, Debug)]
pub(crate) enum Entry {
    Open(Id, PathBuf),
    Create(Id, PathBuf),
    Cut(Id, u64),
    Write(Id, u64, Vec<u8>),
    Sync(Id),
    Rename(PathBuf, PathBuf, bool),
    Exchange(PathBuf, PathBuf),
    Link(PathBuf, PathBuf),
    Remove(PathBuf),
    SyncFolder,
    /// From here on this many steps were told to be durable.
    Durable(usize),
}

struct Listener {
    folder: PathBuf,
    entries: Vec<Entry>,
    known: Vec<Id>,
    /// The call that fails, from 0, and with what.
    fault: Option<(usize, io::ErrorKind)>,
}

static TURN: Mutex<()> = Mutex::new(());
static LISTENER: Mutex<Option<Listener>> = Mutex::new(None);
static NEXT: AtomicU64 = AtomicU64::new(1);

fn listener() -> MutexGuard<'static, Option<Listener>> {
    LISTENER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Called before each call.
pub(crate) fn tell(call: &Call) -> io::Result<Id> {
    let id = NEXT.fetch_add(1, Ordering::Relaxed);
    let mut listener = listener();
    let Some(listener) = listener.as_mut() else {
        return Ok(id);
    };
    let Some(entry) = listener.entry(call, id) else {
        return Ok(id);
    };
    let number = listener.n_calls();
    if let Some((_, kind)) = listener.fault.take_if(|(at, _)| *at == number) {
        if let (Call::Write { bytes, file, .. }, Entry::Write(id, at, mut written)) = (call, entry)
        {
            // A disk that is full takes what fits.
            written.truncate(bytes.len() / 2);
            let mut file = *file;
            io::Seek::seek(&mut file, io::SeekFrom::Start(at))?;
            file.write_all(&written)?;
            listener.entries.push(Entry::Write(id, at, written));
        } else {
            // It counts, so that the calls of a run keep their numbers.
            listener.entries.push(Entry::Durable(0));
        }
        return Err(io::Error::from(kind));
    }
    if matches!(entry, Entry::Open(..) | Entry::Create(..)) {
        listener.known.push(id);
    }
    listener.entries.push(entry);
    Ok(id)
}

impl Listener {
    fn n_calls(&self) -> usize {
        let calls = self.entries.iter();
        calls
            .filter(|entry| !matches!(entry, Entry::Durable(1..)))
            .count()
    }

    /// The call as it is kept; `None` if it is about another folder.
    fn entry(&self, call: &Call, id: Id) -> Option<Entry> {
        let is_here = |path: &Path| path.starts_with(&self.folder);
        let is_known = |id: &Id| self.known.contains(id);
        let owned = |path: &Path| path.to_owned();
        match call {
            Call::Open { path } => is_here(path).then(|| Entry::Open(id, owned(path))),
            Call::Create { path } => is_here(path).then(|| Entry::Create(id, owned(path))),
            Call::Cut { id, at } => is_known(id).then_some(Entry::Cut(*id, *at)),
            Call::Write { id, at, bytes, .. } => {
                is_known(id).then(|| Entry::Write(*id, *at, bytes.to_vec()))
            }
            Call::Sync { id } => is_known(id).then_some(Entry::Sync(*id)),
            Call::Rename {
                path,
                target,
                replaces,
            } => is_here(path).then(|| Entry::Rename(owned(path), owned(target), *replaces)),
            Call::Exchange { path, target } => {
                is_here(path).then(|| Entry::Exchange(owned(path), owned(target)))
            }
            Call::Link { path, aside } => {
                is_here(path).then(|| Entry::Link(owned(path), owned(aside)))
            }
            Call::Remove { path } => is_here(path).then(|| Entry::Remove(owned(path))),
            Call::SyncFolder { path } => is_here(path).then_some(Entry::SyncFolder),
        }
    }
}

/// Listening, until it is dropped; one test at a time.
pub(crate) struct Recording {
    folder: PathBuf,
    _turn: MutexGuard<'static, ()>,
}

impl Recording {
    /// Listens to the calls in `folder`; the call with number `fault.0` fails.
    pub(crate) fn start(folder: &Path, fault: Option<(usize, io::ErrorKind)>) -> Self {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        *listener() = Some(Listener {
            folder: folder.to_owned(),
            entries: Vec::new(),
            known: Vec::new(),
            fault,
        });
        Self {
            folder: folder.to_owned(),
            _turn: turn,
        }
    }

    /// Notes that `n_steps` steps were told to be durable.
    pub(crate) fn durable(&self, n_steps: usize) {
        self.ask(|listener| listener.entries.push(Entry::Durable(n_steps)));
    }

    /// Whether the call that was to fail has failed.
    pub(crate) fn has_failed(&self) -> bool {
        self.ask(|listener| listener.fault.is_none())
    }

    /// What was heard so far.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.ask(|listener| listener.entries.clone())
    }

    fn ask<T>(&self, question: impl FnOnce(&mut Listener) -> T) -> T {
        let mut listener = listener();
        let listener = listener.as_mut().unwrap();
        assert_eq!(listener.folder, self.folder);
        question(listener)
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        *listener() = None;
    }
}

/// What ended the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// It was killed: the disk has all it was given.
    Kill,
    /// The plug was pulled: names and bytes that were not synced are lost.
    PowerCut,
    /// The plug was pulled, and the disk had kept the names but not the bytes.
    PowerCutAfterNames,
    /// The plug was pulled, and the disk had kept the bytes but not the names.
    PowerCutAfterBytes,
}

impl End {
    pub(crate) const ALL: [Self; 4] = [
        Self::Kill,
        Self::PowerCut,
        Self::PowerCutAfterNames,
        Self::PowerCutAfterBytes,
    ];
}

#[derive(Clone, Default)]
struct Node {
    bytes: Vec<u8>,
    durable: Vec<u8>,
}

/// A disk that forgets what was not synced.
#[derive(Clone, Default)]
pub(crate) struct Disk {
    nodes: Vec<Node>,
    open: BTreeMap<Id, usize>,
    names: BTreeMap<PathBuf, usize>,
    durable: BTreeMap<PathBuf, usize>,
}

impl Disk {
    /// What the folder holds already.
    pub(crate) fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            disk.nodes.push(Node {
                durable: bytes.clone(),
                bytes,
            });
            disk.names.insert(path, disk.nodes.len() - 1);
        }
        disk.durable.clone_from(&disk.names);
        disk
    }

    pub(crate) fn play(&mut self, entry: &Entry) {
        match entry {
            Entry::Open(id, path) => {
                if let Some(node) = self.names.get(path) {
                    self.open.insert(*id, *node);
                }
            }
            Entry::Create(id, path) if !self.names.contains_key(path) => {
                self.nodes.push(Node::default());
                self.names.insert(path.clone(), self.nodes.len() - 1);
                self.open.insert(*id, self.nodes.len() - 1);
            }
            Entry::Cut(id, at) => {
                let at = usize::try_from(*at).unwrap();
                self.node(*id).bytes.truncate(at);
            }
            Entry::Write(id, at, bytes) => {
                let at = usize::try_from(*at).unwrap();
                let node = self.node(*id);
                let end = node.bytes.len().max(at + bytes.len());
                node.bytes.resize(end, 0);
                node.bytes
                    .splice(at..at + bytes.len(), bytes.iter().copied());
            }
            Entry::Sync(id) => {
                let node = self.node(*id);
                node.durable.clone_from(&node.bytes);
            }
            Entry::Rename(path, target, replaces) => {
                if (*replaces || !self.names.contains_key(target))
                    && let Some(node) = self.names.remove(path)
                {
                    self.names.insert(target.clone(), node);
                }
            }
            Entry::Exchange(path, target) => {
                let (one, other) = (self.names.get(path), self.names.get(target));
                if let (Some(one), Some(other)) = (one.copied(), other.copied()) {
                    self.names.insert(path.clone(), other);
                    self.names.insert(target.clone(), one);
                }
            }
            Entry::Link(path, aside) => {
                if let Some(node) = self.names.get(path) {
                    self.names.insert(aside.clone(), *node);
                }
            }
            Entry::Remove(path) => {
                self.names.remove(path);
            }
            Entry::SyncFolder => self.durable.clone_from(&self.names),
            Entry::Create(..) | Entry::Durable(_) => {}
        }
    }

    fn node(&mut self, id: Id) -> &mut Node {
        let node = self.open[&id];
        &mut self.nodes[node]
    }

    /// Puts what is left after `end` into `folder`.
    pub(crate) fn leave(&self, end: End, folder: &Path) {
        let names = match end {
            End::Kill | End::PowerCutAfterNames => &self.names,
            End::PowerCut | End::PowerCutAfterBytes => &self.durable,
        };
        for (path, node) in names {
            let node = &self.nodes[*node];
            let bytes = match end {
                End::Kill | End::PowerCutAfterBytes => &node.bytes,
                End::PowerCut | End::PowerCutAfterNames => &node.durable,
            };
            fs::write(folder.join(path.file_name().unwrap()), bytes).unwrap();
        }
    }
}
