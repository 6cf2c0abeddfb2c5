//! One merge sort for everything that a phone puts in order: the standard library's sorts are
//! compiled anew for each type, and weigh two to four kilobytes each time.

/// Sorts items, stably.
pub(crate) fn sort<T>(items: &mut [T], is_before: impl Fn(&T, &T) -> bool) {
    let before = |a: u32, b: u32| match (items.get(a as usize), items.get(b as usize)) {
        (Some(a), Some(b)) => is_before(a, b),
        _ => false,
    };
    let mut order = order(items.len() as u32, &before);
    // Each item is moved to its place in the order, cycle by cycle of the permutation.
    for start in 0..order.len() {
        let mut here = start;
        loop {
            let next = order[here] as usize;
            order[here] = here as u32;
            if next == start || next == here {
                break;
            }
            items.swap(here, next);
            here = next;
        }
    }
}

/// The numbers below `count`, sorted: a merge sort from the bottom up.
pub(crate) fn order(count: u32, is_before: &dyn Fn(u32, u32) -> bool) -> Vec<u32> {
    let mut from: Vec<u32> = (0..count).collect();
    let mut to = from.clone();
    let mut width = 1;
    while width < from.len() {
        for (from, to) in from.chunks(2 * width).zip(to.chunks_mut(2 * width)) {
            let (mut left, mut right) = from.split_at(width.min(from.len()));
            for ordinal in to {
                let takes_right = match (left.first(), right.first()) {
                    (Some(left), Some(right)) => is_before(*right, *left),
                    (left, _) => left.is_none(),
                };
                let side = if takes_right { &mut right } else { &mut left };
                if let Some((first, rest)) = side.split_first() {
                    (*ordinal, *side) = (*first, rest);
                }
            }
        }
        std::mem::swap(&mut from, &mut to);
        width *= 2;
    }
    from
}

/// How many items are put in order one by one: for more, a merge sort is quicker.
const FEW: usize = 64;

/// The `wanted` items with the smallest keys, in order; no key is there twice.
pub(crate) fn smallest(mut items: Vec<(u128, u32)>, wanted: usize) -> Vec<(u128, u32)> {
    if wanted.min(items.len()) > FEW {
        sort(&mut items, |a, b| a.0 < b.0);
        items.truncate(wanted);
        return items;
    }
    let mut first: Vec<(u128, u32)> = Vec::with_capacity(wanted.min(items.len()) + 1);
    for item in items {
        if first.len() == wanted && first.last().is_none_or(|last| *last < item) {
            continue;
        }
        first.insert(first.partition_point(|known| *known < item), item);
        first.truncate(wanted);
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(mut items in vec((0..9_u8, any::<u8>()), 0..70)) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort(&mut items, |a, b| a.0 < b.0);
            prop_assert_eq!(items, expected);
        }

        #[test]
        fn the_first_few_are_those_of_the_whole_order(
            mut keys in proptest::collection::btree_set(any::<u128>(), 0..200).prop_map(Vec::from_iter).prop_shuffle(),
            wanted in 0..200_usize,
        ) {
            let items = (0..).zip(&keys).map(|(number, key)| (*key, number)).collect();
            let first: Vec<u128> = smallest(items, wanted).into_iter().map(|item| item.0).collect();
            keys.sort_unstable();
            keys.truncate(wanted);
            prop_assert_eq!(first, keys);
        }
    }
}
