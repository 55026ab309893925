// void has no fields.
fn f() void {}
pub fn main() void {
    const x = f();
    _ = x.y; // ~ERROR type 'void' does not support field access
}
