//! The shape of the simulated address space and of a pointer in it. A pointer is an address with, in its
//! sixteen high bits, the tag of what it may touch; the machine compares that tag at every access.

use crate::ir::FunctionId;

/// Where globals and literals begin. Everything below stays unmapped, so that null is nobody's address.
pub const GLOBALS_BASE: u64 = 0x1_0000;
/// Where the stack begins; it grows upwards.
pub const STACK_BASE: u64 = 0x0800_0000;
/// Where the pages of the heap begin.
pub const HEAP_BASE: u64 = 0x1000_0000;

/// The bits of a pointer that are its address.
pub const ADDRESS_BITS: u32 = 48;
pub const ADDRESS_MASK: u64 = (1 << ADDRESS_BITS) - 1;

/// Tags below this one are never in a pointer to data: 0 is no owner, 1 the machine's own stack slots.
pub const FIRST_TAG: u16 = 16;
/// Tags from here on belong to locals; the ones below to globals, heap pages and blocks.
pub const FIRST_LOCAL_TAG: u16 = 0x8000;

/// A pointer from its parts.
pub const fn pointer(tag: u16, addr: u64) -> u64 {
    (tag as u64) << 48 | (addr & ADDRESS_MASK)
}

/// Whose memory a pointer may touch.
pub const fn tag_of(pointer: u64) -> u16 {
    (pointer >> 48) as u16
}

/// The plain address: what `@intFromPtr` gives and what people see.
pub const fn addr_of(pointer: u64) -> u64 {
    pointer & ADDRESS_MASK
}

/// The tag of the global with this index in [`super::Program::globals`]. Neighbours never share one.
pub const fn global_tag(index: usize) -> u16 {
    FIRST_TAG + (index % (FIRST_LOCAL_TAG - FIRST_TAG) as usize) as u16
}

/// As far as globals may reach.
pub const GLOBALS_END: u64 = STACK_BASE;

const FUNCTIONS_LOW: u64 = 0x1000;
const FUNCTIONS_HIGH: u64 = 0x8000_0000_0000;
const FUNCTION_STRIDE: u64 = 16;
const FUNCTIONS_BELOW: u64 = (GLOBALS_BASE - FUNCTIONS_LOW) / FUNCTION_STRIDE;

/// The "address" of a function: it looks like one, nothing is there.
pub const fn function_address(id: FunctionId) -> u64 {
    let number = id.0 as u64;
    if number < FUNCTIONS_BELOW {
        FUNCTIONS_LOW + number * FUNCTION_STRIDE
    } else {
        FUNCTIONS_HIGH - number * FUNCTION_STRIDE
    }
}

/// The function of a program of so many functions that has this address.
pub fn function_of(address: u64, count: usize) -> Option<FunctionId> {
    let number = if address < GLOBALS_BASE {
        address.checked_sub(FUNCTIONS_LOW)? / FUNCTION_STRIDE
    } else {
        FUNCTIONS_HIGH.checked_sub(address)? / FUNCTION_STRIDE
    };
    let id = FunctionId(u32::try_from(number).ok()?);
    (number < count as u64 && function_address(id) == address).then_some(id)
}
