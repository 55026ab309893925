fn f() !u32 {
    return error.Bad;
}
pub fn main() void {
    _ = try f(); // ~ERROR expected type 'void', found '@typeInfo(@typeInfo(@TypeOf(try_in_void.f)).@"fn".return_type.?).error_union.error_set'
}
