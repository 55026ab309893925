//! A file on the screen is saved again: the program is run again, and one stands where one stood.

use std::path::PathBuf;

use undefer::front::tui::loader::Choice;
use undefer::front::tui::update::Msg;

use crate::fixture::Listening;
use crate::harness::Harness;

const LOOP: &str = "const std = @import(\"std\");

pub fn main() void {
    var sum: u32 = 0;
    for (0..5) |i| {
        sum += @intCast(i);
    }
    std.debug.print(\"{d}\\n\", .{sum});
}
";

/// A file that is gone again afterwards.
pub struct Saved(PathBuf);

impl Saved {
    pub fn new(name: &str, text: &str) -> Saved {
        let folder = format!("undefer-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        let file = Saved(folder.join(name));
        file.save(text);
        file
    }

    fn save(&self, text: &str) {
        std::fs::write(&self.0, text).expect("the file can be written");
    }

    pub fn open(&self) -> Harness {
        let choice = Choice::File(self.0.clone());
        Harness::new(Listening::default(), 80, 24).open(choice)
    }
}

impl Drop for Saved {
    fn drop(&mut self) {
        let _ = self.0.parent().map(std::fs::remove_dir_all);
    }
}

#[test]
fn the_same_visit_of_the_same_statement_is_found_again() {
    let file = Saved::new("visit.zig", LOOP);
    let mut harness = file.open();
    harness.keys(":goto line:6#3<Enter>");
    assert!(
        harness.screen().contains("visit 3 of 5"),
        "{}",
        harness.screen()
    );
    // Two lines above it are new, and there are more visits.
    file.save(
        &LOOP
            .replace("0..5", "0..9")
            .replace("    var", "    // a\n    // b\n    var"),
    );
    harness.feed(Msg::Saved);
    let screen = harness.screen();
    assert!(screen.contains("visit 3 of 9"), "{screen}");
    assert!(screen.contains("line 8"), "{screen}");
    assert!(screen.contains("run again to the same place"), "{screen}");
}

#[test]
fn who_stood_at_the_end_stands_at_the_new_end() {
    let file = Saved::new("end.zig", LOOP);
    let mut harness = file.open();
    harness.keys("c");
    file.save(&LOOP.replace("0..5", "0..9"));
    harness.feed(Msg::Saved);
    let screen = harness.screen();
    assert!(screen.contains("run again to its end"), "{screen}");
    assert!(screen.contains("the program has ended"), "{screen}");
}

#[test]
fn a_statement_that_was_changed_is_found_by_its_neighbours() {
    let file = Saved::new("changed.zig", LOOP);
    let mut harness = file.open();
    harness.keys(":goto line:6#3<Enter>b");
    file.save(
        &LOOP
            .replace("sum += @intCast(i)", "sum += 2; _ = i")
            .replace("    var", "\n    var"),
    );
    harness.feed(Msg::Saved);
    let screen = harness.screen();
    assert!(screen.contains("to the line that was changed"), "{screen}");
    assert!(screen.contains("visit 3 of 5"), "{screen}");
    assert!(
        screen.contains("  7o> "),
        "the breakpoint went with it: {screen}"
    );
}

#[test]
fn a_statement_that_is_gone_says_so() {
    let file = Saved::new("gone.zig", LOOP);
    let mut harness = file.open();
    harness.keys(":goto line:8<Enter>");
    let print = LOOP.lines().nth(7).expect("it has a line 8");
    file.save(&LOOP.replace(&format!("{print}\n"), ""));
    harness.feed(Msg::Saved);
    let screen = harness.screen();
    assert!(
        screen.contains("the saved file runs from the start"),
        "{screen}"
    );
    assert!(screen.contains(" t 1/"), "{screen}");
}

#[test]
fn a_file_that_did_not_compile_starts_when_it_does_and_keeps_the_place_before() {
    let file = Saved::new("broken.zig", LOOP);
    let mut harness = file.open();
    harness.keys(":goto line:6#2<Enter>");
    file.save(&LOOP.replace("sum += ", "summ += "));
    harness.feed(Msg::Saved);
    let screen = harness.screen();
    assert!(screen.contains("does not compile: 1 error"), "{screen}");
    assert!(screen.contains("undeclared identifier 'summ'"), "{screen}");
    file.save(LOOP);
    harness.feed(Msg::Saved);
    assert!(
        harness.screen().contains("visit 2 of 5"),
        "{}",
        harness.screen()
    );
}

const BROKEN: &str = "const std = @import(\"std\");

pub fn main() void {
    const a: i32 = \"日本\";
\tvar b: u8 = 300;
    _ = a;
}
";

#[test]
fn what_is_wrong_stands_beside_the_source() {
    let file = Saved::new("wrong.zig", BROKEN);
    let mut harness = file.open();
    let mut all = harness.screen();
    all.push_str(&harness.keys("<Down>").resize(120, 40).screen());
    all.push_str(&harness.resize(40, 12).screen());
    insta::assert_snapshot!(all);
}
