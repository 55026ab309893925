const E = enum { a };
pub fn main() void {
    const y: E = @bitCast(@as(u8, 1)); // ~ERROR cannot @bitCast to 'bitcast_enum.E'
    _ = y;
}
