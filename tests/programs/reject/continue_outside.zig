pub fn main() void {
    continue; // ~ERROR continue expression outside loop
}
