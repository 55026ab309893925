//! The program as a process.

/// Ends the program at once with this exit status. No `defer` runs.
pub fn exit(status: u8) noreturn {
    @vmExit(status);
}

/// Ends the program at once as a crash would.
pub fn abort() noreturn {
    @vmExit(134);
}
