//! The machine at one moment, as the rest of the session looks at it: calls, variables, what pointers lead to.

use super::atlas::Atlas;
use super::dates::Dates;
use super::eval::{At, Scope, Term, Variable};
use super::value::{Byte, Pointee, Reader, Source, address};
use super::view;
use crate::bytecode::{LocalInfo, LocalRef, Pc, function_address, function_of};
use crate::ir::FunctionId;
use crate::source::Span;
use crate::syntax::spelled;
use crate::types::{Class, TypeId};
use crate::vm::{Halt, Machine, Object};

/// The machine and the map of its program.
#[derive(Clone, Copy)]
pub struct Present<'a> {
    pub machine: &'a Machine,
    pub atlas: &'a Atlas,
    pub library: bool,
}

/// Calls that are looked at.
const CALLS: usize = 10_000;

/// One active call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Call {
    pub function: FunctionId,
    pub pc: Pc,
    /// Address of its first slot.
    pub fp: u64,
    /// Tick of the call; with `fp` it names the activation.
    pub called: u64,
    pub is_library: bool,
}

impl<'a> Present<'a> {
    pub fn dates(&self) -> Dates<'a> {
        Dates {
            atlas: self.atlas,
            journal: self.machine.journal(),
            blocks: self.machine.memory().blocks(),
            library: self.library,
        }
    }

    /// All active calls, innermost first; of a very deep recursion the inner end.
    pub fn calls(&self) -> Vec<Call> {
        let call = |frame: crate::vm::FrameView| Call {
            function: frame.function,
            pc: frame.pc,
            fp: frame.fp,
            called: frame.called.0,
            is_library: self.atlas.program().function(frame.function).is_library,
        };
        let frames = self.machine.frames(CALLS);
        frames.into_iter().map(call).collect()
    }

    /// The calls that people look at, innermost first; never empty while the program runs.
    pub fn shown_calls(&self) -> Vec<Call> {
        let all = self.calls();
        let shown: Vec<_> = all
            .iter()
            .filter(|c| self.library || !c.is_library)
            .copied()
            .collect();
        if shown.is_empty() { all } else { shown }
    }

    /// The first of them, without a look at the others: it is asked for at each statement of a search.
    pub fn innermost(&self) -> Option<Call> {
        let frame = self.machine.frames(1).into_iter().next()?;
        let is_library = self.atlas.program().function(frame.function).is_library;
        if is_library && !self.library {
            return self.shown_calls().into_iter().next();
        }
        Some(Call {
            function: frame.function,
            pc: frame.pc,
            fp: frame.fp,
            called: frame.called.0,
            is_library,
        })
    }

    /// The name of the function in which people stand.
    pub fn innermost_name(&self) -> &'a str {
        let calls = self.shown_calls();
        calls
            .first()
            .map_or("it", |c| self.function_name(c.function))
    }

    /// The statement that runs next, dated.
    pub fn date_here(&self) -> view::Date {
        let call = self.innermost();
        let pc = call.map_or(self.machine.pc(), |c| c.pc);
        let place = self.atlas.location(pc);
        let is_between = self.has_ended() || self.atlas.is_statement(self.machine.pc());
        view::Date {
            step: self.machine.steps() + u64::from(is_between),
            tick: self.machine.tick().0,
            line: place.line,
            function: place.function,
            text: place.text,
            by_defer: self.atlas.program().line_at(pc).in_defer.is_some(),
        }
    }

    /// The program has returned or exited: there is no next instruction.
    pub fn has_ended(&self) -> bool {
        let halt = self.machine.halt();
        matches!(halt, Some(Halt::Exited(_) | Halt::ReturnedError(_)))
    }

    pub fn function_name(&self, function: FunctionId) -> &'a str {
        &self.atlas.program().function(function).short_name
    }

    /// Variables visible in a call, outermost first.
    pub fn locals(&self, call: &Call) -> Vec<LocalRef> {
        let program = self.atlas.program();
        let mut locals = program.visible_locals(call.pc);
        locals.retain(|&l| !program.local(l).hidden);
        locals
    }

    pub fn local(&self, call: &Call, local: LocalRef) -> Variable {
        let info = self.atlas.program().local(local);
        Variable {
            ty: info.ty,
            at: self.storage(call, info),
        }
    }

    fn storage(&self, call: &Call, info: &LocalInfo) -> At {
        let addr = call.fp + 8 * u64::from(info.slot);
        let is_register = !info.address_taken && matches!(info.class, Class::Scalar | Class::Slice);
        if !is_register {
            return At::Memory(addr);
        }
        // What memory knows of a register's cell is out of date: the machine itself keeps who is undefined.
        At::Bytes {
            bytes: self.register(addr, self.atlas.program().types.size(info.ty)),
            addr: Some(addr),
        }
    }

    pub fn line_of(&self, span: Span) -> u32 {
        self.atlas.program().sources.line_col(span).line
    }

    /// Globals that people declared.
    pub fn globals(&self) -> impl Iterator<Item = &'a crate::bytecode::GlobalInfo> + 'a {
        let library = self.library;
        let globals = self.atlas.program().globals.iter();
        globals.filter(move |g| !g.hidden && (library || !g.is_library) && !g.is_const)
    }

    /// The variable in whose bytes an address lies, and where it starts.
    fn local_at(&self, addr: u64) -> Option<(LocalRef, u64)> {
        let program = self.atlas.program();
        let calls = self.calls();
        let slots = |call: &Call| u64::from(program.function(call.function).frame_slots);
        let call = calls
            .iter()
            .find(|call| (call.fp..call.fp + 8 * slots(call)).contains(&addr))?;
        let visible = program.visible_locals(call.pc).into_iter().rev();
        let mut placed = visible.map(|local| {
            let info = program.local(local);
            let start = call.fp + 8 * u64::from(info.slot);
            (local, start..start + program.types.size(info.ty).max(1))
        });
        let (local, bytes) = placed.find(|(_, bytes)| bytes.contains(&addr))?;
        Some((local, bytes.start))
    }

    /// Memory as seen from one call: names of its own variables are short.
    pub fn lens(&self, home: Option<Call>) -> Lens<'a> {
        Lens {
            present: *self,
            home,
            is_brief: false,
        }
    }

    /// The same for searches, in which nobody reads why something has no value.
    pub fn brief_lens(&self, home: Option<Call>) -> Lens<'a> {
        Lens {
            is_brief: true,
            ..self.lens(home)
        }
    }

    /// The element type that was asked for when a block was made, and how many.
    pub fn asked(&self, block: crate::vm::BlockId) -> Option<(TypeId, u64)> {
        let leases = self.machine.memory().blocks();
        let (_, lease) = leases.leases_of(block).next()?;
        Some((lease.asked.ty, lease.asked.count))
    }
}

