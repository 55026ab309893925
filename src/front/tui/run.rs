//! The interface on a real terminal: threads that wait for keys, signals, the session and the file hand their
//! news to one loop, which draws once after it has taken in everything that waits.

use std::io::{self, IsTerminal, Write as _};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use crossterm::event::{Event, KeyEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::debug::command::Command;
use crate::debug::view::Wanted;
use crate::debug::worker::{Request, Update, Worker};

use super::app::{App, Stage};
use super::keys::Keymap;
use super::loader::{Choice, Loaded, Loader};
use super::settings::Settings;
use super::term::{self, Terminal, guard};
use super::update::{Effect, Msg, update};
use super::view;

/// How to start.
#[derive(Debug, Default)]
pub struct Options {
    pub settings: Settings,
    pub keymap: Keymap,
    /// `None` lists the samples.
    pub choice: Option<Choice>,
    /// Where to go first.
    pub at: Option<Command>,
    /// Lines typed in earlier sittings, the newest last, and where to add more.
    pub history: Vec<String>,
    pub history_file: Option<PathBuf>,
}

/// Everything that reaches the loop.
enum News {
    Msg(Msg),
    /// From the session with this number; news of an older one are stale.
    Session(u64, Update),
    Loaded(Choice, Result<Box<Loaded>, String>),
    Resumed,
    /// No key will come any more.
    InputEnded,
}

/// Runs until the person leaves. The terminal is as before afterwards, however it ends.
pub fn run(options: Options, loader: impl Loader + 'static) -> io::Result<()> {
    if !io::stdout().is_terminal() {
        return Err(io::Error::other("standard output is not a terminal"));
    }
    guard::on_panic();
    let (sender, news) = channel();
    let terminal = Terminal::enter(options.settings.mouse)?;
    let resumed = sender.clone();
    guard::start(move || drop(resumed.send(News::Resumed)))?;
    spawn_reader(sender.clone())?;
    let mut screen = Screen::new(options, terminal, sender, loader)?;
    let result = screen.serve(&news);
    // The session's thread may be in the middle of a long run.
    screen.worker = None;
    result
}

fn spawn_reader(sender: Sender<News>) -> io::Result<()> {
    let read = move || {
        loop {
            let msg = match crossterm::event::read() {
                Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                    Msg::Key(key, Instant::now())
                }
                Ok(Event::Mouse(mouse)) => Msg::Mouse(mouse, Instant::now()),
                Ok(Event::Paste(text)) => Msg::Paste(text),
                Ok(Event::Resize(width, height)) => {
                    let (width, height) = term::sane_size(width, height);
                    Msg::Resize(width, height)
                }
                Ok(_) => continue,
                Err(_) => {
                    let _ = sender.send(News::InputEnded);
                    return;
                }
            };
            if sender.send(News::Msg(msg)).is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new()
        .name("keys".into())
        .spawn(read)?;
    Ok(())
}

/// The loop's own state: the app, and the things that its effects act on.
struct Screen {
    app: App,
    terminal: Terminal,
    sender: Sender<News>,
    loads: Sender<Choice>,
    worker: Option<Worker>,
    /// Number of the session.
    generation: u64,
    watched: Arc<Mutex<Option<PathBuf>>>,
    first: Option<Command>,
    history_file: Option<PathBuf>,
    is_leaving: bool,
}

/// How often the screen looks at the clock while something takes long.
const IMPATIENCE: Duration = Duration::from_millis(250);

impl Screen {
    fn new(
        options: Options,
        terminal: Terminal,
        sender: Sender<News>,
        loader: impl Loader + 'static,
    ) -> io::Result<Screen> {
        let mut app = App::new(options.settings, options.keymap, Terminal::size());
        app.history = options.history;
        let loads = spawn_loader(loader, sender.clone())?;
        let watched = Arc::new(Mutex::new(None));
        spawn_watcher(watched.clone(), sender.clone())?;
        match options.choice {
            Some(choice) => drop(loads.send(choice)),
            None => app.stage = Stage::Choosing(Default::default()),
        }
        Ok(Screen {
            app,
            terminal,
            sender,
            loads,
            worker: None,
            generation: 0,
            watched,
            first: options.at,
            history_file: options.history_file,
            is_leaving: false,
        })
    }

    fn serve(&mut self, news: &Receiver<News>) -> io::Result<()> {
        let (width, height) = self.app.size;
        self.take(News::Msg(Msg::Resize(width, height)))?;
        while !self.is_leaving {
            self.draw()?;
            let waits = !self.app.waiting.is_empty();
            let first = if waits {
                match news.recv_timeout(IMPATIENCE) {
                    Ok(first) => first,
                    Err(RecvTimeoutError::Timeout) => {
                        let progress = self.worker.as_ref().map_or(0, Worker::progress);
                        News::Msg(Msg::Tick(Instant::now(), progress))
                    }
                    Err(RecvTimeoutError::Disconnected) => return Ok(()),
                }
            } else {
                match news.recv() {
                    Ok(first) => first,
                    Err(_) => return Ok(()),
                }
            };
            self.take(first)?;
            while let Ok(next) = news.try_recv() {
                self.take(next)?;
            }
        }
        Ok(())
    }

    fn draw(&mut self) -> io::Result<()> {
        let (width, height) = self.app.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        view::draw(&self.app, &mut buffer);
        self.terminal.show(buffer)
    }

    fn take(&mut self, news: News) -> io::Result<()> {
        let msg = match news {
            News::Msg(msg) => msg,
            News::Session(generation, update) if generation == self.generation => {
                Msg::Session(update)
            }
            News::Session(..) => return Ok(()),
            News::Loaded(choice, loaded) => return self.loaded(choice, loaded),
            News::Resumed => return self.terminal.resume(),
            News::InputEnded => {
                guard::input_ended();
                self.is_leaving = true;
                return Ok(());
            }
        };
        self.feed(msg)
    }

    fn feed(&mut self, msg: Msg) -> io::Result<()> {
        for effect in update(&mut self.app, msg) {
            match effect {
                Effect::Send(request) => self.send(request),
                Effect::Interrupt => self.worker.iter().for_each(Worker::interrupt),
                Effect::Load(choice) => drop(self.loads.send(choice)),
                Effect::Remember(line) => self.remember(&line),
                Effect::Mouse(on) => self.terminal.set_mouse(on)?,
                Effect::Suspend => self.terminal.suspend()?,
                Effect::Redraw => self.terminal.repaint(),
                Effect::Quit => self.is_leaving = true,
            }
        }
        Ok(())
    }

    fn send(&self, request: Request) {
        if let Some(worker) = &self.worker {
            worker.send(request);
        }
    }

    fn loaded(&mut self, choice: Choice, loaded: Result<Box<Loaded>, String>) -> io::Result<()> {
        let loaded = match loaded {
            Ok(loaded) => *loaded,
            Err(why) => return self.feed(Msg::Unreadable(why)),
        };
        if let (Choice::File(path), Ok(mut watched)) = (&choice, self.watched.lock()) {
            *watched = Some(path.clone());
        }
        self.generation += 1;
        self.worker = None;
        if let Some(start) = loaded.session {
            let (sender, generation) = (self.sender.clone(), self.generation);
            let deliver = move |update| drop(sender.send(News::Session(generation, update)));
            self.worker = Some(Worker::start(start, Wanted::default(), deliver)?);
        }
        self.feed(Msg::Opened(Box::new(loaded.opened)))?;
        if let Some(command) = self.first.take() {
            self.feed(Msg::Command(command))?;
        }
        Ok(())
    }

    /// A history that cannot be written is no reason to disturb anybody.
    fn remember(&self, line: &str) {
        let Some(path) = &self.history_file else {
            return;
        };
        let _ = path.parent().map(std::fs::create_dir_all);
        let file = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(path);
        let _ = file.and_then(|mut file| writeln!(file, "{line}"));
    }
}

/// Analysis walks trees by recursion, as deep as nesting is allowed to be.
const LOADER_STACK: usize = 256 << 20;

fn spawn_loader(
    mut loader: impl Loader + 'static,
    sender: Sender<News>,
) -> io::Result<Sender<Choice>> {
    let (loads, wishes) = channel::<Choice>();
    let work = move || {
        for choice in wishes {
            let loaded = loader.load(&choice).map(Box::new);
            if sender.send(News::Loaded(choice, loaded)).is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new()
        .name("loader".into())
        .stack_size(LOADER_STACK)
        .spawn(work)?;
    Ok(loads)
}

const WATCH: Duration = Duration::from_millis(250);

/// Looks at the file's date and size now and then: this works on every file system, and for editors that write
/// a new file and rename it. A file that still grows is left alone.
fn spawn_watcher(watched: Arc<Mutex<Option<PathBuf>>>, sender: Sender<News>) -> io::Result<()> {
    let watch = move || {
        let mut known: Option<(PathBuf, Stamp)> = None;
        let mut changed = false;
        loop {
            std::thread::sleep(WATCH);
            let Some(path) = watched.lock().ok().and_then(|path| path.clone()) else {
                continue;
            };
            let Some(stamp) = stamp(&path) else {
                continue;
            };
            let now = Some((path.clone(), stamp));
            let same_path = known.as_ref().is_some_and(|(before, _)| *before == path);
            if now == known {
                if std::mem::take(&mut changed) && sender.send(News::Msg(Msg::Saved)).is_err() {
                    return;
                }
            } else {
                changed = same_path;
                known = now;
            }
        }
    };
    std::thread::Builder::new()
        .name("watcher".into())
        .spawn(watch)?;
    Ok(())
}

type Stamp = (Option<SystemTime>, u64);

fn stamp(path: &std::path::Path) -> Option<Stamp> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok(), metadata.len()))
}
