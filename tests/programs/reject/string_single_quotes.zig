pub fn main() void {
    const s = 'abc'; // ~ERROR expected single quote ('), found 'b'
    _ = s;
}
