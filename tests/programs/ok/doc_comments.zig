//! The file's own comment.
const std = @import("std");

/// What a Thing is.
const Thing = struct {
    /// its weight
    weight: u32, // in grams
};

/// Prints it.
pub fn main() void {
    const t: Thing = .{ .weight = 3 }; // a comment after code
    // std.debug.print("commented out\n", .{});
    std.debug.print("{d}\n", .{t.weight}); //// four slashes are an ordinary comment
}
