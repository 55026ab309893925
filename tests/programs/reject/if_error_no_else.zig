fn f() !u32 {
    return 1;
}
pub fn main() void {
    if (f()) |x| { // ~ERROR expected optional type, found '@typeInfo(@typeInfo(@TypeOf(if_error_no_else.f)).@"fn".return_type.?).error_union.error_set!u32'
        _ = x;
    }
}
