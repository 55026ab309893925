//! An interface without a terminal and without threads: keys go in, a screen comes out.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use undefer::debug::worker::{Driven, Request, Update};
use undefer::front::tui::app::App;
use undefer::front::tui::keys::{Key, Keymap};
use undefer::front::tui::loader::{Choice, Loader};
use undefer::front::tui::settings::Settings;
use undefer::front::tui::update::{Effect, Msg, update};
use undefer::front::tui::view;

use crate::fixture::{Listening, asked};

pub struct Harness {
    pub app: App,
    loader: Box<dyn Loader>,
    session: Option<Box<dyn Driven>>,
    wanted: undefer::debug::view::Wanted,
    now: Instant,
    /// Effects that only a terminal can have.
    pub outside: Vec<Effect>,
}

impl Harness {
    pub fn new(loader: impl Loader + 'static, width: u16, height: u16) -> Harness {
        Harness::with(loader, width, height, Settings::default())
    }

    pub fn with(
        loader: impl Loader + 'static,
        width: u16,
        height: u16,
        settings: Settings,
    ) -> Harness {
        Harness {
            app: App::new(settings, Keymap::default(), (width, height)),
            loader: Box::new(loader),
            session: None,
            wanted: Default::default(),
            now: Instant::now(),
            outside: Vec::new(),
        }
    }

    /// A sample at its start.
    pub fn sample(name: &'static str, width: u16, height: u16) -> Harness {
        Harness::new(Listening::default(), width, height).open(Choice::Sample(name))
    }

    /// The use after free of `pair.zig`: the moment that most screens are about.
    pub fn misuse(width: u16, height: u16) -> Harness {
        let mut harness = Harness::sample("pair.zig", width, height);
        harness.keys("c");
        asked();
        harness
    }

    pub fn open(mut self, choice: Choice) -> Harness {
        self.load(&choice);
        self
    }

    fn load(&mut self, choice: &Choice) {
        match self.loader.load(choice) {
            Ok(loaded) => {
                self.session = loaded.session.map(|start| start());
                if let Some(session) = &mut self.session {
                    // The whole run is recorded before anybody looks: screens are the same every time.
                    while session.record_slice(Duration::from_secs(1)) {}
                }
                self.feed(Msg::Opened(Box::new(loaded.opened)));
            }
            Err(why) => self.feed(Msg::Unreadable(why)),
        }
    }

    /// Everything that follows from one message, until nothing more follows.
    pub fn feed(&mut self, msg: Msg) {
        let mut queue = VecDeque::from([msg]);
        let mut rounds = 0;
        while let Some(msg) = queue.pop_front() {
            rounds += 1;
            // `999u` is a thousand commands, each with a reply and a picture.
            assert!(
                rounds < 5000,
                "the screen and the session talk for ever: {:?}",
                self.app.wanted
            );
            for effect in update(&mut self.app, msg) {
                match effect {
                    Effect::Send(request) => self.ask(request, &mut queue),
                    Effect::Load(choice) => self.load(&choice),
                    other => self.outside.push(other),
                }
            }
        }
    }

    fn ask(&mut self, request: Request, queue: &mut VecDeque<Msg>) {
        let Some(session) = &mut self.session else {
            return;
        };
        match request {
            Request::Look(wanted) => self.wanted = wanted,
            Request::Execute(command) => {
                let reply = Box::new(session.execute(&command));
                queue.push_back(Msg::Session(Update::Reply { command, reply }));
            }
        }
        let snapshot = Box::new(session.snapshot(&self.wanted));
        queue.push_back(Msg::Session(Update::Snapshot(snapshot)));
    }

    /// Presses keys: characters as themselves, others by name in angle brackets: `ss<Down><Enter>`.
    /// `<wait>` lets two seconds pass.
    pub fn keys(&mut self, keys: &str) -> &mut Harness {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|tail| tail.split_once('>'));
            let named = named.filter(|(name, _)| !name.is_empty());
            match named {
                Some(("wait", tail)) => {
                    self.now += Duration::from_secs(2);
                    rest = tail;
                }
                Some((name, tail)) => {
                    let key = Key::parse(name).unwrap_or_else(|| panic!("{name} is not a key"));
                    self.press(event(key));
                    rest = tail;
                }
                None => {
                    self.press(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
        self
    }

    pub fn press(&mut self, event: KeyEvent) {
        self.feed(Msg::Key(event, self.now));
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Harness {
        self.feed(Msg::Resize(width, height));
        self
    }

    pub fn buffer(&self) -> Buffer {
        let (width, height) = self.app.size;
        let mut terminal =
            Terminal::new(TestBackend::new(width, height)).expect("a terminal in memory");
        terminal
            .draw(|frame| view::draw(&self.app, frame.buffer_mut()))
            .expect("drawing into memory");
        terminal.backend().buffer().clone()
    }

    /// The screen as text, without the spaces at the ends of its rows.
    pub fn screen(&self) -> String {
        text(&self.buffer())
    }
}

fn event(key: Key) -> KeyEvent {
    let mut modifiers = KeyModifiers::NONE;
    modifiers.set(KeyModifiers::CONTROL, key.ctrl);
    modifiers.set(KeyModifiers::SHIFT, key.shift);
    KeyEvent::new(key.code, modifiers)
}

pub fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        let mut covered = 0;
        for x in 0..buffer.area.width {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            row.push_str(symbol);
            covered = undefer::front::tui::text::width(symbol).saturating_sub(1);
        }
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}
