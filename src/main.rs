//! The binary: everything is in the library.
#![forbid(unsafe_code)]

use std::process::ExitCode;

/// Analysis walks trees by recursion; their depth is bounded, and this is room enough for the deepest.
const STACK_BYTES: usize = 256 << 20;

fn main() -> ExitCode {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        report(info);
        std::process::exit(101);
    }));
    let whole = std::thread::Builder::new()
        .name("undefer".into())
        .stack_size(STACK_BYTES)
        .spawn(|| undefer::front::cli::main(std::env::args_os()));
    match whole.map(|thread| thread.join()) {
        Ok(Ok(exit)) => exit.into(),
        // The panic has already been printed.
        Ok(Err(_)) => ExitCode::from(101),
        Err(error) => {
            eprintln!("error: no thread can be started: {error}");
            ExitCode::FAILURE
        }
    }
}
