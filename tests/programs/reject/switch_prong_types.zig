// Prongs whose values do not meet.
pub fn main() void {
    var n: u8 = 1;
    n += 1;
    const x = switch (n) { // ~ERROR incompatible types: 'u32' and '*const [4:0]u8'
        0 => @as(u32, 1),
        else => "text",
    };
    _ = x;
}
