import type { Assignment } from './assignment'
import { phrasesOf } from './words'

/** What an assignment for free text is about. */
export interface Subject {
  /** Phrases of its own words, in order; may be empty. */
  phrases: string[]
  /** The text it is to be made from (`from this outline: ...`); null when the assignment brings none. */
  source: string | null
  /** The source is a plan to be carried out, not a text to be told again. */
  isOutline: boolean
  /** Who is spoken to (`Reply to Ana, who asks ...`); null when nobody is named. */
  addressee: string | null
}

const orderWords =
  /\b(?:write|outline|article|short|brief|briefing|paragraph|points?|polish|notes?|summary|reply|asks?|asked|steps?|politely|explain|describe|concise|list|bullets?|story|essay|draft|four|five|details?|missing|explique|descreva|escreva|liste|frases?|duas|três|parágrafo|curto|resumo|tópicos?|quem|está)\b/giu
const aboutPattern =
  /\b(?:about|regarding|sobre|acerca de)\s+([^.;:?!\n]{3,120}?)(?=\s+(?:for|from|para)\s|[.;:?!\n]|$)/iu
const addresseePattern =
  /\b(?:[Rr]eply to|[Aa]nswer|[Ww]rite to|[Aa]sk|[Rr]esponda a|[Ee]screva para)\s+(\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)*)/u

/** Reads what free text is asked for from the last message. */
export function subjectOf({ message, material }: Assignment): Subject {
  const given = /\bfrom (?:this|these|the following)\b([^:\n]{0,40}):\s*([\s\S]+)$/i.exec(message)
  const source = given?.[2] ?? null
  const order = source === null ? message : message.slice(0, message.length - source.length)
  const asked = /\b(?:asks|asked|says|in|question|pergunta)\s*:\s*([\s\S]+)$/i.exec(order)?.[1]
  const about = aboutPattern.exec(order)?.[1]
  const text = about ?? asked ?? (source === null ? material : order)
  return {
    phrases: phrasesOf(text.replaceAll(orderWords, ' , ')),
    source,
    isOutline: /outline|points|ideas/i.test(given?.[1] ?? ''),
    addressee: addresseePattern.exec(message)?.[1] ?? null,
  }
}
