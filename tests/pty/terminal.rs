//! A terminal in memory with the interface running in it: a pseudo-terminal on one side, an emulator on the
//! other. Nothing sleeps: every wait is for something to appear, with a deadline for when it never does.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const DEADLINE: Duration = Duration::from_secs(90);

/// What the emulator shows, and everything that was sent to it.
struct Shown {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    /// The reader is to let go of the terminal.
    closing: bool,
}

pub struct Terminal {
    shown: Arc<(Mutex<Shown>, Condvar)>,
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    reader: Option<JoinHandle<()>>,
    child: Box<dyn Child + Send + Sync>,
    /// Closed by the system when the interface's process is gone, however deep it runs.
    life: Receiver<()>,
    fifo: PathBuf,
}

/// How the interface is started.
pub enum Through {
    /// By itself: it leads its session.
    Itself,
    /// By a command line in which `$APP` stands for it.
    Shell(&'static str),
}

pub struct Start<'a> {
    /// Which of the children in `main.rs` runs.
    pub child: &'a str,
    pub through: Through,
    pub size: (u16, u16),
    pub env: &'a [(&'a str, &'a str)],
}

impl Default for Start<'_> {
    fn default() -> Self {
        Start {
            child: "still",
            through: Through::Itself,
            size: (80, 24),
            env: &[],
        }
    }
}

impl Terminal {
    pub fn start(start: &Start<'_>) -> Terminal {
        let (columns, rows) = start.size;
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system()
            .openpty(size)
            .expect("a pseudo-terminal");
        let fifo = fifo();
        let child = pair
            .slave
            .spawn_command(command(start, &fifo))
            .expect("the child starts");
        drop(pair.slave);
        let parser = vt100::Parser::new(nonzero(rows, 24), nonzero(columns, 80), 0);
        let shown = Shown {
            parser,
            bytes: Vec::new(),
            closing: false,
        };
        let shown = Arc::new((Mutex::new(shown), Condvar::new()));
        let reader = pair.master.try_clone_reader().expect("a reader");
        let reader = Some(spawn_reader(reader, shown.clone()));
        let keys = pair.master.take_writer().expect("a writer");
        let life = watch_life(fifo.clone());
        Terminal {
            shown,
            master: Some(pair.master),
            keys: Some(keys),
            reader,
            child,
            life,
            fifo,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Shown> {
        self.shown.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the screen is as wished.
    #[track_caller]
    pub fn until(&self, what: &str, wish: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        let mut shown = self.lock();
        while !wish(shown.parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                panic!("never came: {what}\n{}", shown.parser.screen().contents());
            }
            let waited = self.shown.1.wait_timeout(shown, left);
            shown = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    #[track_caller]
    pub fn until_text(&self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    pub fn screen<T>(&self, look: impl Fn(&vt100::Screen) -> T) -> T {
        look(self.lock().parser.screen())
    }

    /// Everything that was sent up to now.
    pub fn bytes(&self) -> Vec<u8> {
        self.lock().bytes.clone()
    }

    pub fn press(&mut self, keys: &str) {
        let writer = self.keys.as_mut().expect("the terminal is open");
        writer.write_all(keys.as_bytes()).expect("keys are taken");
        writer.flush().expect("keys are taken");
    }

    pub fn resize(&self, columns: u16, rows: u16) {
        self.lock()
            .parser
            .screen_mut()
            .set_size(nonzero(rows, 24), nonzero(columns, 80));
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master
            .as_ref()
            .expect("the terminal is open")
            .resize(size)
            .expect("a new size");
    }

    /// Closes the terminal, as when the line is cut. The reader waits for something to read, so the interface
    /// is made to write one last time.
    pub fn hang_up(&mut self) {
        self.lock().closing = true;
        self.press("?");
        self.reader.take().map(JoinHandle::join);
        self.keys = None;
        self.master = None;
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().expect("it runs").to_string();
        let status = std::process::Command::new("kill")
            .args(["-s", name, &pid])
            .status();
        assert!(status.expect("kill runs").success());
    }

    /// Waits until the process of the interface is gone.
    #[track_caller]
    pub fn until_gone(&self) {
        if self.life.recv_timeout(DEADLINE).is_err() {
            panic!(
                "the interface still runs\n{}",
                self.lock().parser.screen().contents()
            );
        }
    }

    pub fn exit_status(&mut self) -> u32 {
        self.child.wait().expect("it ended").exit_code()
    }

    /// The settings of the line are those of a shell again.
    pub fn is_cooked(&self) -> bool {
        let flags = self.master.as_ref().and_then(|master| master.get_termios());
        // The crate of the flags is not ours to name; its words are enough.
        format!("{:?}", flags.expect("settings of the line").local_flags).contains("ICANON")
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = std::fs::remove_file(&self.fifo);
    }
}

fn nonzero(n: u16, usual: u16) -> NonZeroU16 {
    NonZeroU16::new(n)
        .or(NonZeroU16::new(usual))
        .expect("not zero")
}

fn command(start: &Start<'_>, fifo: &std::path::Path) -> CommandBuilder {
    let app = std::env::current_exe().expect("our own path");
    let arguments = ["--exact", start.child, "--ignored", "--nocapture"];
    let mut command = match start.through {
        Through::Itself => {
            let mut command = CommandBuilder::new(&app);
            command.args(arguments);
            command
        }
        Through::Shell(line) => {
            let mut command = CommandBuilder::new("bash");
            command.args(["--norc", "--noprofile"]);
            if line.is_empty() {
                command.arg("-i");
            } else {
                command.args(["-c", line]);
            }
            let whole = format!("{} {}", app.display(), arguments.join(" "));
            command.env("APP", whole);
            command
        }
    };
    command.env("UNDEFER_TEST_LIFE", fifo);
    command.env("TERM", "xterm-256color");
    command.env("LC_ALL", "C.UTF-8");
    command.env("PS1", "shell> ");
    command.env("RUST_BACKTRACE", "0");
    command.env_remove("NO_COLOR");
    for (name, value) in start.env {
        command.env(name, value);
    }
    command
}

fn fifo() -> PathBuf {
    static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let number = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("undefer-life-{}-{number}", std::process::id()));
    let _ = std::fs::remove_file(&path);
    let status = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(status.expect("mkfifo runs").success());
    path
}

/// The child holds the other end for as long as it lives.
fn watch_life(fifo: PathBuf) -> Receiver<()> {
    let (sender, life) = channel();
    std::thread::spawn(move || {
        let opened = std::fs::File::open(fifo);
        let mut rest = Vec::new();
        let _ = opened.and_then(|mut file| file.read_to_end(&mut rest));
        let _ = sender.send(());
    });
    life
}

fn spawn_reader(
    mut reader: Box<dyn Read + Send>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut piece = [0; 65536];
        loop {
            let count = reader.read(&mut piece).unwrap_or(0);
            let mut now = shown.0.lock().unwrap_or_else(PoisonError::into_inner);
            now.parser.process(&piece[..count]);
            now.bytes.extend_from_slice(&piece[..count]);
            shown.1.notify_all();
            if count == 0 || now.closing {
                return;
            }
        }
    })
}
