//! What does not come back.
