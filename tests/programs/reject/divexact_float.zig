pub fn main() void {
    _ = @divExact(7.5, 2.0); // ~ERROR exact division produced remainder
}
