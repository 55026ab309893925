pub fn main() void {
    if (true < false) return; // ~ERROR operator < not allowed for type 'bool'
}
