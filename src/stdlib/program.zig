//! What a program can ask about how it was built: `@import("builtin")`.

const std = @import("std.zig");

pub const zig_version_string = "0.15.2";
pub const mode: std.builtin.OptimizeMode = .Debug;
/// Whether the `test` blocks run instead of `main`.
pub const is_test = @vmIsTest();
pub const single_threaded = true;
pub const link_libc = false;

/// The simulated machine, described as the computer that it looks like.
pub const os = struct {
    pub const tag: Os = .linux;
};
pub const cpu = struct {
    pub const arch: Arch = .x86_64;
};
pub const target = struct {
    pub const os = struct {
        pub const tag: Os = .linux;
    };
    pub const cpu = struct {
        pub const arch: Arch = .x86_64;
    };
};

const Os = enum { freestanding, linux, windows, macos, wasi, freebsd, other };
const Arch = enum { x86_64, aarch64, x86, arm, riscv64, wasm32, other };
