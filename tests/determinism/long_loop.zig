// A long loop over memory of several pages.
pub fn main() u8 {
    var sieve: [20_000]bool = @splat(true);
    var count: usize = 0;
    for (2..sieve.len) |i| {
        if (!sieve[i]) continue;
        count += 1;
        var k = i * 2;
        while (k < sieve.len) : (k += i) sieve[k] = false;
    }
    return @truncate(count);
}
