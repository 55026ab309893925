pub fn main() void {
    const x: u32 = { // ~ERROR expected type 'u32', found 'void'
        _ = 1;
    };
    _ = x;
}
