//! The stack at one moment: calls with their variables.

use super::present::{Call, Present};
use super::text::type_name;
use super::view;
use crate::bytecode::LocalRef;
use crate::syntax::spelled;

impl Present<'_> {
    pub fn frames(&self, children: usize) -> Vec<view::Frame> {
        let calls = self.shown_calls();
        calls
            .iter()
            .map(|call| self.frame(call, children))
            .collect()
    }

    pub fn frame(&self, call: &Call, children: usize) -> view::Frame {
        view::Frame {
            id: call.called,
            function: self.function_name(call.function).to_owned(),
            location: self.atlas.location(call.pc),
            is_library: call.is_library,
            // Dated by the session, which can go there and look.
            called: 0,
            returned: None,
            locals: self.variables(call, children),
        }
    }

    /// Variables of a call, outermost first.
    pub fn variables(&self, call: &Call, children: usize) -> Vec<view::Variable> {
        let locals = self.locals(call);
        locals
            .iter()
            .map(|&l| self.variable(call, l, children))
            .collect()
    }

    fn variable(&self, call: &Call, local: LocalRef, children: usize) -> view::Variable {
        let info = self.atlas.program().local(local);
        let lens = self.lens(Some(*call));
        view::Variable {
            name: spelled(&info.name),
            type_name: type_name(&self.atlas.program().types, info.ty),
            value: lens.read(&self.local(call, local), children),
            changed: false,
            old: None,
            line: self.line_of(info.span),
        }
    }

    pub fn global_variables(&self, children: usize) -> Vec<view::Variable> {
        let lens = self.lens(None);
        let reader = lens.reader(children);
        let variable = |global: &crate::bytecode::GlobalInfo| view::Variable {
            name: super::present::tail(&global.name).to_owned(),
            type_name: type_name(&self.atlas.program().types, global.ty),
            value: reader.read(global.addr, global.ty),
            changed: false,
            old: None,
            line: global.span.map_or(0, |span| self.line_of(span)),
        };
        self.globals().map(variable).collect()
    }
}
