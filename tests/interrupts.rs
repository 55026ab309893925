//! Whatever takes long in a session can be interrupted: it answers at once, and goes on from a moment that is the same
//! as in a session that was never disturbed.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// Most of what is looked for happens rarely, so that it is soon counted in what is recorded already.
const PROGRAM: &str = "\
const Node = struct { value: u64, next: ?*Node };
var total: u64 = 0;
fn mix(n: u64) u64 {
    return n *% 31 +% 7;
}
pub fn main() void {
    var node = Node{ .value = 1, .next = null };
    const p = &node;
    var i: u64 = 0;
    while (true) : (i += 1) {
        total = mix(total ^ i);
        if (i % 65536 == 0) {
            p.value +%= total;
        }
    }
}
";

/// What comes before, and what takes for ever.
const SEARCHES: [(&[&str], &str); 12] = [
    (&[], "goto end"),
    (&["goto tick:2000000"], "continue"),
    (&["break 11 if i == 12345678901"], "continue"),
    (&["break 13 if @sizeOf(node) == i + 1"], "continue"),
    (&["next", "watch node.value if node.value == 1"], "continue"),
    (&["next", "rwatch node.next"], "continue"),
    (&["break fault"], "continue"),
    (&["break 13 hits 1000000000"], "continue"),
    (&[], "next 1000000000"),
    (&["goto tick:2000000"], "stepi 4000000000"),
    (&[], "when total == 1 and i > 5"),
    (&[], "goto line:13#1000000000"),
];

/// So long a search runs before it is interrupted.
const MEANWHILE: Duration = Duration::from_millis(60);
/// Much more than it takes, for machines that have other things to do.
const AT_ONCE: Duration = Duration::from_secs(5);
/// For replies that may take a while.
const AT_LAST: Duration = Duration::from_secs(60);

/// A session of the program in a process of its own.
struct Session {
    child: Child,
    commands: ChildStdin,
    replies: Receiver<String>,
}

impl Session {
    fn start(path: &std::path::Path) -> Session {
        let mut child = Command::new(env!("CARGO_BIN_EXE_undefer"))
            .args(["debug", "--json", "--script", "-"])
            .arg(path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the debugger starts");
        let commands = child.stdin.take().expect("a pipe");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let (sender, replies) = channel();
        thread::spawn(move || {
            lines
                .map_while(Result::ok)
                .try_for_each(|line| sender.send(line))
        });
        Session {
            child,
            commands,
            replies,
        }
    }

    fn send(&mut self, command: &str) {
        writeln!(self.commands, "{command}").expect("it reads");
    }

    fn reply(&mut self, within: Duration) -> Option<Value> {
        let line = self.replies.recv_timeout(within).ok()?;
        Some(serde_json::from_str(&line).expect("it is JSON"))
    }

    #[track_caller]
    fn tell(&mut self, command: &str) -> Value {
        self.send(command);
        let reply = self.reply(AT_LAST);
        let reply = reply.unwrap_or_else(|| panic!("`{command}` is not answered"));
        assert_eq!(reply["ok"], true, "{command}: {reply}");
        reply
    }

    fn interrupt(&self) {
        let pid = self.child.id().to_string();
        let done = Command::new("kill").args(["-INT", &pid]).status();
        assert!(done.expect("there is kill").success());
    }

    /// What can be seen at the present.
    fn sight(&mut self) -> Vec<Value> {
        let position = &self.tell("where")["position"];
        let mut sight = vec![position["at"].clone(), position["moment"]["tick"].clone()];
        for look in ["print total", "print main.node", "print main.i", "defers"] {
            self.send(look);
            sight.push(self.reply(AT_LAST).expect(look));
        }
        sight
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn long_searches_stop_at_once_and_leave_the_session_as_it_should_be() {
    let folder = std::env::temp_dir().join(format!("undefer-interrupts-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("endless.zig");
    std::fs::write(&path, PROGRAM).expect("a file");
    let (mut session, mut other) = (Session::start(&path), Session::start(&path));
    for (before, search) in SEARCHES {
        session.tell("goto start");
        for command in before {
            session.tell(command);
        }
        session.send(search);
        thread::sleep(MEANWHILE);
        session.interrupt();
        let since = Instant::now();
        let reply = session.reply(AT_ONCE);
        let reply = reply.unwrap_or_else(|| panic!("{before:?} {search}: it goes on"));
        let message = reply["message"].as_str().unwrap_or_default().to_owned();
        let took = since.elapsed();
        assert!(
            message.contains("interrupted"),
            "{search}: {reply} after {took:?}"
        );

        let sight = session.sight();
        other.tell(&format!("goto tick:{}", sight[1]));
        assert_eq!(other.sight(), sight, "{before:?} {search}");
        // And it goes on as if nothing had happened.
        session.send("delete");
        session.reply(AT_LAST).expect("it answers");
        let next = session.tell("next");
        assert_eq!(next["position"]["at"], other.tell("next")["position"]["at"]);
    }
    std::fs::remove_dir_all(&folder).expect("nobody has it open");
}
