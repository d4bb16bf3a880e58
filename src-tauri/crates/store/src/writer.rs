//! The one thread that writes. Verbs queue here as closures; each runs in one transaction, in the order it came.

#[cfg(target_os = "linux")]
use crate::hold::Hold;
use crate::{
    Error,
    file::{self, Identity},
};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, Sender, channel, sync_channel},
    thread::{self, JoinHandle},
};

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

pub(crate) struct Writer {
    /// `None` only while it is being dropped: closing the queue is what ends the thread.
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    path: PathBuf,
    opened: Identity,
    #[cfg(target_os = "linux")]
    hold: Hold,
}

impl Writer {
    pub(crate) fn start(mut connection: Connection, path: &Path) -> Result<Self, Error> {
        let opened = file::identity(path)?;
        #[cfg(target_os = "linux")]
        let hold = Hold::on(path);
        let (jobs, queue) = channel::<Job>();
        let thread = thread::Builder::new().name("newsroom writer".to_owned()).spawn(move || {
            for job in queue {
                // A job that panics has rolled back; its caller is told `Stopped`, the others are served.
                let _ = catch_unwind(AssertUnwindSafe(|| job(&mut connection)));
            }
            // Best effort: another process may be reading, and then the log stays for whoever closes last.
            let _ = fold(&connection);
        })?;
        Ok(Self {
            jobs: Some(jobs),
            thread: Some(thread),
            path: path.to_owned(),
            opened,
            #[cfg(target_os = "linux")]
            hold,
        })
    }

    /// Runs a job in one transaction. When this returns `Ok`, the change is on the disk.
    pub(crate) fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Transaction) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.begin(job)?.wait()
    }

    /// The same, for a caller that has something to do meanwhile.
    pub(crate) fn begin<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Transaction) -> Result<T, Error> + Send + 'static,
    ) -> Result<Writing<T>, Error> {
        let (path, opened) = (self.path.clone(), self.opened.clone());
        self.queue(move |connection| {
            // SQLite writes on happily into a deleted file.
            if file::identity(&path)? != opened {
                return Err(Error::NotFound(path));
            }
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = job(&transaction)?;
            transaction.commit()?;
            Ok(done)
        })
    }

    /// Waits for what is being written, then folds the write-ahead log into the file.
    pub(crate) fn fold(&self) -> Result<(), Error> {
        self.run(|connection| fold(connection))
    }

    /// Runs a job on the writing connection, outside a transaction.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.queue(job)?.wait()
    }

    fn queue<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<Writing<T>, Error> {
        let (answer, answered) = sync_channel(1);
        let job: Job = Box::new(move |connection| {
            // Nobody waits any more: the change is kept all the same.
            let _ = answer.send(job(connection));
        });
        self.jobs.as_ref().ok_or(Error::Stopped)?.send(job).map_err(|_| Error::Stopped)?;
        Ok(Writing { answered })
    }
}

/// What is being written. It is written also where nobody waits for it.
#[must_use = "what is being written may fail"]
#[derive(Debug)]
pub struct Writing<T> {
    answered: Receiver<Result<T, Error>>,
}

impl<T> Writing<T> {
    /// When this returns `Ok`, the change is on the disk.
    pub fn wait(self) -> Result<T, Error> {
        self.answered.recv().map_err(|_| Error::Stopped)?
    }
}

fn fold(connection: &Connection) -> Result<(), Error> {
    Ok(connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?)
}

impl Drop for Writer {
    fn drop(&mut self) {
        #[cfg(target_os = "linux")]
        self.hold.let_go();
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::setting;

    fn writer(folder: &Path) -> Writer {
        let path = folder.join("kantor.redaksi");
        file::create(&path, "kontan", "2026-11-23T17:20:01.123Z").unwrap();
        Writer::start(file::open_writer(&path).unwrap().unwrap(), &path).unwrap()
    }

    fn set(writer: &Writer, value: String) -> Result<(), Error> {
        writer.write(move |transaction| Ok(setting::set(transaction, "a", &value)?))
    }

    fn get(writer: &Writer) -> Option<String> {
        writer.run(|connection| Ok(setting::get(connection, "a")?)).unwrap()
    }

    #[test]
    fn a_full_disk_is_named_and_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let writer = writer(folder.path());
        set(&writer, "kecil".to_owned()).unwrap();
        // SQLite's own limit stands in for the disk's: it answers with the same code at the same place.
        writer
            .run(|connection| {
                let pages: u32 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
                connection.pragma_update_and_check(None, "max_page_count", pages + 2, |_| Ok(()))?;
                Ok(())
            })
            .unwrap();
        assert!(matches!(set(&writer, "x".repeat(1_000_000)), Err(Error::Full)));
        assert_eq!(get(&writer).as_deref(), Some("kecil"));
        set(&writer, "tetap bisa".to_owned()).unwrap();
        assert_eq!(get(&writer).as_deref(), Some("tetap bisa"));
    }

    #[test]
    fn a_job_that_panics_is_rolled_back_and_the_next_one_served() {
        let folder = tempfile::tempdir().unwrap();
        let writer = writer(folder.path());
        let broken = writer.write(|transaction| -> Result<(), Error> {
            setting::set(transaction, "a", "separuh")?;
            panic!("a defect of ours");
        });
        assert!(matches!(broken, Err(Error::Stopped)));
        assert_eq!(get(&writer), None);
        set(&writer, "utuh".to_owned()).unwrap();
        assert_eq!(get(&writer).as_deref(), Some("utuh"));
    }
}
