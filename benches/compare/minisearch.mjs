// Measures MiniSearch (full-text search with prefixes and fuzzy terms): one more row of the table.
import { readFileSync } from "node:fs";
import MiniSearch from "minisearch";

const [phrases, questions] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const begin = performance.now();
const index = new MiniSearch({ fields: ["text"], searchOptions: { prefix: true, fuzzy: 0.2 } });
index.addAll(phrases.map(([text], id) => ({ id, text })));
const trained = performance.now() - begin;

const taken = [];
let [first, three, many] = [0, 0, 0];
for (const [question, expected, also] of questions) {
  const asked = performance.now();
  const hits = index.search(question).slice(0, 60).map((hit) => phrases[hit.id][1]);
  taken.push((performance.now() - asked) * 1000);
  if (expected === null) continue;
  const ids = [...new Set(hits.filter((id) => id !== null))];
  const right = new Set([expected, ...also]);
  many += 1;
  first += right.has(ids[0]) ? 1 : 0;
  three += ids.slice(0, 3).some((id) => right.has(id)) ? 1 : 0;
}
taken.sort((one, next) => one - next);
const at = (percent) => taken[Math.floor(((taken.length - 1) * percent) / 100)].toFixed(0);
const cells = [(first / many).toFixed(3), (three / many).toFixed(3), trained.toFixed(0), at(50), at(99)];
const widths = [8, 8, 12, 11, 11];
console.log("MiniSearch".padEnd(34) + cells.map((cell, place) => cell.padStart(widths[place])).join(""));
