//! The interface in a real pseudo-terminal: that it comes, that it goes on every way out, and that the terminal
//! is then as it was. This program runs itself as the child, with a real session on a sample.

mod ssh;
mod terminal;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::time::Duration;

use undefer::debug::command::Command;
use undefer::debug::reply::Reply;
use undefer::debug::view::{Snapshot, Wanted};
use undefer::debug::worker::Driven;
use undefer::front::cli::Files;
use undefer::front::tui::loader::{Choice, Loaded, Loader};
use undefer::front::tui::settings::Settings;
use undefer::front::tui::{Options, run};

use terminal::{Start, Terminal, Through};

/// The sample that a child opens, and where it goes first.
fn wish(name: &str, usual: &'static str) -> &'static str {
    let found = std::env::var(name).map(String::leak);
    found.map_or(usual, |text| text)
}

/// Runs the interface in this process, which is then a child of a test.
fn child(loader: impl Loader + 'static) {
    // Held until the process ends: the test on the other side notices.
    let life = std::env::var("UNDEFER_TEST_LIFE").ok();
    let _held = life.map(|path| std::fs::OpenOptions::new().write(true).open(path));
    let options = Options {
        settings: Settings::from_environment(|name| std::env::var(name).ok()),
        choice: Some(match std::env::var_os("UNDEFER_TEST_FILE") {
            Some(path) => Choice::File(path.into()),
            None => Choice::Sample(wish("UNDEFER_TEST_SAMPLE", "pair.zig")),
        }),
        at: Command::parse(wish("UNDEFER_TEST_AT", "goto fault")).ok(),
        ..Options::default()
    };
    if let Err(error) = run(options, loader) {
        eprintln!("error: {error}");
        std::process::exit(1);
    }
    std::process::exit(0);
}

#[test]
#[ignore = "a child of the other tests"]
fn still() {
    child(Files::default());
}

#[test]
#[ignore = "a child of the other tests"]
fn explosive() {
    child(Explosive);
}

/// Opens the usual moment with a session that cannot bear to go on.
struct Explosive;

struct Bomb(Box<dyn Driven>);

impl Loader for Explosive {
    fn load(&mut self, choice: &Choice) -> Result<Loaded, String> {
        let mut loaded = Files::default().load(choice)?;
        let start = loaded.session.take().expect("it runs");
        loaded.session = Some(Box::new(move || Box::new(Bomb(start())) as Box<dyn Driven>));
        Ok(loaded)
    }
}

impl Driven for Bomb {
    fn execute(&mut self, command: &Command) -> Reply {
        match command {
            Command::Move { .. } => panic!("the session broke"),
            other => self.0.execute(other),
        }
    }

    fn record_slice(&mut self, budget: Duration) -> bool {
        self.0.record_slice(budget)
    }

    fn snapshot(&mut self, wanted: &Wanted) -> Snapshot {
        self.0.snapshot(wanted)
    }

    fn interrupt_flag(&self) -> Arc<AtomicBool> {
        self.0.interrupt_flag()
    }

    fn progress(&self) -> Arc<AtomicU64> {
        self.0.progress()
    }
}

/// The interface is there, with everything drawn.
#[track_caller]
fn until_ready(terminal: &Terminal) {
    terminal.until("the interface", |screen| {
        screen.alternate_screen()
            && screen.contents().contains("USE AFTER FREE")
            && screen.contents().contains("1 source")
    });
}

#[track_caller]
fn assert_restored(terminal: &Terminal) {
    terminal.until("the old screen", |screen| {
        !screen.alternate_screen() && !screen.hide_cursor()
    });
    terminal.screen(|screen| {
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert!(!screen.bracketed_paste());
    });
    assert!(terminal.is_cooked());
}

#[test]
fn it_comes_and_goes() {
    let mut terminal = Terminal::start(&Start::default());
    until_ready(&terminal);
    terminal.screen(|screen| {
        assert!(screen.hide_cursor() && screen.bracketed_paste());
        assert_eq!(
            screen.mouse_protocol_mode(),
            vt100::MouseProtocolMode::ButtonMotion
        );
    });
    terminal.press("?");
    terminal.until_text("Move through time");
    terminal.press("\x1bq");
    terminal.until_gone();
    assert_eq!(terminal.exit_status(), 0);
    assert_restored(&terminal);
}

#[test]
fn a_frame_is_one_synchronised_update_and_nothing_is_asked() {
    let mut terminal = Terminal::start(&Start::default());
    until_ready(&terminal);
    terminal.press("?");
    terminal.until_text("Move through time");
    // The words can be read before the end of their frame has come.
    terminal.press("\x1bq");
    terminal.until_gone();
    let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    let mut frames = bytes.split("\x1b[?2026h").skip(1).peekable();
    assert!(frames.peek().is_some(), "no frame was drawn");
    // Leaving ends an update once more, in case that one was open.
    assert!(frames.all(|frame| frame.contains("\x1b[?2026l")));
    for question in ["\x1b[6n", "\x1b[c", "\x1b[5n", "\x1b[>c"] {
        assert!(!bytes.contains(question));
    }
    assert!(
        !bytes.contains("\x1b[?1003h"),
        "every movement of the mouse would be sent"
    );
}

#[test]
fn a_cut_line_ends_it_as_leader_of_its_session() {
    let mut terminal = Terminal::start(&Start::default());
    until_ready(&terminal);
    terminal.hang_up();
    terminal.until_gone();
}

#[test]
fn a_cut_line_ends_it_where_hang_up_is_ignored() {
    let through = Through::Shell("trap '' HUP; $APP; true");
    let mut terminal = Terminal::start(&Start {
        through,
        ..Start::default()
    });
    until_ready(&terminal);
    terminal.hang_up();
    terminal.until_gone();
}

#[test]
fn a_cut_line_ends_it_below_a_shell() {
    let through = Through::Shell("$APP; true");
    let mut terminal = Terminal::start(&Start {
        through,
        ..Start::default()
    });
    until_ready(&terminal);
    terminal.hang_up();
    terminal.until_gone();
}

#[test]
fn a_cut_line_ends_it_with_an_input_that_ended_long_ago() {
    let through = Through::Shell("$APP < /dev/null; true");
    let mut terminal = Terminal::start(&Start {
        through,
        ..Start::default()
    });
    until_ready(&terminal);
    terminal.press("?");
    terminal.until_text("Move through time");
    terminal.hang_up();
    terminal.until_gone();
}

#[test]
fn signals_end_it_with_the_terminal_as_it_was() {
    for (name, status) in [("TERM", 128 + 15), ("HUP", 128 + 1), ("INT", 128 + 2)] {
        let mut terminal = Terminal::start(&Start::default());
        until_ready(&terminal);
        terminal.signal(name);
        terminal.until_gone();
        assert_restored(&terminal);
        assert_eq!(terminal.exit_status(), status, "{name}");
    }
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_why() {
    let mut terminal = Terminal::start(&Start {
        child: "explosive",
        ..Start::default()
    });
    until_ready(&terminal);
    terminal.press("n");
    terminal.until_gone();
    assert_restored(&terminal);
    terminal.until_text("the session broke");
    assert_eq!(terminal.exit_status(), 101);
}

#[test]
fn it_stops_and_comes_back() {
    let mut terminal = Terminal::start(&Start {
        through: Through::Shell(""),
        ..Start::default()
    });
    terminal.until_text("shell>");
    terminal.press("$APP\n");
    until_ready(&terminal);
    terminal.press("\x1a");
    terminal.until("the shell", |screen| {
        !screen.alternate_screen() && screen.contents().contains("Stopped")
    });
    assert!(!terminal.screen(vt100::Screen::hide_cursor));
    terminal.press("fg\n");
    until_ready(&terminal);
    terminal.press("q");
    terminal.until("the shell", |screen| !screen.alternate_screen());
    terminal.until_gone();
}

#[test]
fn without_a_shell_that_knows_jobs_a_stop_changes_nothing() {
    let mut terminal = Terminal::start(&Start::default());
    until_ready(&terminal);
    terminal.press("\x1a?");
    terminal.until_text("Move through time");
    terminal.press("\x1bq");
    terminal.until_gone();
    assert_restored(&terminal);
}

#[test]
fn no_color_keeps_bold_and_reverse_and_has_no_colour() {
    let start = Start {
        env: &[("NO_COLOR", "1")],
        ..Start::default()
    };
    let terminal = Terminal::start(&start);
    until_ready(&terminal);
    terminal.screen(|screen| {
        let cells = (0..24).flat_map(|y| (0..80).map(move |x| (y, x)));
        let cells: Vec<&vt100::Cell> = cells.filter_map(|(y, x)| screen.cell(y, x)).collect();
        let default = vt100::Color::Default;
        assert!(
            cells
                .iter()
                .all(|cell| cell.fgcolor() == default && cell.bgcolor() == default)
        );
        assert!(
            cells.iter().any(|cell| cell.bold()),
            "the file's name is bold"
        );
        assert!(
            cells.iter().any(|cell| cell.inverse()),
            "the misuse is reversed"
        );
    });
}

#[test]
fn a_storm_of_sizes_ends_in_the_last_one() {
    let terminal = Terminal::start(&Start::default());
    until_ready(&terminal);
    for columns in 60..120 {
        terminal.resize(columns, 24);
    }
    terminal.resize(120, 40);
    terminal.until("the large screen", |screen| {
        screen.contents().contains("stack and variables")
    });
    terminal.until("all rows", |screen| {
        let last: String = screen.rows(0, 120).nth(39).unwrap_or_default();
        last.contains("quit")
    });
}

#[test]
fn a_terminal_without_a_size_is_a_classic_one() {
    let terminal = Terminal::start(&Start {
        size: (0, 0),
        ..Start::default()
    });
    until_ready(&terminal);
    terminal.until_text("5 log");
}

/// What each of up to `most` steps through a sample writes to a terminal of 120x40.
fn bytes_of_steps(sample: &str, key: &str, at: &str, most: usize) -> Vec<usize> {
    let mut terminal = Terminal::start(&Start {
        size: (120, 40),
        env: &[("UNDEFER_TEST_SAMPLE", sample), ("UNDEFER_TEST_AT", at)],
        ..Start::default()
    });
    terminal.until("the interface", |screen| {
        let text = screen.contents();
        text.contains("1 source") && !text.contains("[REC]") && !text.contains("starting")
    });
    let top = |screen: &vt100::Screen| screen.rows(0, 120).next().unwrap_or_default();
    let mut sizes = Vec::new();
    let mut sent = terminal.bytes().len();
    while sizes.len() < most {
        let before = terminal.screen(top);
        terminal.press(key);
        let is_over = |screen: &vt100::Screen| screen.contents().contains("nothing runs");
        terminal.until("the next step", |screen| {
            top(screen) != before || is_over(screen)
        });
        if terminal.screen(is_over) {
            break;
        }
        let now = terminal.bytes().len();
        sizes.push(now - sent);
        sent = now;
    }
    sizes
}

#[test]
fn a_step_costs_little_on_the_wire() {
    let mut sizes = Vec::new();
    for sample in ["pair.zig", "dynarray.zig", "stack.zig", "errdefer.zig"] {
        sizes.extend(bytes_of_steps(sample, "s", "goto start", 60));
    }
    sizes.extend(bytes_of_steps("dynarray.zig", "S", "goto end", 40));
    sizes.sort_unstable();
    let (median, p95) = (sizes[sizes.len() / 2], sizes[sizes.len() * 95 / 100]);
    println!(
        "{} steps: median {median} bytes, 95 % below {p95}",
        sizes.len()
    );
    assert!(sizes.len() > 100, "the samples have so many steps");
    assert!(median < 700, "median {median}");
    assert!(p95 < 2048, "95 % below {p95}");
}

/// From the start of the process to a whole screen, compiler included; `--nocapture` shows it.
#[test]
fn the_first_screen_comes_soon() {
    let start = std::time::Instant::now();
    let terminal = Terminal::start(&Start {
        size: (120, 40),
        env: &[
            ("UNDEFER_TEST_SAMPLE", "dynarray.zig"),
            ("UNDEFER_TEST_AT", "goto start"),
        ],
        ..Start::default()
    });
    terminal.until("the first screen", |screen| {
        let text = screen.contents();
        text.contains("t 1 of") && text.contains("pub fn main")
    });
    let took = start.elapsed();
    println!("the first screen after {took:?}");
    assert!(took < Duration::from_secs(10), "{took:?}");
}

#[test]
fn a_program_without_an_end_can_be_walked_at_once_and_interrupted() {
    let path = std::env::temp_dir().join(format!("undefer-endless-{}.zig", std::process::id()));
    let text = "pub fn main() void {\n    var i: u32 = 0;\n    while (true) {\n        i +%= 1;\n    }\n}\n";
    std::fs::write(&path, text).expect("the file can be written");
    let mut terminal = Terminal::start(&Start {
        env: &[
            ("UNDEFER_TEST_FILE", path.to_str().expect("a plain path")),
            ("UNDEFER_TEST_AT", "goto start"),
        ],
        ..Start::default()
    });
    terminal.until("the recording", |screen| {
        let text = screen.contents();
        text.contains("1 source") && text.contains("[REC]")
    });
    terminal.press("nn");
    terminal.until_text("t 3/");
    terminal.press("N");
    terminal.until_text("t 2/");
    // Nothing stops it: it is looked for until somebody says that it is enough.
    terminal.press("c");
    terminal.until_text(" M: Ctrl-C stops]");
    terminal.press("g");
    terminal.until_text("still under way");
    terminal.press("\x03");
    terminal.until("the answer", |screen| {
        let text = screen.contents();
        text.contains("interrupted") && !text.contains("working")
    });
    terminal.press("g");
    terminal.until_text("t 1/");
    terminal.press("q");
    terminal.until_gone();
    assert_restored(&terminal);
    let _ = std::fs::remove_file(path);
}
