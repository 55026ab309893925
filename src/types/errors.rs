//! Errors: a number for every error name of the program, and the sets that functions infer.

use std::collections::HashMap;
use std::sync::Arc;

use super::{ErrorId, ErrorSet, InferredSetId, Type, TypeId, TypePool};

#[derive(Clone, Default, Debug)]
pub(super) struct Errors {
    /// Index 0 is error number 1.
    names: Vec<Arc<str>>,
    ids: HashMap<Arc<str>, ErrorId>,
    inferred: Vec<InferredSet>,
}

#[derive(Clone, Default, Debug)]
struct InferredSet {
    /// The function's qualified name, for the names of types.
    function: String,
    errors: Option<ErrorSet>,
}

impl ErrorSet {
    /// The set of these errors, in any order, with doubles.
    pub fn of(errors: impl IntoIterator<Item = ErrorId>) -> ErrorSet {
        let mut errors: Vec<ErrorId> = errors.into_iter().collect();
        errors.sort_unstable();
        errors.dedup();
        ErrorSet::Names(errors.into())
    }

    /// Whether the error is in the set. An inferred set must be resolved first: it says no.
    pub fn contains(&self, error: ErrorId) -> bool {
        match self {
            ErrorSet::Any => true,
            ErrorSet::Names(names) => names.binary_search(&error).is_ok(),
            ErrorSet::Inferred(_) => false,
        }
    }
}

impl TypePool {
    /// The number of an error name; a new one where it has none yet.
    pub fn error(&mut self, name: &str) -> ErrorId {
        if let Some(&id) = self.errors.ids.get(name) {
            return id;
        }
        let name: Arc<str> = name.into();
        self.errors.names.push(name.clone());
        let id = ErrorId(u16::try_from(self.errors.names.len()).unwrap_or(u16::MAX));
        self.errors.ids.insert(name, id);
        id
    }

    pub fn find_error(&self, name: &str) -> Option<ErrorId> {
        self.errors.ids.get(name).copied()
    }

    /// Empty for numbers that no error has.
    pub fn error_name(&self, id: ErrorId) -> &str {
        let index = usize::from(id.0).wrapping_sub(1);
        self.errors.names.get(index).map_or("", |name| name)
    }

    pub fn error_count(&self) -> usize {
        self.errors.names.len()
    }

    pub fn new_inferred_set(&mut self) -> InferredSetId {
        self.errors.inferred.push(InferredSet::default());
        InferredSetId(self.errors.inferred.len() as u32 - 1)
    }

    /// Says whose set it is: a type with this set is named after the function (`main.parse`).
    pub fn name_inferred_set(&mut self, id: InferredSetId, function: &str) {
        self.errors.inferred[id.0 as usize].function = function.to_owned();
    }

    pub(super) fn inferred_set_function(&self, id: InferredSetId) -> &str {
        &self.errors.inferred[id.0 as usize].function
    }

    /// `set` is `Names` or `Any`; filling again replaces what was there.
    pub fn fill_inferred_set(&mut self, id: InferredSetId, set: ErrorSet) {
        debug_assert!(!matches!(set, ErrorSet::Inferred(_)), "resolve it first");
        self.errors.inferred[id.0 as usize].errors = Some(set);
    }

    /// What an inferred set holds; `None` while its function has not been analysed.
    pub fn inferred_set(&self, id: InferredSetId) -> Option<&ErrorSet> {
        self.errors.inferred[id.0 as usize].errors.as_ref()
    }

    /// `Names` or `Any` of an error set type; `None` while it is not inferred yet, and for other types.
    pub fn resolve_set(&self, ty: TypeId) -> Option<ErrorSet> {
        match self.get(ty) {
            Type::ErrorSet(ErrorSet::Inferred(id)) => self.inferred_set(*id).cloned(),
            Type::ErrorSet(set) => Some(set.clone()),
            _ => None,
        }
    }

    /// The set with the errors of both; `None` while one of them is not inferred yet.
    pub fn merge_sets(&self, a: TypeId, b: TypeId) -> Option<ErrorSet> {
        Some(match (self.resolve_set(a)?, self.resolve_set(b)?) {
            (ErrorSet::Names(a), ErrorSet::Names(b)) => {
                ErrorSet::of(a.iter().chain(b.iter()).copied())
            }
            _ => ErrorSet::Any,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_numbered_from_one() {
        let mut pool = TypePool::new();
        let (a, b) = (pool.error("A"), pool.error("B"));
        assert_eq!((a, b, pool.error("A")), (ErrorId(1), ErrorId(2), a));
        assert_eq!(pool.error_name(b), "B");
        assert_eq!(pool.error_name(ErrorId(0)), "");
    }

    #[test]
    fn an_inferred_set_is_unknown_until_filled() {
        let mut pool = TypePool::new();
        let (a, b) = (pool.error("A"), pool.error("B"));
        let inferred = pool.new_inferred_set();
        let ty = pool.error_set(ErrorSet::Inferred(inferred));
        assert_eq!(pool.resolve_set(ty), None);
        pool.fill_inferred_set(inferred, ErrorSet::of([b, a, b]));
        assert_eq!(pool.resolve_set(ty), Some(ErrorSet::Names([a, b].into())));
        assert_eq!(pool.merge_sets(ty, TypeId::ANYERROR), Some(ErrorSet::Any));
    }
}
