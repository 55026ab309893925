pub fn main() void {
    if (true || false) return; // ~ERROR expected error set type, found 'bool'
}
