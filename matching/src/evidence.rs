//! Everything measured about one question, before any threshold.

use super::confidence::SIGNALS;
use super::confidence::Signals;
use super::judgement::MOST_CANDIDATES;
use super::phrases::Nearest;
use crate::Stance;

/// How sharply the shares of topics follow their scores.
const SHARPNESS: f64 = 1.0 / 0.2;

/// Score of the outside when a corpus has no outside texts: that of a text far from everything.
const NO_OUTSIDE: f32 = -1.0;

/// Likeness of the nearest outside group, and its lead over the next, that make it clear.
const CLEAR_GROUP: f32 = 0.22;
const CLEAR_GROUP_LEAD: f32 = 0.04;

/// A runner-up whose share is at least this part of the best one's is close.
const CLOSE: f64 = 0.25;

/// What the matcher keeps of a topic.
#[derive(Debug, Clone)]
pub(crate) struct Topic {
    pub(crate) label: String,
    pub(crate) stance: Option<Stance>,
}

/// What a judgement rests on.
#[derive(Debug)]
pub(crate) struct Evidence {
    /// The likeliest topics, best first, with shares that sum to at most one.
    pub(crate) topics: Vec<(String, f64)>,
    /// Raw numbers about the best topic.
    pub(crate) signals: Signals,
    /// The topic whose phrase the question repeats.
    pub(crate) same_topic: Option<String>,
    /// Whether the question repeats a phrase that several topics or groups claim.
    pub(crate) is_disputed: bool,
    /// The outside group whose phrase the question repeats.
    pub(crate) same_group: Option<String>,
    /// The outside group that clearly lies nearest.
    pub(crate) near_group: Option<String>,
    /// Whether outside texts as a whole beat every topic.
    pub(crate) outside_wins: bool,
    /// Whether enough of the words are known to say anything.
    pub(crate) is_readable: bool,
    /// Whether the runner-up is close and says the opposite.
    pub(crate) is_contradicted: bool,
}

/// Topics by number with their scores, best first, and the score of the outside.
#[derive(Debug)]
pub(crate) struct Ranking {
    topics: Vec<(usize, f32)>,
    outside: f32,
    /// How likely each ranked topic is compared with all others and the outside.
    shares: Vec<f64>,
}

impl Ranking {
    /// Ranks the scores of `topics` topics, which a score of the outside may follow.
    pub(crate) fn new(scores: &[f32], topics: usize) -> Self {
        let (scores, rest) = scores.split_at(topics.min(scores.len()));
        let outside = rest.first().copied().unwrap_or(NO_OUTSIDE);
        let top = scores.iter().copied().fold(outside, f32::max);
        let weigh = |score: f32| (f64::from(score - top) * SHARPNESS).exp();
        let sum: f64 = scores.iter().map(|score| weigh(*score)).sum::<f64>() + weigh(outside);
        let topics = best(scores);
        let shares = topics.iter().map(|(_, score)| weigh(*score) / sum).collect();
        Self { topics, outside, shares }
    }

    /// Returns how far the outside leads over the best topic; negative if it doesn't.
    pub(crate) fn outside_lead(&self) -> f32 {
        self.topics.first().map_or(f32::INFINITY, |(_, best)| self.outside - best)
    }

    fn score(&self, place: usize) -> f32 {
        self.topics.get(place).map_or(NO_OUTSIDE, |(_, score)| *score)
    }

    fn share(&self, place: usize) -> f64 {
        self.shares.get(place).copied().unwrap_or_default()
    }
}

/// Returns the highest scores with their places, best first; of equal ones the earlier place.
fn best(scores: &[f32]) -> Vec<(usize, f32)> {
    let mut best: Vec<(usize, f32)> = Vec::with_capacity(MOST_CANDIDATES + 1);
    for (place, score) in scores.iter().copied().enumerate() {
        if best.len() < MOST_CANDIDATES || best.last().is_some_and(|(_, least)| score > *least) {
            let behind = best.partition_point(|(_, other)| *other >= score);
            best.insert(behind, (place, score));
            best.truncate(MOST_CANDIDATES);
        }
    }
    best
}

/// Brings scores and phrases together.
pub(crate) struct Weighing<'matcher> {
    pub(crate) topics: &'matcher [Topic],
    pub(crate) groups: &'matcher [String],
    pub(crate) ranking: Ranking,
    pub(crate) nearest: Nearest,
}

