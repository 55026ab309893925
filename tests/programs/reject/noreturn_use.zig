fn f() noreturn {
    return; // ~ERROR function declared 'noreturn' returns
}
pub fn main() void {
    f();
}
