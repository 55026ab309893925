const std = @import("std");
const P = struct { hp: u32, name: []const u8, alive: bool };
fn spawn() P {
    var p: P = undefined;
    p.hp = 3;
    p.name = "x";
    return p;
}
pub fn main() void {
    const p = spawn();
    if (p.alive) std.debug.print("alive\n", .{}); // ~FAULT undefined-read
}
