// A struct cannot contain itself. (Zig 0.15.2 crashes on this one. // ~NOT-ZIG)
const N = struct { next: N }; // ~ERROR struct 'recursive_struct.N' depends on itself
pub fn main() void {
    const n: N = undefined;
    _ = n;
}
