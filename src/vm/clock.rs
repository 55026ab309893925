//! How the loop counts time: nothing is added up where instructions follow one another.

/// The ticks and steps since the loop was entered, in one number: steps in its upper half, and in its lower one the
/// ticks less those until the loop is to end. What the code before the present instruction counts is taken off, so that
/// going on to the next instruction changes nothing.
#[derive(Clone, Copy)]
pub(super) struct Clock(u64);

impl Clock {
    /// `ticks` (less than zero) lie between now and the end; the code before here counts `before`.
    pub fn new(ticks: u64, before: u64) -> Clock {
        Clock(ticks.wrapping_sub(before))
    }

    /// What has elapsed at an instruction.
    #[inline(always)]
    pub fn at(self, before: u64) -> Elapsed {
        Elapsed(self.0.wrapping_add(before))
    }

    /// After a jump: what the code behind the jump counts, and the code before its target.
    #[inline(always)]
    pub fn jumped(self, from: u64, to: u64) -> Clock {
        Clock(self.0.wrapping_add(from).wrapping_sub(to))
    }
}

/// What lies between the beginning of the loop and a moment.
pub(super) struct Elapsed(u64);

impl Elapsed {
    /// Ticks since the end: less than zero before it.
    #[inline(always)]
    pub fn ticks(&self) -> i64 {
        i64::from(self.0 as i32)
    }

    /// Steps since the loop was entered.
    pub fn steps(&self) -> u64 {
        self.0.wrapping_sub(self.ticks() as u64) >> 32
    }
}