impl Weighing<'_> {
    /// Sums up what is known about the question.
    pub(crate) fn evidence(&self, is_readable: bool) -> Evidence {
        let same = self.nearest.same;
        Evidence {
            topics: self.likeliest(),
            signals: self.signals(),
            same_topic: same.and_then(|owner| Some(self.topics.get(owner)?.label.clone())),
            same_group: same.and_then(|owner| self.group(owner)),
            is_disputed: self.nearest.is_disputed,
            near_group: self.near_group(),
            outside_wins: self.ranking.outside_lead() > 0.0,
            is_readable,
            is_contradicted: self.is_contradicted(),
        }
    }

    /// Returns the raw numbers behind the two confidences.
    fn signals(&self) -> Signals {
        let best = self.ranking.topics.first().map_or(usize::MAX, |(topic, _)| *topic);
        let (mut own, mut other, mut outside) = (0.0_f32, 0.0_f32, 0.0_f32);
        for (owner, likeness) in self.nearest.likeness.iter().enumerate() {
            let kind = match owner {
                _ if owner == best => &mut own,
                _ if owner < self.topics.len() => &mut other,
                _ => &mut outside,
            };
            *kind = kind.max(*likeness);
        }
        let (first, second) = (self.ranking.score(0), self.ranking.score(1));
        let lead = first - self.ranking.outside;
        let scores: [f32; SIGNALS - 1] =
            [first, first - second, lead, self.ranking.outside, own, own - other, own - outside];
        let mut signals = [self.ranking.share(0); SIGNALS];
        signals.iter_mut().zip(scores).for_each(|(signal, score)| *signal = f64::from(score));
        signals
    }

    /// Returns the label of an outside group by its number after the topics.
    fn group(&self, owner: usize) -> Option<String> {
        self.groups.get(owner.checked_sub(self.topics.len())?).cloned()
    }

    /// Returns the outside group that lies nearest, if it does so clearly.
    fn near_group(&self) -> Option<String> {
        let groups = best(self.nearest.likeness.get(self.topics.len()..)?);
        let (place, likeness) = groups.first()?;
        let next = groups.get(1).map_or(0.0, |(_, likeness)| *likeness);
        let is_clear = *likeness >= CLEAR_GROUP && likeness - next >= CLEAR_GROUP_LEAD;
        is_clear.then(|| self.groups.get(*place).cloned()).flatten()
    }

    /// Whether a close runner-up permits what the best forbids, or the other way round.
    fn is_contradicted(&self) -> bool {
        let stance = |place: usize| self.topics.get(self.ranking.topics.get(place)?.0)?.stance;
        let is_close = self.ranking.share(1) >= CLOSE * self.ranking.share(0);
        is_close && stance(0).zip(stance(1)).is_some_and(|(best, next)| best != next)
    }

    /// Returns the likeliest topics with their shares; the one whose phrase is repeated comes first.
    fn likeliest(&self) -> Vec<(String, f64)> {
        let same = self.nearest.same.filter(|owner| *owner < self.topics.len());
        let ranked =
            self.ranking.topics.iter().map(|(topic, _)| *topic).zip(self.ranking.shares.iter().copied());
        let others = ranked.filter(|(topic, _)| Some(*topic) != same);
        let first = same.map(|topic| (topic, self.ranking.share(0)));
        let all = first.into_iter().chain(others).take(MOST_CANDIDATES);
        all.filter_map(|(topic, share)| Some((self.topics.get(topic)?.label.clone(), share))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Ranking;
    use super::best;

    #[test]
    fn the_best_five_come_in_order_and_the_earlier_of_equals_first() {
        let places: Vec<_> =
            best(&[0.1, 0.9, 0.5, 0.9, -1.0, 0.7, 0.2]).into_iter().map(|(place, _)| place).collect();
        assert_eq!(places, [1, 3, 5, 2, 6]);
    }

    #[test]
    fn shares_leave_room_for_the_outside() {
        let ranking = Ranking::new(&[0.0, -1.0, 0.0], 2);
        assert!((ranking.share(0) - 0.498).abs() < 0.01, "{ranking:?}");
        assert!(ranking.share(0) + ranking.share(1) < 1.0);
        assert!(Ranking::new(&[0.5, 0.5], 2).share(0) < 0.51);
    }
}
