//! Two changes of the same page's cells as one, group by group: what only one of them tells is copied as it is packed,
//! and what both tell in the same form is put together without being unpacked.

use super::cell_change::{EACH, EQUAL, FLAGS, FORM, Group, WHOLE};
use super::cell_change::{apply_group, pass_group, put_group};
use super::group::{GROUP, Positions};
use super::room::Room;
use super::span::Span;

/// Packs the one after the other. False, and nothing is packed, if one is told as a whole.
pub(super) fn put_both(
    room: &mut Room,
    one: (&[u8], &mut usize),
    other: (&[u8], &mut usize),
) -> bool {
    let ((a, i), (b, j)) = (one, other);
    let (in_a, in_b) = (a[*i], b[*j]);
    if in_a != 0 && a[*i + 1] == WHOLE || in_b != 0 && b[*j + 1] == WHOLE {
        return false;
    }
    (*i, *j) = (*i + 1, *j + 1);
    let head = room.len();
    room.put(0, 1);
    let mut changed = 0;
    for bit in (0..8).map(|group| 1u8 << group) {
        let is_told = match (in_a & bit != 0, in_b & bit != 0) {
            (true, true) => put_group_of_both(room, (a, i), (b, j)),
            (true, false) => copy_group(room, a, i),
            (false, true) => copy_group(room, b, j),
            (false, false) => false,
        };
        if is_told {
            changed |= bit;
        }
    }
    room.set(head, changed);
    true
}

fn copy_group(room: &mut Room, bytes: &[u8], at: &mut usize) -> bool {
    let start = *at;
    pass_group(bytes, at);
    room.copy(&bytes[start..*at]);
    true
}

/// False if nothing is left of them.
fn put_group_of_both(
    room: &mut Room,
    one: (&[u8], &mut usize),
    other: (&[u8], &mut usize),
) -> bool {
    let ((a, i), (b, j)) = (one, other);
    if let (Some((in_a, count)), Some((in_b, same))) = (alike(a, *i), alike(b, *j))
        && a[*i..in_a] == b[*j..in_b]
        && count == same
    {
        let start = room.len();
        room.copy(&a[*i..in_a]);
        (*i, *j) = (in_a + count, in_b + count);
        let pairs = a[in_a..*i].iter().zip(&b[in_b..*j]);
        let mut left = 0;
        for (to, (x, y)) in room.reach(count).iter_mut().zip(pairs) {
            *to = x ^ y;
            left |= *to;
        }
        if left == 0 {
            room.cut(start);
        }
        return left != 0;
    }
    let mut group: Group = [0; GROUP];
    apply_group(a, i, &mut group);
    apply_group(b, j, &mut group);
    let all = group.iter().fold(0, |all, cell| all | cell);
    if all != 0 {
        put_group(room, &group, all);
    }
    all != 0
}

/// Where the changes of a group lie and how many bytes they take, if they are such that the exclusive or of two is that of
/// their bytes.
fn alike(bytes: &[u8], start: usize) -> Option<(usize, usize)> {
    let (mode, mut at) = (bytes[start], start + 1);
    let count = Positions::read(mode, bytes, &mut at).count();
    match mode & FORM {
        EACH => None,
        EQUAL => Some((at, 8)),
        FLAGS => Some((at + 1, count)),
        _ => Some((at + 1, count * Span::of_bytes(bytes[at]).count())),
    }
}
