//! What only the indexer needs: the locale files themselves, and the whole pages.

#[path = "locales.rs"]
pub mod locales;
#[path = "pages.rs"]
pub mod pages;
