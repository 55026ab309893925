fn f() !u32 {
    return error.Bad;
}
pub fn main() void {
    const x: u32 = f(); // ~ERROR expected type 'u32', found '@typeInfo(@typeInfo(@TypeOf(error_value_used.f)).@"fn".return_type.?).error_union.error_set!u32'
    _ = x;
}
