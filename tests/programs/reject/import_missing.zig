const x = @import("nothing"); // ~ERROR no module named 'nothing' available within module 'import_missing'
pub fn main() void {
    _ = x.a;
}
