//! One small program a file in `tests/stages/`, with what every stage makes of it: the tree of the syntax, the typed
//! tree, the code, and the events of its run. `UPDATE=1 cargo test --test stages` writes them anew; whoever changes a
//! stage reads the difference.

use std::fs;
use std::path::{Path, PathBuf};

use undefer::debug::command::{Command, EventFilter};
use undefer::debug::{Session, SessionOptions};
use undefer::source::{Origin, SourceMap};
use undefer::{bytecode, ir, sema, syntax};

const PROGRAM: &str = "=== program\n";
const AST: &str = "=== ast\n";

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stages");
    let entries = fs::read_dir(folder).expect("the folder of stages");
    let mut files: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    files.sort();
    files
}

/// All stages of a program, each under its title.
fn stages(name: &str, program: &str) -> String {
    let mut map = SourceMap::default();
    let id = map.add(format!("{name}.zig"), program, Origin::User);
    let file = syntax::parse(id, &map).unwrap_or_else(|p| panic!("{name}: {p:?}"));
    let ast = syntax::dump(&file);
    let analysis = sema::analyze(&mut map, id, &sema::Options::default());
    let said: Vec<_> = analysis.diagnostics.iter().map(|d| &d.message).collect();
    let module = analysis
        .module
        .unwrap_or_else(|| panic!("{name}: {said:?}"));
    let tree = ir::dump(&module);
    let program = bytecode::lower(module, map).unwrap_or_else(|p| panic!("{name}: {p:?}"));
    let code = bytecode::disassemble::listing(&program);
    let mut session = Session::start(program, SessionOptions::default());
    session.run_to_end();
    let end = session.execute(&Command::Where).text();
    let trace = session.execute(&Command::Log(EventFilter::Any)).text();
    [
        AST,
        ast.trim_end(),
        "\n=== ir\n",
        tree.trim_end(),
        "\n=== bytecode\n",
        code.trim_end(),
        "\n=== trace\n",
        &trace,
        "\n",
        &end,
        "\n",
    ]
    .concat()
}

#[test]
fn every_stage_makes_of_a_program_what_is_written() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for path in files() {
        let name = path.file_stem().expect("a name").to_string_lossy();
        let text = fs::read_to_string(&path).expect("a readable file");
        let (head, written) = text.split_once(AST).unwrap_or((&text, ""));
        let (_, program) = head.split_once(PROGRAM).expect("a `=== program` line");
        let found = stages(&name, program);
        let written = format!("{AST}{written}");
        if update {
            fs::write(&path, format!("{head}{found}")).expect("the file can be written");
        } else if let Some((line, (e, f))) = written
            .lines()
            .zip(found.lines())
            .enumerate()
            .find(|(_, (e, f))| e != f)
        {
            wrong.push(format!(
                "{name}, line {}:\n  written {e}\n  found   {f}",
                line + 1
            ));
        } else if written != found {
            wrong.push(format!("{name}: one is longer than the other"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
