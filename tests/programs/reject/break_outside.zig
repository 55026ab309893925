pub fn main() void {
    break; // ~ERROR break expression outside loop
}
