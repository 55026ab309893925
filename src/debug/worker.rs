//! The thread that owns a session: requests go in, replies and snapshots come out, and while nobody asks, the
//! recording goes on in slices. A screen never waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::command::Command;
use super::reply::Reply;
use super::view::{Snapshot, Wanted};

/// What the thread drives. A trait, so that screens can be tested with a made-up session.
pub trait Driven {
    fn execute(&mut self, command: &Command) -> Reply;
    /// Records for about as long as `budget`; true while there is more to record.
    fn record_slice(&mut self, budget: Duration) -> bool;
    fn snapshot(&mut self, wanted: &Wanted) -> Snapshot;
    /// Set it, and whatever is being executed ends soon.
    fn interrupt_flag(&self) -> Arc<AtomicBool>;
    /// Read it while something is being executed: the instruction that it has come to.
    fn progress(&self) -> Arc<AtomicU64>;
}

#[derive(Clone, PartialEq, Debug)]
pub enum Request {
    Execute(Command),
    /// From now on, and at once, send this part of the picture.
    Look(Wanted),
}

#[derive(Clone, PartialEq, Debug)]
pub enum Update {
    Reply {
        command: Command,
        reply: Box<Reply>,
    },
    /// After a batch of commands, after a [`Request::Look`], and now and then while recording.
    Snapshot(Box<Snapshot>),
}

/// A request, and how many interrupts there had been when it was sent.
struct Sent {
    request: Request,
    interrupts: u64,
}

/// The other end of the thread. Dropping it ends the thread.
pub struct Worker {
    requests: Option<Sender<Sent>>,
    /// The session's: ends what is being executed.
    interrupt: Arc<AtomicBool>,
    progress: Arc<AtomicU64>,
    /// Interrupts until now: what was sent before the last one is void.
    interrupts: Arc<AtomicU64>,
    thread: Option<JoinHandle<()>>,
}

/// How long the recording may go on before requests are looked at.
const SLICE: Duration = Duration::from_millis(4);
/// How often a running recording shows itself.
const REFRESH: Duration = Duration::from_millis(150);

impl Worker {
    /// Starts the thread. The session is made on it; updates are handed to `deliver` there.
    pub fn start<D: Driven>(
        make: impl FnOnce() -> D + Send + 'static,
        wanted: Wanted,
        deliver: impl FnMut(Update) + Send + 'static,
    ) -> std::io::Result<Worker> {
        let (requests, inbox) = channel();
        let (flag_out, flag_in) = channel();
        let interrupts = Arc::new(AtomicU64::new(0));
        let counted = interrupts.clone();
        let thread = std::thread::Builder::new()
            .name("session".into())
            .spawn(move || {
                let session = make();
                let handles = (session.interrupt_flag(), session.progress());
                if flag_out.send(handles).is_ok() {
                    Desk::new(session, wanted, inbox, counted, deliver).serve();
                }
            })?;
        let (interrupt, progress) = flag_in
            .recv()
            .map_err(|_| std::io::Error::other("the session could not be started"))?;
        Ok(Worker {
            requests: Some(requests),
            interrupt,
            progress,
            interrupts,
            thread: Some(thread),
        })
    }

    /// Never waits. A request to a thread that is gone is forgotten.
    pub fn send(&self, request: Request) {
        if let Some(requests) = &self.requests {
            let interrupts = self.interrupts.load(Ordering::Relaxed);
            let _ = requests.send(Sent {
                request,
                interrupts,
            });
        }
    }

    /// The instruction that a long command has come to.
    pub fn progress(&self) -> u64 {
        self.progress.load(Ordering::Relaxed)
    }

