//! The interface through a real sshd on this machine: what a student on a course server has. Skipped where there
//! is no sshd.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::terminal::{Start, Terminal, Through};
use crate::{assert_restored, until_ready};

const SSHD: &str = "/usr/sbin/sshd";

/// A server with keys, a port and a folder of its own, for one test.
struct Server {
    process: Child,
    folder: PathBuf,
}

impl Server {
    /// `None` where there is nothing to start.
    fn start(name: &str) -> Option<Server> {
        let has_client = Command::new("ssh").arg("-V").output().is_ok();
        if !has_client || !Path::new(SSHD).exists() {
            eprintln!("skipped: no sshd here");
            return None;
        }
        let folder =
            std::env::temp_dir().join(format!("undefer-sshd-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        // Debian's sshd wants it when it is started as root.
        let _ = std::fs::create_dir_all("/run/sshd");
        for key in ["host", "user"] {
            let path = folder.join(key);
            let made = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-f"])
                .arg(path)
                .status();
            assert!(made.expect("ssh-keygen runs").success());
        }
        let port = free_port();
        std::fs::write(folder.join("sshd"), server_settings(&folder, port)).expect("a file");
        std::fs::write(folder.join("ssh"), client_settings(&folder, port)).expect("a file");
        let log = std::fs::File::create(folder.join("log")).expect("a file");
        let process = Command::new(SSHD)
            .args(["-D", "-e", "-f"])
            .arg(folder.join("sshd"))
            .stdin(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("sshd starts");
        let server = Server { process, folder };
        server.until_it_listens(port);
        Some(server)
    }

    fn until_it_listens(&self, port: u16) {
        let deadline = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if Instant::now() > deadline {
                let log = std::fs::read_to_string(self.folder.join("log"));
                panic!("sshd does not listen: {}", log.unwrap_or_default());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// A terminal in which a client of this server runs the interface.
    fn terminal(&self, size: (u16, u16)) -> Terminal {
        let settings = self.folder.join("ssh");
        Terminal::start(&Start {
            through: Through::Shell(
                "exec ssh -F $SSH -tt here env LC_ALL=C.UTF-8 UNDEFER_TEST_LIFE=$UNDEFER_TEST_LIFE $APP",
            ),
            size,
            env: &[("SSH", settings.to_str().expect("a plain path"))],
            ..Start::default()
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("it has an address").port()
}

fn server_settings(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/user.pub\n\
         PidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPrintMotd no\nPrintLastLog no\n"
    )
}

fn client_settings(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    format!(
        "Host here\n  HostName 127.0.0.1\n  Port {port}\n  IdentityFile {folder}/user\n  IdentitiesOnly yes\n  \
         StrictHostKeyChecking no\n  UserKnownHostsFile /dev/null\n  LogLevel ERROR\n"
    )
}

#[test]
fn over_ssh_it_steps_both_ways_follows_the_size_and_leaves_the_line_clean() {
    let Some(server) = Server::start("steps") else {
        return;
    };
    let mut terminal = server.terminal((80, 24));
    until_ready(&terminal);
    terminal.press("g");
    terminal.until_text("t 1/");
    terminal.press("nn");
    terminal.until_text("t 3/");
    terminal.press("N");
    terminal.until_text("t 2/");
    terminal.resize(120, 40);
    terminal.until_text("stack and variables");
    terminal.press("q");
    terminal.until_gone();
    // The client outlives the interface for a moment; it gives the line back when it goes.
    assert_eq!(terminal.exit_status(), 0);
    assert_restored(&terminal);
}

#[test]
fn over_ssh_a_cut_line_ends_it() {
    let Some(server) = Server::start("cut") else {
        return;
    };
    let mut terminal = server.terminal((80, 24));
    until_ready(&terminal);
    terminal.hang_up();
    terminal.until_gone();
}

#[test]
fn over_ssh_a_client_that_is_killed_ends_it() {
    let Some(server) = Server::start("killed") else {
        return;
    };
    let terminal = server.terminal((80, 24));
    until_ready(&terminal);
    terminal.signal("KILL");
    terminal.until_gone();
}

#[test]
fn over_ssh_a_terminal_without_a_size_is_a_classic_one() {
    let Some(server) = Server::start("sizeless") else {
        return;
    };
    let mut terminal = server.terminal((0, 0));
    until_ready(&terminal);
    terminal.until_text("5 log");
    terminal.press("q");
    terminal.until_gone();
}
