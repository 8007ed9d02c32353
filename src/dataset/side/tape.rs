//! What happens to the disk, call by call. The program tells and goes on; a test can listen to the calls in one folder,
//! play a part of them on a disk of its own, and make a call fail.

pub(crate) use crate::dataset::side::call::{Call, Id};
#[cfg(test)]
pub(crate) use crate::dataset::side::recorder::tell;
#[cfg(not(test))]
pub(crate) use silent::tell;

#[cfg(not(test))]
mod silent {
    use std::io;

    use crate::dataset::side::call::{Call, Id};

    /// Nobody listens.
    #[expect(clippy::unnecessary_wraps, reason = "in tests a call may fail")]
    #[inline]
    pub(crate) fn tell(_call: &Call) -> io::Result<Id> {
        Ok(Id)
    }
}
