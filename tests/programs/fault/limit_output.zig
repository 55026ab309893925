// So does a program that prints for ever. // ~NOT-ZIG
const std = @import("std");
pub fn main() void {
    while (true) std.debug.print("more and more and more and more\n", .{}); // ~FAULT output
}
