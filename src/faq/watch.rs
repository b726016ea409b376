//! What must be watched, because nobody knows what became of it after the sources end (`_pantau.toml`).

use crate::faq::Date;
use crate::faq::Entry;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::faq::LegalBasis;
use crate::faq::WatchId;

/// One thing to watch: a law that was to come, a circular that may have been replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// Its slug.
    pub id: WatchId,
    /// What to look for, in one sentence (`apa`).
    pub what: String,
    /// The norms and articles it may change (`norma`).
    pub norms: Vec<LegalBasis>,
    /// Entries that depend on it without citing those (`entri`).
    pub entries: Vec<EntryId>,
    /// Where to look (`lihat`).
    pub look: String,
    /// When somebody looked last (`terakhir`).
    pub last: Date,
    /// Whether to look before all else, and before any release (`mendesak`).
    pub is_urgent: bool,
}

impl Watch {
    /// Whether an entry depends on it.
    #[must_use]
    pub fn concerns(&self, entry: &Entry) -> bool {
        self.entries.contains(&entry.id)
            || self.norms.iter().any(|norm| entry.basis.iter().any(|basis| norm.touches(basis)))
    }
}

impl Faq {
    /// Returns the entries that depend on something that is watched, in the FAQ's order.
    pub fn watched<'faq>(&'faq self, watch: &'faq Watch) -> impl Iterator<Item = &'faq Entry> {
        self.entries.iter().filter(|entry| watch.concerns(entry))
    }

    /// Returns everything that is watched: what is urgent first, then what nobody looked for the longest.
    #[must_use]
    pub fn watches_in_order(&self) -> Vec<&Watch> {
        let mut watches: Vec<&Watch> = self.watches.iter().collect();
        watches.sort_by_key(|watch| (!watch.is_urgent, watch.last));
        watches
    }

    /// Returns what is watched with this id.
    #[must_use]
    pub fn watch(&self, id: &WatchId) -> Option<&Watch> {
        self.watches.iter().find(|watch| watch.id == *id)
    }

    /// Returns the day up to which an entry's sources are known: that of its own check or, where everything it
    /// depends on was looked at since, the earliest of those looks.
    #[must_use]
    pub fn known_until(&self, entry: &Entry) -> Date {
        let looks = self.watches.iter().filter(|watch| watch.concerns(entry)).map(|watch| watch.last);
        looks.min().map_or(entry.checked_on, |earliest| earliest.max(entry.checked_on))
    }
}

#[cfg(test)]
mod tests {
    use crate::faq::Date;
    use crate::faq::Faq;
    use crate::faq::parse::parse;
    use crate::faq::parse::tests::good_folder;

    fn faq(looked: &str) -> Faq {
        let mut files = good_folder();
        let watches = format!(
            "[[pantau]]\nid = \"uu-pemilu-baru\"\napa = \"UU Pemilu baru.\"\nnorma = [\"uu-7-2017\"]\nentri = [\"like\"]\n\
             lihat = \"DPR\"\nterakhir = {looked}\nmendesak = true\n\n[[pantau]]\nid = \"skb-baru\"\n\
             apa = \"SKB baru.\"\nnorma = [\"skb-2022:lampiran-ii\"]\nlihat = \"BKN\"\nterakhir = 2026-04-05\n"
        );
        files.insert("_pantau.toml".to_owned(), watches);
        let (faq, problems) = parse(&files);
        assert_eq!(problems, []);
        faq.unwrap()
    }

    #[test]
    fn an_entry_depends_on_what_it_cites_or_is_named_by() {
        let faq = faq("2026-02-23");
        let watched: Vec<Vec<&str>> = faq
            .watches
            .iter()
            .map(|watch| faq.watched(watch).map(|entry| entry.id.as_str()).collect())
            .collect();
        assert_eq!(watched, [vec!["like", "hak-pilih"], vec!["like"]]);
        assert!(faq.watches[0].is_urgent && !faq.watches[1].is_urgent);
    }

    #[test]
    fn sources_are_known_until_the_earliest_look_at_what_they_depend_on() {
        let day = |month, day| Date { year: 2026, month, day };
        let of = |faq: &Faq, id: &str| {
            faq.known_until(faq.entries.iter().find(|entry| entry.id.as_str() == id).unwrap())
        };
        let early = faq("2026-02-01");
        assert_eq!(of(&early, "like"), day(2, 23), "never before the entry's own check");
        let later = faq("2026-12-01");
        assert_eq!(of(&later, "like"), day(4, 5), "not all was looked at again");
        assert_eq!(of(&later, "hak-pilih"), day(12, 1));
    }
}