/// Memory and names, seen from a call.
#[derive(Clone, Copy)]
pub struct Lens<'a> {
    pub present: Present<'a>,
    pub home: Option<Call>,
    /// What is missing is not looked for elsewhere.
    is_brief: bool,
}

impl Lens<'_> {
    pub fn reader(&self, width: usize) -> Reader<'_> {
        Reader::new(self, &self.present.atlas.program().types, width)
    }

    pub fn read(&self, variable: &Variable, width: usize) -> view::Value {
        let reader = self.reader(width);
        match &variable.at {
            At::Memory(addr) => reader.read(*addr, variable.ty),
            At::Bytes { bytes, .. } | At::Bits { bytes, .. } => reader.decode(bytes, variable.ty),
        }
    }

    pub fn bytes(&self, variable: &Variable, most: u64) -> Vec<Byte> {
        match &variable.at {
            At::Memory(addr) => {
                let size = self.present.atlas.program().types.size(variable.ty);
                self.peek(*addr, size.min(most))
            }
            At::Bytes { bytes, .. } | At::Bits { bytes, .. } => bytes.clone(),
        }
    }

    /// The variable behind a pointer to the stack. What tags stood for is known of the last ones only, past or future:
    /// of a variable that is there still, the frames tell which one it is.
    fn local_behind(&self, pointer: u64) -> Pointee {
        let (machine, addr) = (self.present.machine, address(pointer));
        let memory = machine.memory();
        let life = memory.local_of(pointer);
        let known = life.filter(|life| life.born < machine.tick());
        let there = || {
            let is_there = memory.is_local_there(pointer);
            is_there.then(|| self.present.local_at(addr)).flatten()
        };
        let found = match known {
            Some(life) if memory.is_local_alive(life, pointer) => {
                Some((life.local, life.addr, false))
            }
            _ => match there() {
                Some((local, start)) => Some((local, start, false)),
                None => known.map(|life| (life.local, life.addr, true)),
            },
        };
        match found {
            Some((local, start, dangling)) => Pointee::Variable {
                name: self.local_name(local, start),
                offset: addr - start,
                ty: Some(self.present.atlas.program().local(local).ty),
                dangling,
            },
            None => Pointee::Variable {
                name: "a local".into(),
                offset: 0,
                ty: None,
                dangling: true,
            },
        }
    }

    /// `x` at home, `main.x` elsewhere.
    fn local_name(&self, local: LocalRef, addr: u64) -> String {
        let info = self.present.atlas.program().local(local);
        let is_home = self.home.is_some_and(|home| {
            home.function == info.function && home.fp + 8 * u64::from(info.slot) == addr
        });
        if info.name.is_empty() {
            return "a temporary".into();
        }
        if is_home {
            return spelled(&info.name);
        }
        let function = self.present.function_name(info.function);
        format!("{function}.{}", spelled(&info.name))
    }
}

