//! One instruction as it lies in the code, and what the small numbers inside instructions mean.

use crate::ir::FunctionId;

use super::op::Op;

/// One instruction. `x` is a small modifier, `a` mostly the destination slot; what each field means stands at the opcode.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(C)]
pub struct Instr {
    /// The opcode; its top bit ([`STATEMENT`]) says that a step of the user's program starts here.
    pub op: u8,
    pub x: u8,
    pub a: u16,
    pub b: u16,
    pub c: u16,
}

const _: () = assert!(
    size_of::<Instr>() == 8,
    "the machine fetches one word an instruction"
);

impl Instr {
    pub const fn new(op: Op, x: u8, a: u16, b: u16, c: u16) -> Instr {
        let op = op as u8;
        Instr { op, x, a, b, c }
    }

    /// With the 32-bit number `i` in `b` and `c`.
    pub const fn wide(op: Op, x: u8, a: u16, i: u32) -> Instr {
        Instr::new(op, x, a, i as u16, (i >> 16) as u16)
    }

    pub const fn imm(self) -> u32 {
        self.b as u32 | (self.c as u32) << 16
    }

    /// Without the [`STATEMENT`] bit.
    pub fn opcode(self) -> Op {
        let number = usize::from(self.op & !STATEMENT);
        Op::TABLE.get(number).map_or(Op::Ext, |entry| entry.0)
    }

    pub const fn is_statement(self) -> bool {
        self.op & STATEMENT != 0
    }

    /// The instruction as the machine fetches it.
    pub const fn word(self) -> u64 {
        self.op as u64
            | (self.x as u64) << 8
            | (self.a as u64) << 16
            | (self.b as u64) << 32
            | (self.c as u64) << 48
    }

    pub const fn from_word(word: u64) -> Instr {
        Instr {
            op: word as u8,
            x: (word >> 8) as u8,
            a: (word >> 16) as u16,
            b: (word >> 32) as u16,
            c: (word >> 48) as u16,
        }
    }
}

/// Set in [`Instr::op`] on the first instruction of a user statement.
pub const STATEMENT: u8 = 0x80;

/// What [`Op::CallFar`] needs, as it lies in four constants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FarCall {
    /// Slots from the frame's start to the callee's.
    pub distance: u32,
    pub args: u32,
    pub result: u32,
    pub callee: FarCallee,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FarCallee {
    Function(FunctionId),
    Register(u16),
}

impl FarCall {
    pub fn encode(self) -> [u64; 4] {
        let callee = match self.callee {
            FarCallee::Function(id) => u64::from(id.0),
            FarCallee::Register(register) => 1 << 32 | u64::from(register),
        };
        [
            self.distance.into(),
            self.args.into(),
            self.result.into(),
            callee,
        ]
    }

    pub fn decode(words: [u64; 4]) -> FarCall {
        let [distance, args, result, callee] = words;
        FarCall {
            distance: distance as u32,
            args: args as u32,
            result: result as u32,
            callee: match callee >> 32 {
                0 => FarCallee::Function(FunctionId(callee as u32)),
                _ => FarCallee::Register(callee as u16),
            },
        }
    }
}

/// What [`Op::Event`] reports.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum Notice {
    /// The defer with this number is armed, runs, or leaves without running.
    DeferArmed,
    DeferFired,
    DeferDisarmed,
    /// The function returns the error whose code is in `ra`.
    ErrorReturned,
}

impl Notice {
    pub const ALL: [Notice; 4] = [
        Notice::DeferArmed,
        Notice::DeferFired,
        Notice::DeferDisarmed,
        Notice::ErrorReturned,
    ];
}

/// What [`Op::Panic`] says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum PanicKind {
    /// Text number `{i}`.
    Text,
    /// `attempt to unwrap error: Name`, code in `ra`.
    UnwrapError,
    /// Access of an inactive field: check number `{i}`, active tag in `ra`.
    Union,
    /// The slice in `ra`.
    Slice,
    /// Index `ra` is not below length `rb`.
    Index,
    /// Start `ra` is larger than end `rb`.
    StartAfterEnd,
    /// `sentinel mismatch: expected ra, found rb` (integers).
    Sentinel,
}

impl PanicKind {
    pub const ALL: [PanicKind; 7] = [
        PanicKind::Text,
        PanicKind::UnwrapError,
        PanicKind::Union,
        PanicKind::Slice,
        PanicKind::Index,
        PanicKind::StartAfterEnd,
        PanicKind::Sentinel,
    ];
}

/// The type of a number in 16 bits, for instructions about numbers of every kind.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NumKind {
    Int { signed: bool, bits: u16 },
    Float(u16),
}

impl NumKind {
    const SIGNED: u16 = 1 << 14;
    const FLOAT: u16 = 1 << 15;

    pub fn encode(self) -> u16 {
        match self {
            NumKind::Int { signed, bits } => bits | if signed { NumKind::SIGNED } else { 0 },
            NumKind::Float(bits) => bits | NumKind::FLOAT,
        }
    }

    pub fn decode(code: u16) -> NumKind {
        let bits = code & (NumKind::SIGNED - 1);
        if code & NumKind::FLOAT != 0 {
            NumKind::Float(bits)
        } else {
            let signed = code & NumKind::SIGNED != 0;
            NumKind::Int { signed, bits }
        }
    }

    /// Bytes that it takes in memory.
    pub fn bytes(self) -> u64 {
        let (NumKind::Int { bits, .. } | NumKind::Float(bits)) = self;
        u64::from(bits).div_ceil(8).next_power_of_two()
    }

    /// The 16 bytes of a frame that hold it, as a number: the sign extended, what is beyond it cleared.
    pub fn normal(self, raw: u128) -> u128 {
        let (NumKind::Int { bits, .. } | NumKind::Float(bits)) = self;
        let shift = 128 - u32::from(bits.clamp(1, 128));
        match self {
            NumKind::Int { signed: true, .. } => ((raw << shift) as i128 >> shift) as u128,
            _ => raw << shift >> shift,
        }
    }

    /// Slots that it takes in a frame.
    pub fn slots(self) -> u16 {
        let (NumKind::Int { bits, .. } | NumKind::Float(bits)) = self;
        if bits > 64 { 2 } else { 1 }
    }
}
