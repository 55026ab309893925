const P = struct { x: i32 };
fn get() !P {
    return .{ .x = 1 };
}
pub fn main() void {
    _ = get().x; // ~ERROR error union type '@typeInfo(@typeInfo(@TypeOf(field_of_error_union.get)).@"fn".return_type.?).error_union.error_set!field_of_error_union.P' does not support field access
}
