pub fn main() void {
    var i: u32 = 0;
    const x: u32 = while (i < 3) : (i += 1) { // ~ERROR expected type 'u32', found 'void'
        if (i == 2) break i;
    };
    _ = x;
}
