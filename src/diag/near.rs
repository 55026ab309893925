//! What may have been meant by a name that does not exist.

/// The candidate within a third of the name's letters, the nearest first, then by alphabet. Two letters that changed
/// places count as one mistake.
pub fn nearest<T: AsRef<str> + Ord>(name: &str, names: impl IntoIterator<Item = T>) -> Option<T> {
    // A name of a few thousand letters is no slip of the finger, and would take its time.
    if name.len() > 64 {
        return None;
    }
    let limit = (name.len() / 3).max(1);
    let measured = names.into_iter().filter_map(|n| {
        let may_be = n.as_ref().len().abs_diff(name.len()) <= limit;
        may_be.then(|| (strsim::osa_distance(name, n.as_ref()), n))
    });
    let near = measured.filter(|(d, _)| *d <= limit).min();
    near.map(|(_, n)| n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_the_one_with_the_fewest_mistakes() {
        let names = ["break", "breaks", "print", "step"];
        assert_eq!(nearest("brek", names), Some("break"));
        assert_eq!(nearest("braeks", names), Some("breaks"));
        assert_eq!(nearest("pirnt", names), Some("print"));
        assert_eq!(nearest("jump", names), None);
    }
}
