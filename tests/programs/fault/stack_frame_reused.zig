// The frame's memory belongs to another call by now.
const std = @import("std");

fn leakAddress() *i32 {
    var secret: i32 = 42; // ~ALLOC
    return &secret;
}

fn other() i32 {
    var a: i32 = 7;
    const p = &a;
    p.* += 1;
    return a;
}

pub fn main() void {
    const p = leakAddress();
    _ = other();
    p.* = 1; // ~FAULT dangling-stack
}
