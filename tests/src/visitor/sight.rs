//! What stands on the screen before anybody scrolls, between the bars that stick.

use serde_json::Value;

use super::Visitor;

/// JavaScript: the parts of the first result's card, and how high the window is that no bar covers.
const FIRST_RESULT: &str = "
  const box = (element) => element?.getBoundingClientRect();
  const card = document.querySelector('#results > .card');
  if (!card) return null;
  const sticks = (element) => element && ['fixed', 'sticky'].includes(getComputedStyle(element).position);
  const search = document.querySelector('.finder'), menu = document.querySelector('.bar');
  const top = Math.max(0, sticks(search) ? box(search).bottom : 0);
  const seen = globalThis.visualViewport.height;
  const bottom = Math.min(seen, sticks(menu) && box(menu).top > seen / 2 ? box(menu).top : seen);
  const line = (name) => card.querySelector(`.facts .i-${name}`)?.closest('li');
  const parts = {
    name: card.querySelector('.card-title'), place: line('map-pin'), time: line('calendar'), access: line('accessibility'),
  };
  const has = Object.entries(parts).filter(([, part]) => part);
  const shown = has.filter(([, part]) => box(part).top >= top - 1 && box(part).bottom <= bottom + 1);
  const height = Math.min(bottom, box(card).bottom) - Math.max(top, box(card).top);
  return { has: has.map(([name]) => name), shown: shown.map(([name]) => name), height: Math.max(0, height) };";

/// How much of the first result is on the screen.
#[derive(Debug)]
pub struct FirstResult {
    /// What its card tells of `name`, `place`, `time` and `access`.
    pub has: Vec<String>,
    /// What of that stands whole on the screen, under no bar.
    pub shown: Vec<String>,
    /// So many pixels of the card.
    pub height: f64,
}

impl Visitor {
    /// How much of the first result is on the screen as it is now.
    #[track_caller]
    pub fn sees_of_the_first_result(&self) -> FirstResult {
        self.waits_for("a first result", || {
            let seen = self.asks(FIRST_RESULT)?;
            let names = |key: &str| super::lines_of(&seen[key]);
            Some(FirstResult {
                has: names("has")?,
                shown: names("shown")?,
                height: seen["height"].as_f64()?,
            })
        })
    }

    /// The height of each card that is listed, in CSS pixels.
    #[track_caller]
    pub fn heights_of_cards(&self) -> Vec<f64> {
        let look = "const cards = [...document.querySelectorAll('#results > .card')];
             return cards.map((card) => {
               card.style.contentVisibility = 'visible';
               return card.getBoundingClientRect().height;
             });";
        self.waits_for("cards", || {
            let heights = self.asks(look)?;
            let heights: Option<Vec<f64>> = heights.as_array()?.iter().map(Value::as_f64).collect();
            heights.filter(|heights| !heights.is_empty())
        })
    }
}
