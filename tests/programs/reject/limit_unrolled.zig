// A loop that unrolls for ever. // ~NOT-ZIG
var total: u32 = 0;
pub fn main() void {
    @setEvalBranchQuota(4_000_000_000);
    inline while (true) total +%= 1; // ~ERROR the program becomes too large
}