impl Source for Lens<'_> {
    fn peek(&self, addr: u64, len: u64) -> Vec<Byte> {
        let peek = self.present.machine.memory().peek(addr, len);
        let pairs = peek.bytes.iter().zip(&peek.defined);
        pairs.map(|(b, &is)| is.then_some(*b)).collect()
    }

    fn is_undefined(&self, addr: u64, len: u64) -> bool {
        self.present.machine.memory().is_undefined(addr, len)
    }

    fn pointee(&self, pointer: u64) -> Pointee {
        let found = self.present.machine.memory().resolve(pointer);
        let offset = found.offset.max(0) as u64;
        let dangling = !found.is_alive;
        let program = self.present.atlas.program();
        match found.object {
            Object::Block(id) => Pointee::Block {
                id,
                offset,
                asked: self.present.asked(id),
                dangling,
            },
            Object::Local { .. } | Object::SomeLocal => self.local_behind(pointer),
            Object::SomeBlock => Pointee::Variable {
                name: "a block freed long ago".into(),
                offset: 0,
                ty: None,
                dangling: true,
            },
            Object::Global(index) => match program.globals.get(index as usize) {
                Some(global) if !global.hidden => Pointee::Variable {
                    name: tail(&global.name).to_owned(),
                    offset,
                    ty: Some(global.ty),
                    dangling: false,
                },
                _ => Pointee::Nothing,
            },
            // Registers have an address, and nobody who owns it.
            Object::Unknown if address(pointer) == pointer => {
                match self.present.local_at(pointer) {
                    Some((local, start)) => Pointee::Variable {
                        name: self.local_name(local, start),
                        offset: pointer - start,
                        ty: Some(program.local(local).ty),
                        dangling: false,
                    },
                    None => Pointee::Nothing,
                }
            }
            Object::Unknown => Pointee::Nothing,
        }
    }

    fn pointer_to(&self, addr: u64) -> u64 {
        self.present.machine.memory().adopt(addr)
    }

    fn function_name(&self, pointer: u64) -> Option<String> {
        let program = self.present.atlas.program();
        let id = function_of(address(pointer), program.functions.len())?;
        Some(program.function(id).short_name.clone())
    }

    /// The variable behind the context, or the container in which the functions of the vtable stand.
    fn allocator_name(&self, context: u64, vtable: u64) -> Option<String> {
        let program = self.present.atlas.program();
        let memory = self.present.machine.memory();
        let first = memory.peek_value(address(vtable), 8);
        let Some(function) = function_of(address(first), program.functions.len()) else {
            // A pool hands out by itself: it stands where others have their vtable.
            return match self.pointee(context) {
                Pointee::Variable { name, .. } if context == vtable => Some(name),
                Pointee::Block { id, .. } if context == vtable => Some(format!("a pool in {id}")),
                _ => None,
            };
        };
        let name = &program.function(function).name;
        let container = name.rsplit_once('.').map_or(name.as_str(), |(c, _)| c);
        // What an allocator was made with may be long, and tells nobody which one it is.
        let container = short(container.split('(').next().unwrap_or(container));
        if container == "PageAllocator" {
            return Some("page_allocator".into());
        }
        match self.pointee(context) {
            Pointee::Variable {
                name,
                dangling: false,
                ..
            } => Some(name),
            Pointee::Block { id, .. } => Some(format!("{container} in {id}")),
            _ => Some(container.to_owned()),
        }
    }
}

