// Comptime recursion without an end, whatever the quota. // ~NOT-ZIG
fn f(n: u32) u32 {
    return f(n + 1) + 1; // ~ERROR comptime calls nest too deeply
}
pub fn main() void {
    @setEvalBranchQuota(4_000_000_000);
    const x = comptime f(0);
    _ = x;
}
