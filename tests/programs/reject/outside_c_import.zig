// No C. // ~NOT-ZIG
const c = @cImport(@cInclude("stdio.h")); // ~ERROR is not in undefer's subset of Zig
pub fn main() void {
    _ = c.puts("x");
}
