//! Long jobs: they report how far they are, and stop when they are asked to.

use newsroom::Progress;
use std::{
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tauri::ipc::Channel;

/// The jobs that may run. Each is stopped by itself: to cancel an import leaves an export alone.
#[derive(Default)]
pub struct Jobs {
    pub export: Stopping,
    pub import: Stopping,
    pub repair: Stopping,
    pub replace: Stopping,
}

/// Whether a job is to stop after the file that it is at.
#[derive(Clone, Default)]
pub struct Stopping(Arc<AtomicBool>);

impl Stopping {
    /// Asks the job that runs to stop.
    pub fn stop(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Begins a job: what it reports goes to the window, and the answer is whether it goes on.
    pub fn begin(&self, window: Channel<Progress>) -> impl FnMut(Progress) -> ControlFlow<()> + Send + use<> {
        let stopped = Arc::clone(&self.0);
        stopped.store(false, Ordering::SeqCst);
        move |progress| {
            // A window that is gone sees no progress; what was asked for is done all the same.
            let _ = window.send(progress);
            if stopped.load(Ordering::SeqCst) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Jobs;
    use newsroom::Progress;
    use std::sync::mpsc::channel;
    use tauri::ipc::{Channel, InvokeResponseBody};

    fn at(done: u32) -> Progress {
        Progress { done, total: 3, name: "naskah.txt".to_owned() }
    }

    #[test]
    fn a_job_reports_and_goes_on_until_it_is_stopped() {
        let (said, heard) = channel();
        let window = Channel::new(move |body| {
            let InvokeResponseBody::Json(text) = body else { panic!("progress is JSON") };
            said.send(text).expect("the test listens");
            Ok(())
        });
        let jobs = Jobs::default();
        let mut report = jobs.import.begin(window);
        assert!(report(at(0)).is_continue());
        jobs.export.stop();
        assert!(report(at(1)).is_continue(), "another job was stopped");
        jobs.import.stop();
        assert!(report(at(2)).is_break());
        let last = heard.try_iter().last().expect("a report");
        assert_eq!(last, r#"{"done":2,"total":3,"name":"naskah.txt"}"#);
    }

    #[test]
    fn a_job_that_was_stopped_does_not_stop_the_next_one() {
        let jobs = Jobs::default();
        jobs.import.stop();
        assert!(jobs.import.begin(Channel::new(|_| Ok(())))(at(0)).is_continue());
    }
}
