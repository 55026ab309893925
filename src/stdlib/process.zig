//! The end of the program.

/// Ends the program at once with this status: no defers run.
pub fn exit(status: u8) noreturn {
    @vmExit(status);
}
