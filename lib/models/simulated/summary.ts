import { contentWords, sentencesOf, stemOf } from './words'

const numbers: Record<string, number> = {
  one: 1,
  a: 1,
  single: 1,
  uma: 1,
  two: 2,
  duas: 2,
  three: 3,
  três: 3,
  four: 4,
  quatro: 4,
  five: 5,
  cinco: 5,
}

/** How many sentences or points the instructions ask for; `fallback` when they don't say. At most 10. */
export function askedSentences(instructions: string, fallback: number): number {
  const match =
    /\b(\d+|one|a|single|two|three|four|five|uma|duas|três|quatro|cinco)[ -]+(?:\w+ )?(?:sentences?|bullets?|points?|lines?|ideas?|steps?|items?|frases?|pontos?|linhas?|ideias|passos|itens)\b/i.exec(
      instructions,
    )
  const word = match?.[1]?.toLowerCase()
  if (word === undefined) return fallback
  return Math.min(10, Math.max(1, numbers[word] ?? Number(word)))
}

/** The sentences of a text that carry most of its frequent words, in the text's order; at most `count`. */
export function extractSummary(text: string, count: number): string[] {
  const sentences = sentencesOf(text)
  if (sentences.length <= count) return sentences
  const frequency = new Map<string, number>()
  for (const word of contentWords(text)) frequency.set(stemOf(word), (frequency.get(stemOf(word)) ?? 0) + 1)
  const scored = sentences.map((sentence, index) => {
    const words = contentWords(sentence)
    const weight = words.reduce((sum, word) => sum + (frequency.get(stemOf(word)) ?? 0), 0)
    const early = index === 0 ? 1.25 : 1
    return { sentence, index, score: (early * weight) / (words.length + 4) }
  })
  return scored
    .toSorted((left, right) => right.score - left.score)
    .slice(0, count)
    .toSorted((left, right) => left.index - right.index)
    .map(({ sentence }) => sentence)
}
