pub fn main() void {
    comptime unreachable; // ~ERROR reached unreachable code
}