    /// Ends the command that is running and forgets those that wait.
    pub fn interrupt(&self) {
        self.interrupts.fetch_add(1, Ordering::Relaxed);
        self.interrupt.store(true, Ordering::Relaxed);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.requests = None;
        self.interrupt();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The thread's side.
struct Desk<D, F> {
    session: D,
    interrupt: Arc<AtomicBool>,
    interrupts: Arc<AtomicU64>,
    wanted: Wanted,
    inbox: Receiver<Sent>,
    deliver: F,
    is_recording: bool,
    /// The picture that was sent last is out of date.
    is_stale: bool,
    shown: Instant,
}

impl<D: Driven, F: FnMut(Update)> Desk<D, F> {
    fn new(
        session: D,
        wanted: Wanted,
        inbox: Receiver<Sent>,
        interrupts: Arc<AtomicU64>,
        deliver: F,
    ) -> Desk<D, F> {
        Desk {
            interrupt: session.interrupt_flag(),
            session,
            interrupts,
            wanted,
            inbox,
            deliver,
            is_recording: true,
            is_stale: true,
            shown: Instant::now(),
        }
    }

    /// Ends when the other side is gone.
    fn serve(mut self) {
        loop {
            match self.inbox.try_recv() {
                Ok(sent) => self.take(sent),
                Err(TryRecvError::Disconnected) => return,
                Err(TryRecvError::Empty) if self.is_stale => self.show(),
                Err(TryRecvError::Empty) if self.is_recording => self.record(),
                Err(TryRecvError::Empty) => match self.inbox.recv_timeout(REFRESH) {
                    Ok(sent) => self.take(sent),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                },
            }
        }
    }

    fn take(&mut self, sent: Sent) {
        match sent.request {
            Request::Look(wanted) => self.wanted = wanted,
            Request::Execute(command) => {
                // An interrupt is for what runs and what waits, not for what is sent after it.
                self.interrupt.store(false, Ordering::Relaxed);
                let is_void = sent.interrupts < self.interrupts.load(Ordering::Relaxed);
                let reply = match is_void {
                    true => Reply::refused("interrupted"),
                    false => self.session.execute(&command),
                };
                let reply = Box::new(reply);
                (self.deliver)(Update::Reply { command, reply });
            }
        }
        self.is_stale = true;
    }

    fn show(&mut self) {
        let snapshot = self.session.snapshot(&self.wanted);
        (self.deliver)(Update::Snapshot(Box::new(snapshot)));
        self.is_stale = false;
        self.shown = Instant::now();
    }

    fn record(&mut self) {
        self.is_recording = self.session.record_slice(SLICE);
        self.is_stale = !self.is_recording || self.shown.elapsed() >= REFRESH;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debug::reply::Answer;

    /// Counts what it is asked; records three slices.
    struct Counter {
        slices: u32,
        flag: Arc<AtomicBool>,
    }

    impl Driven for Counter {
        fn execute(&mut self, command: &Command) -> Reply {
            Reply::of(Answer::Text(format!("{command} after {}", self.slices)))
        }

        fn record_slice(&mut self, _: Duration) -> bool {
            self.slices += 1;
            self.slices < 3
        }

        fn snapshot(&mut self, _: &Wanted) -> Snapshot {
            let mut snapshot = Snapshot::empty();
            snapshot.moment.tick = u64::from(self.slices);
            snapshot
        }

        fn interrupt_flag(&self) -> Arc<AtomicBool> {
            self.flag.clone()
        }

        fn progress(&self) -> Arc<AtomicU64> {
            Arc::default()
        }
    }

    fn start() -> (Worker, Receiver<Update>) {
        let (out, updates) = channel();
        let make = || Counter {
            slices: 0,
            flag: Arc::default(),
        };
        let worker = Worker::start(make, Wanted::default(), move |update| {
            let _ = out.send(update);
        });
        (worker.expect("a thread can be started"), updates)
    }

    fn next(updates: &Receiver<Update>) -> Update {
        let update = updates.recv_timeout(Duration::from_secs(20));
        update.expect("the worker answers")
    }

    #[test]
    fn the_first_picture_comes_unasked_and_the_last_when_all_is_recorded() {
        let (_worker, updates) = start();
        let ticks: Vec<u64> = (0..2)
            .map(|_| match next(&updates) {
                Update::Snapshot(s) => s.moment.tick,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(ticks, [0, 3]);
    }

    #[test]
    fn every_command_is_answered_and_then_shown() {
        let (worker, updates) = start();
        worker.send(Request::Execute(Command::Where));
        worker.send(Request::Execute(Command::Frames));
        let mut replies = Vec::new();
        while replies.len() < 2 {
            if let Update::Reply { command, .. } = next(&updates) {
                replies.push(command);
            }
        }
        assert_eq!(replies, [Command::Where, Command::Frames]);
        assert!(matches!(next(&updates), Update::Snapshot(_)));
    }
}
