//! A keyed list: an item that did not change keeps its node, and with it the focus, a screen
//! reader's place, a text selection and the scroll position; an item that is new is parsed, and
//! nothing else.
//!
//! An item is drawn from a state. Equal states are not even drawn; another state with the same
//! markup keeps the node.

use std::mem::take;

use gloo::utils::document;
use web_sys::Element;

/// How many items that went out of the list are kept in memory: whoever takes a letter back, or a
/// filter, sees them again without a parse. Two screens of cards; each takes about 3 KB.
const SPARE: usize = 20;

/// A list of the page, and what stands in it.
pub struct KeyedList<K, S> {
    list: Element,
    /// Where new items are parsed; never in the page.
    workbench: Option<Element>,
    items: Vec<Item<K, S>>,
    spare: Vec<Item<K, S>>,
}

struct Item<K, S> {
    key: K,
    state: S,
    markup: String,
    /// The item's element; `None` until its markup is parsed.
    node: Option<Element>,
}

impl<K: PartialEq, S: PartialEq> KeyedList<K, S> {
    /// A list whose items were drawn by the build: they stay until the first update.
    pub fn new(list: Element) -> Self {
        let workbench = document().create_element(&list.tag_name()).ok();
        Self { list, workbench, items: Vec::new(), spare: Vec::new() }
    }

    /// The list's element.
    pub fn element(&self) -> &Element {
        &self.list
    }

    /// The element of an item, by its place in the list.
    pub fn item(&self, place: usize) -> Option<&Element> {
        self.items.get(place)?.node.as_ref()
    }

    /// Shows exactly these items in this order, each with its key; `draw` makes the markup of one
    /// item, a single element.
    pub fn update(
        &mut self,
        states: impl IntoIterator<Item = (K, S)>,
        draw: impl Fn(&S) -> String,
    ) {
        let mut old = take(&mut self.items);
        let mut new_markup = String::new();
        let mut has_kept = false;
        for (key, state) in states {
            let item = match self.reuse(&mut old, key, state, &draw) {
                Ok(item) => {
                    has_kept = true;
                    item
                }
                Err(item) => {
                    new_markup.push_str(&item.markup);
                    item
                }
            };
            self.items.push(item);
        }
        if has_kept {
            self.parse(&new_markup);
            self.place();
        } else {
            self.list.set_inner_html(&new_markup);
            adopt(&self.list, &mut self.items);
        }
        self.spare.extend(old);
        let too_many = self.spare.len().saturating_sub(SPARE);
        self.spare.drain(..too_many);
    }

    /// An item that is there already, or else a new one without a node.
    fn reuse(
        &mut self,
        old: &mut Vec<Item<K, S>>,
        key: K,
        state: S,
        draw: &impl Fn(&S) -> String,
    ) -> Result<Item<K, S>, Item<K, S>> {
        let mut found = old.iter().position(|item| item.key == key).map(|place| old.remove(place));
        let is_same = |item: &Item<K, S>| item.key == key && item.state == state;
        if let Some(item) = found.take_if(|item| item.state == state) {
            return Ok(item);
        }
        if let Some(place) = self.spare.iter().position(is_same) {
            self.spare.extend(found);
            return Ok(self.spare.remove(place));
        }
        let markup = draw(&state);
        match found {
            Some(item) if item.markup == markup => Ok(Item { state, ..item }),
            _ => Err(Item { key, state, markup, node: None }),
        }
    }

    /// Parses the markup of all new items at once.
    fn parse(&mut self, markup: &str) {
        let Some(workbench) = self.workbench.as_ref().filter(|_| !markup.is_empty()) else {
            return;
        };
        workbench.set_inner_html(markup);
        adopt(workbench, &mut self.items);
    }

    /// Puts every item in its place, and takes out what is in none.
    fn place(&self) {
        let mut next = self.list.first_element_child();
        for node in self.items.iter().filter_map(|item| item.node.as_ref()) {
            if next.as_ref() == Some(node) {
                next = node.next_element_sibling();
            } else {
                // Refused only for a node that cannot have children.
                let _ = self.list.insert_before(node, next.as_deref());
            }
        }
        while let Some(left) = next {
            next = left.next_element_sibling();
            left.remove();
        }
    }
}

/// Gives the children of `parent` to the items without a node, in order.
fn adopt<K, S>(parent: &Element, items: &mut [Item<K, S>]) {
    let mut child = parent.first_element_child();
    for item in items.iter_mut().filter(|item| item.node.is_none()) {
        item.node = child.take();
        child = item.node.as_ref().and_then(Element::next_element_sibling);
    }
}
