fn f() !u32 {
    return 1;
}
pub fn main() void {
    while (f()) |x| { // ~ERROR expected optional type, found '@typeInfo(@typeInfo(@TypeOf(while_error_no_else.f)).@"fn".return_type.?).error_union.error_set!u32'
        _ = x;
    }
}
