// A function that is declared nowhere.
pub fn main() void {
    doSomething(); // ~ERROR use of undeclared identifier 'doSomething'
}
