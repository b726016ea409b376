//! Identifiers: used once, and leading somewhere wherever they are named.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Display;

use crate::faq::Answered;
use crate::faq::EntryId;
use crate::faq::LegalBasis;
use crate::faq::Problem;
use crate::faq::draft::At;
use crate::faq::draft::Draft;
use crate::faq::draft::EntryDraft;
use crate::faq::draft::WatchDraft;
use crate::faq::problem::Finding;
use crate::faq::wording;

pub(super) fn check(draft: &Draft) -> Vec<Problem> {
    let groups = draft.groups.iter().map(|group| (group.line, &group.value.id));
    let norms = draft.norms.iter().map(|norm| (norm.line, &norm.value.id));
    let outside = draft.outside.iter().map(|group| (group.id.line, &group.id.value));
    let watches = draft.watches.iter().map(|watch| (watch.line, &watch.value.watch.id));
    let mut problems = repeated_ids("_grup.toml", groups);
    problems.extend(repeated_ids("_norma.toml", norms));
    problems.extend(repeated_ids("_di-luar.toml", outside));
    problems.extend(repeated_ids("_pantau.toml", watches));
    problems.extend(repeated_entries(&draft.entries));
    problems.extend(folders_and_groups(draft));
    // Without any norm or group it is their file that is wrong, not everything that names one.
    if !draft.norms.is_empty() {
        problems.extend(draft.entries.iter().flat_map(|entry| bases(entry, draft)));
    }
    let ids: BTreeSet<&EntryId> = draft.entries.iter().map(|entry| &entry.id).collect();
    problems.extend(draft.entries.iter().flat_map(|entry| related(entry, &ids)));
    problems.extend(draft.watches.iter().flat_map(|watch| watched(&watch.value, draft)));
    problems.extend(trials(draft));
    problems
}

