//! Identifiers for records of formats that want UUIDs. The same thing has the same one in every build, whatever
//! else is in the directory.

use sha2::{Digest as _, Sha256};

/// A UUID of version 8 (RFC 9562: the writer's own way): a hash of the directory's id, the kind of record and what
/// tells it from its like.
pub fn uuid(directory: &str, kind: &str, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in [directory, kind].iter().chain(parts) {
        // A length before each part, so that "a", "bc" is not "ab", "c".
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let digest = hash.finalize();
    let mut bytes = [0u8; 16];
    for (byte, of) in bytes.iter_mut().zip(digest) {
        *byte = of;
    }
    let number = u128::from_be_bytes(bytes);
    let number = number & !(0xf << 76) & !(0b11 << 62) | 8 << 76 | 0b10 << 62;
    let hex = format!("{number:032x}");
    [&hex[..8], "-", &hex[8..12], "-", &hex[12..16], "-", &hex[16..20], "-", &hex[20..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_thing_has_the_same_id_and_another_one_another() {
        let id = uuid("town", "service", &["k7f3q"]);
        assert_eq!(id, uuid("town", "service", &["k7f3q"]));
        assert_eq!((id.len(), &id[14..15]), (36, "8"));
        assert!("89ab".contains(&id[19..20]), "{id}");
        assert_ne!(uuid("town", "phone", &["a", "bc"]), uuid("town", "phone", &["ab", "c"]));
        assert_ne!(id, uuid("other", "service", &["k7f3q"]));
    }
}