impl Lens<'_> {
    fn local_of(&self, call: &Call, name: &str) -> Option<Variable> {
        let program = self.present.atlas.program();
        let locals = self.present.locals(call);
        let found = locals
            .into_iter()
            .rev()
            .find(|&l| program.local(l).name == name)?;
        Some(self.present.local(call, found))
    }

    /// The innermost call of a function, by its short name.
    fn call_of(&self, function: &str) -> Option<Call> {
        let calls = self.present.shown_calls();
        calls
            .into_iter()
            .find(|c| self.present.function_name(c.function) == function)
    }

    fn global(&self, name: &str) -> Option<Variable> {
        let home = self.home.map(|home| home.function);
        let global = self.present.atlas.global(home, name)?;
        let is_meant = self.present.library || !global.is_library;
        is_meant.then_some(Variable {
            ty: global.ty,
            at: At::Memory(global.addr),
        })
    }
}

impl Scope for Lens<'_> {
    fn lookup(&self, name: &str) -> Option<Variable> {
        let local = self.home.and_then(|home| self.local_of(&home, name));
        if local.is_some() {
            return local;
        }
        self.global(name)
    }

    fn lookup_in(&self, function: &str, name: &str) -> Option<Variable> {
        let call = self.call_of(function);
        let local = call.and_then(|call| self.local_of(&call, name));
        local.or_else(|| self.global(&format!("{function}.{name}")))
    }

    fn owners(&self, name: &str) -> Vec<String> {
        if self.is_brief {
            return Vec::new();
        }
        let calls = self.present.shown_calls();
        let having = calls.iter().filter(|c| self.local_of(c, name).is_some());
        having
            .map(|c| self.present.function_name(c.function).to_owned())
            .collect()
    }

    fn whereabouts(&self, name: &str) -> Option<String> {
        if self.is_brief {
            return None;
        }
        if self.present.has_ended() {
            return Some("the program has ended, `rs` goes back into it".into());
        }
        let several = self.present.atlas.globals_named(name);
        if several.len() > 1 {
            let names = several.iter().map(|g| format!("`{}`", tail(&g.name)));
            let names: Vec<_> = names.collect();
            return Some(format!("it is one of {}", names.join(", ")));
        }
        let program = self.present.atlas.program();
        let named = |own: &&LocalInfo| own.name == name && !own.hidden;
        let mut all = program.locals.iter().filter(named);
        let is_here =
            |own: &&LocalInfo| self.home.is_some_and(|home| home.function == own.function);
        if let Some(own) = all.clone().find(is_here) {
            let line = self.present.line_of(own.span);
            return Some(format!(
                "it begins on line {line}, and lasts as long as its block"
            ));
        }
        let users = |own: &&LocalInfo| !program.function(own.function).is_library;
        let own = all.find(users)?;
        let function = &program.function(own.function).short_name;
        Some(match self.call_of(function) {
            Some(_) => {
                let line = self.present.line_of(own.span);
                format!("{function} has one, which begins on line {line}")
            }
            None => format!("{function} has one, but does not run now"),
        })
    }

    fn is_running(&self, function: &str) -> Option<bool> {
        let atlas = self.present.atlas;
        let mut named = atlas.functions(function).into_iter();
        let is_one = named.any(|f| !atlas.program().function(f).is_library);
        is_one.then(|| self.call_of(function).is_some())
    }

    fn constant(&self, name: &str) -> Option<Term> {
        let here = self.home.map(|home| home.pc);
        let atlas = self.present.atlas;
        atlas.constant(here, name).or_else(|| {
            // `main.limit`: of the innermost call of a function.
            let (function, name) = name.split_once('.')?;
            atlas.constant_at(self.call_of(function)?.pc, name)
        })
    }

    fn function(&self, name: &str) -> Vec<u64> {
        let instances = self.present.atlas.own_functions(name);
        instances.into_iter().map(function_address).collect()
    }

    fn block(&self, id: u32) -> Option<(TypeId, u64, u64)> {
        let lease = self.present.lease(crate::vm::BlockId(id))?;
        Some((lease.asked.ty, lease.asked.count, lease.start))
    }
}

/// `Counter.total`: a qualified name without that of its file.
pub fn tail(name: &str) -> &str {
    name.split_once('.').map_or(name, |(_, tail)| tail)
}

/// The last part of a qualified name; dots inside comptime arguments do not count.
pub fn short(name: &str) -> &str {
    let mut depth = 0;
    let mut start = 0;
    for (at, c) in name.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '.' if depth == 0 => start = at + 1,
            _ => {}
        }
    }
    &name[start..]
}
