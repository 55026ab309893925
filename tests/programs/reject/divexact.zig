pub fn main() void {
    _ = @divExact(5, 2); // ~ERROR exact division produced remainder
}