fn repeated_ids<'d, I: Ord + Display + 'd>(
    file: &str,
    ids: impl Iterator<Item = (usize, &'d I)>,
) -> Vec<Problem> {
    let mut first_lines = BTreeMap::new();
    let mut problems = Vec::new();
    for (line, id) in ids {
        if let Some(first) = first_lines.get(id) {
            let place = format!("baris {first}");
            problems.push(wording::repeated_id(&id.to_string(), &place).at(file, line));
        } else {
            first_lines.insert(id, line);
        }
    }
    problems
}

fn repeated_entries(entries: &[EntryDraft]) -> Vec<Problem> {
    let mut first_files: BTreeMap<&EntryId, &str> = BTreeMap::new();
    let mut problems = Vec::new();
    for entry in entries {
        if let Some(first) = first_files.get(&entry.id) {
            problems.push(wording::repeated_entry(entry.id.as_str(), first).in_file(&entry.file));
        } else {
            first_files.insert(&entry.id, &entry.file);
        }
    }
    problems
}

fn folders_and_groups(draft: &Draft) -> Vec<Problem> {
    let groups: BTreeSet<_> = draft.groups.iter().map(|group| &group.value.id).collect();
    let folders: BTreeSet<_> = draft.entries.iter().map(|entry| &entry.group).collect();
    let names = || groups.iter().map(|id| id.as_str());
    let homeless = folders.difference(&groups).filter(|_| !groups.is_empty());
    let mut problems: Vec<Problem> = homeless
        .map(|folder| wording::folder_without_group(folder.as_str(), names()).in_file("_grup.toml"))
        .collect();
    for group in draft.groups.iter().filter(|group| !folders.contains(&group.value.id)) {
        let finding = wording::group_without_entries(group.value.id.as_str());
        problems.push(finding.at("_grup.toml", group.line));
    }
    problems
}

fn bases(entry: &EntryDraft, draft: &Draft) -> Vec<Problem> {
    let mut findings = unknown_bases(&entry.content.basis, draft);
    findings.extend(repetitions("dasar", &entry.content.basis, ToString::to_string));
    in_file(&entry.file, findings)
}

/// Finds the bases that name a norm or article which isn't listed.
fn unknown_bases(bases: &[At<LegalBasis>], draft: &Draft) -> Vec<(usize, Finding)> {
    let mut findings = Vec::new();
    for basis in bases {
        let norm_id = &basis.value.norm;
        let norm = draft.norms.iter().map(|norm| &norm.value).find(|norm| norm.id == *norm_id);
        let article = basis.value.article.as_ref();
        findings.extend(match (norm, article) {
            (None, _) => {
                let ids = draft.norms.iter().map(|norm| norm.value.id.as_str());
                Some((basis.line, wording::unknown_norm(norm_id.as_str(), ids)))
            }
            (Some(norm), Some(article))
                if !norm.articles.is_empty() && !norm.articles.contains_key(article) =>
            {
                let ids = norm.articles.keys().map(|id| id.as_str());
                Some((basis.line, wording::unknown_article(norm_id.as_str(), article.as_str(), ids)))
            }
            _ => None,
        });
    }
    findings
}

/// Finds what is watched without being there. A watched entry that was retired only stays to be struck off.
fn watched(watch: &WatchDraft, draft: &Draft) -> Vec<Problem> {
    let mut findings = unknown_bases(&watch.norms, draft);
    let ids = || draft.entries.iter().map(|entry| entry.id.as_str());
    let gone = watch.entries.iter().filter(|entry| !ids().any(|id| id == entry.value.as_str()));
    findings.extend(gone.map(|entry| (entry.line, wording::watched_entry_gone(entry.value.as_str(), ids()))));
    in_file("_pantau.toml", findings)
}

fn related(entry: &EntryDraft, ids: &BTreeSet<&EntryId>) -> Vec<Problem> {
    let mut findings = Vec::new();
    for link in &entry.content.related {
        let id = link.value.as_str();
        if link.value == entry.id {
            findings.push((link.line, wording::link_to_itself(id)));
        } else if !ids.contains(&link.value) {
            let ids = ids.iter().filter(|id| **id != &entry.id).map(|id| id.as_str());
            findings.push((link.line, wording::dead_link(id, ids)));
        }
    }
    findings.extend(repetitions("terkait", &entry.content.related, ToString::to_string));
    for subquestion in &entry.content.subquestions {
        let Answered::By(id) = &subquestion.value.answer else { continue };
        if *id == entry.id {
            findings.push((subquestion.line, wording::answered_by_itself(id.as_str())));
        } else if !ids.contains(id) {
            let ids = ids.iter().map(|id| id.as_str());
            findings.push((subquestion.line, wording::dead_link(id.as_str(), ids)));
        }
    }
    in_file(&entry.file, findings)
}

fn repetitions<T>(key: &str, items: &[At<T>], name_of: impl Fn(&T) -> String) -> Vec<(usize, Finding)> {
    let mut seen = BTreeSet::new();
    let repeated = items.iter().filter(|item| !seen.insert(name_of(&item.value)));
    repeated.map(|item| (item.line, wording::repeated_item(key, &name_of(&item.value)))).collect()
}

fn trials(draft: &Draft) -> Vec<Problem> {
    let entries = draft.entries.iter().map(|entry| entry.id.as_str());
    let outside = draft.outside.iter().map(|group| group.id.value.as_str());
    let labels: BTreeSet<&str> = entries.chain(outside).chain(["-"]).collect();
    let mut findings = Vec::new();
    for trial in &draft.trials {
        let unknown = trial.value.labels.iter().filter(|label| !labels.contains(label.as_str()));
        findings.extend(
            unknown.map(|label| (trial.line, wording::trial_label_unknown(label, labels.iter().copied()))),
        );
    }
    in_file("_uji.tsv", findings)
}

fn in_file(file: &str, findings: Vec<(usize, Finding)>) -> Vec<Problem> {
    findings.into_iter().map(|(line, finding)| finding.at(file, line)).collect()
}
