//! What an entry promises: an answer to everybody it lists, and to everything its phrases ask.

use crate::faq::Answered;
use crate::faq::Employment;
use crate::faq::Entry;
use crate::faq::advice::texts;
use crate::faq::problem::Finding;
use crate::faq::subquestion::is_said;
use crate::faq::wording;

pub(super) fn check(entry: &Entry) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        entry.applies_to.iter().filter_map(|who| unserved(entry, *who)).collect();
    if entry.subquestions.is_empty() {
        findings.push(wording::no_subquestions());
    }
    for subquestion in &entry.subquestions {
        match &subquestion.answer {
            Answered::Here(words) if !texts(entry).any(|text| is_said(text, words)) => {
                findings.push(wording::subquestion_unanswered(&subquestion.asked, words));
            }
            Answered::By(id) if !entry.related.contains(id) => {
                findings.push(wording::answer_not_related(&subquestion.asked, id.as_str()));
            }
            _ => {}
        }
    }
    findings
}

/// Whom an entry lists without a section or a word: civil servants are whom the answer itself is for.
fn unserved(entry: &Entry, who: Employment) -> Option<Finding> {
    if who == Employment::Pns {
        return None;
    }
    let Some(section) = entry.section(who) else {
        let is_named =
            texts(entry).any(|text| names(who).iter().any(|name| text.to_lowercase().contains(name)));
        return (!is_named).then(|| wording::status_unserved(who.as_str()));
    };
    // What binds a village head doesn't always bind his officials, and the village council even less.
    let body = section.body.to_lowercase();
    let is_apart = who != Employment::KepalaDesa || (body.contains("perangkat") && body.contains("bpd"));
    (!is_apart).then(wording::village_not_told_apart)
}

/// The words, in lower case, by which a text names people of a status.
fn names(who: Employment) -> &'static [&'static str] {
    match who {
        Employment::Pns => &["pns"],
        Employment::Pppk => &["pppk"],
        Employment::Cpns => &["cpns"],
        Employment::NonAsn => &["non-asn", "honorer", "ppnpn"],
        Employment::KepalaDesa => &["kepala desa"],
        Employment::Bumn => &["bumn", "bumd"],
        Employment::Pensiunan => &["pensiun"],
    }
}
