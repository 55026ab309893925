pub fn main() void {
    blk: {
        continue :blk; // ~ERROR label not found: 'blk'
    }
}
