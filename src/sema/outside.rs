//! What Zig's library has and this one leaves out on purpose: refused by name, with the reason and a way out.

use crate::diag::Diagnostic;
use crate::source::Span;

/// Members of a library file, why they are not here, and what to write instead.
struct Outside {
    file: &'static str,
    names: &'static [&'static str],
    why: &'static str,
    hint: Option<&'static str>,
}

const OUTSIDE: &[Outside] = &[
    Outside {
        file: "std",
        names: &["Thread", "once", "atomic", "event", "Progress"],
        why: "a program here has one thread",
        hint: Some("call the function directly"),
    },
    Outside {
        file: "std",
        names: &["net", "http", "Uri", "crypto", "dynlib", "DynLib"],
        why: "a program cannot reach beyond its own memory",
        hint: None,
    },
    Outside {
        file: "std",
        names: &["os", "posix", "c", "Target", "Build", "zig", "elf", "simd"],
        why: "there is no operating system or processor below this machine",
        hint: None,
    },
    Outside {
        file: "std",
        names: &["json", "zon", "compress", "tar", "zip", "tz"],
        why: "the library here is the part that programs about memory use",
        hint: None,
    },
    Outside {
        file: "fs",
        names: &[
            "cwd",
            "Dir",
            "openFileAbsolute",
            "createFileAbsolute",
            "openDirAbsolute",
            "realpath",
            "selfExePath",
        ],
        why: "a program has no files but its standard streams",
        hint: Some("embed the data as a constant, or read it from standard input"),
    },
    Outside {
        file: "process",
        names: &[
            "Child",
            "args",
            "argsAlloc",
            "argsWithAllocator",
            "getEnvMap",
            "getEnvVarOwned",
        ],
        why: "a program has no arguments, environment or other processes: two runs are equal",
        hint: Some("write the value as a constant"),
    },
    Outside {
        file: "time",
        names: &[
            "sleep",
            "timestamp",
            "milliTimestamp",
            "microTimestamp",
            "nanoTimestamp",
            "Timer",
            "Instant",
        ],
        why: "the machine has no clock: two runs are equal",
        hint: None,
    },
];

/// The refusal of `file.name`, if it is left out on purpose.
pub(super) fn library_member(file: &str, name: &str, at: Span) -> Option<Diagnostic> {
    let found = OUTSIDE
        .iter()
        .find(|o| o.file == file && o.names.contains(&name))?;
    let path = match file {
        "std" => format!("std.{name}"),
        _ => format!("std.{file}.{name}"),
    };
    let message = format!("'{path}' is not in undefer's subset of Zig");
    let d = Diagnostic::error("subset", at, message).note(found.why);
    Some(match found.hint {
        Some(hint) => d.hint(hint),
        None => d,
    })
}
