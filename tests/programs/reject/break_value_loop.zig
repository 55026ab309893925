pub fn main() void {
    while (true) { // ~ERROR value of type 'comptime_int' ignored
        break 5;
    }
}
