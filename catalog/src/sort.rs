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

/// A key of several numbers, the weightiest first; and last what the key is of.
pub(crate) type Keyed = [u32; 6];

/// How many items are picked one by one: more are sorted quicker.
const FEW: usize = 64;

/// What the `wanted` smallest keys are of, in order.
pub(crate) fn smallest(items: &[Keyed], wanted: usize) -> Vec<u32> {
    let is_before = |a: u32, b: u32| items.get(a as usize) < items.get(b as usize);
    let all = items.len() as u32;
    let mut first = if wanted > FEW { order(all, &is_before) } else { Vec::new() };
    if wanted <= FEW {
        for number in 0..all {
            first.push(number);
            // The new one goes forward to where it belongs; the last one too many goes.
            let mut at = first.len() - 1;
            while at > 0 && is_before(first[at], first[at - 1]) {
                first.swap(at, at - 1);
                at -= 1;
            }
            first.truncate(wanted);
        }
    }
    first.truncate(wanted);
    first.into_iter().filter_map(|number| items.get(number as usize)?.last().copied()).collect()
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
            keys in vec(any::<[u8; 2]>(), 0..200),
            wanted in 0..200_usize,
        ) {
            let mut items: Vec<Keyed> =
                (0..).zip(keys).map(|(number, [a, b])| [a.into(), b.into(), 0, 0, number, 7 * number]).collect();
            let first = smallest(&items, wanted);
            items.sort_unstable();
            let expected: Vec<u32> = items.iter().take(wanted).map(|item| item[5]).collect();
            prop_assert_eq!(first, expected);
        }
    }
}
