// Functions beside statements. // ~NOT-ZIG
fn square(x: i32) i32 {
    return x * x;
}
var sum: i32 = 0;
for (1..4) |i| sum += square(@intCast(i));
std.debug.print("{d}\n", .{sum});
