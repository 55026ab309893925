const numbers = [_]u8{ 1, 2, 0, 4 };

pub fn main() void {
    const good = numbers[0..2 :0];
    _ = good;
    const bad = numbers[0..1 :0]; // ~ERROR value in memory does not match slice sentinel
    _ = bad;
}
