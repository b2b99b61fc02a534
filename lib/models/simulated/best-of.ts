import { isJsonObject } from '@/lib/shared/json'
import { overlap, sentencesOf, stemsOf } from './words'

/** One of the answers a judge is given. */
export interface Candidate {
  /** `A`, `Answer 2`, `Claude`: as the prompt names it. */
  label: string
  text: string
}

const headingPattern =
  /^[ \t]*(?:#+ *)?(?:\*\*)?((?:answer|candidate|option|response|draft|version|resposta|opção|candidat[oa])[ \t]+[\w.-]+|[A-H]|\d{1,2})(?:\*\*)?[ \t]*(?:[:)]|\.[ \t])(?:\*\*)?/gim

/** The candidates a prompt sets side by side: tagged blocks, headed paragraphs or a JSON list; `[]` below two. */
export function candidatesIn(text: string): Candidate[] {
  for (const found of [taggedCandidates(text), headedCandidates(text), jsonCandidates(text)]) {
    if (found.length >= 2) return found
  }
  return []
}

/** The candidate that shares most with the question and says enough; the earlier one among equals. */
export function chooseBest(candidates: readonly Candidate[], question: string): Candidate {
  const asked = stemsOf(question)
  const scoreOf = ({ text }: Candidate) =>
    2 * overlap(stemsOf(text), asked) + Math.min(text.length, 600) / 150 + Math.min(sentencesOf(text).length, 4)
  return candidates.reduce((best, candidate) => (scoreOf(candidate) > scoreOf(best) ? candidate : best))
}

function taggedCandidates(text: string): Candidate[] {
  const blocks = [...text.matchAll(/<(answer|candidate|option|response)([^>]*)>(.*?)<\/\1>/gis)]
  return blocks.map((match, index) => ({
    label: /["']([^"']+)["']/.exec(match[2] ?? '')?.[1] ?? `${index + 1}`,
    text: match[3]!.trim(),
  }))
}

function headedCandidates(text: string): Candidate[] {
  const all = [...text.matchAll(headingPattern)]
  const kind = all[0] && kindOf(all[0][1]!)
  const headings = all.filter((heading) => kindOf(heading[1]!) === kind)
  return headings.map((heading, index) => {
    const body = text.slice(heading.index + heading[0].length, headings[index + 1]?.index)
    return { label: heading[1]!, text: (index === headings.length - 1 ? body.split(/\n\s*\n/)[0]! : body).trim() }
  })
}

/** An answer may hold a numbered list of its own: only headings like the first one set candidates apart. */
function kindOf(label: string): string {
  if (/^[A-H]$/i.test(label)) return 'letter'
  return /^\d/.test(label) ? 'number' : label.split(/\s/)[0]!.toLowerCase()
}

function jsonCandidates(text: string): Candidate[] {
  const start = text.search(/\[\s*["{]/)
  const end = text.lastIndexOf(']')
  if (start < 0 || end < start) return []
  try {
    const items: unknown = JSON.parse(text.slice(start, end + 1))
    if (!Array.isArray(items)) return []
    return items.map((item, index) => {
      const name = isJsonObject(item) ? (item.model ?? item.name ?? item.id ?? item.label) : null
      const body = isJsonObject(item) ? (item.text ?? item.answer ?? item.content ?? JSON.stringify(item)) : item
      return { label: typeof name === 'string' ? name : `${index + 1}`, text: String(body) }
    })
  } catch {
    return []
  }
}
